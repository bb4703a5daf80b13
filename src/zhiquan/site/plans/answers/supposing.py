"""What if: a forecast under other assumptions (假设)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from zhiquan.measure.forecast import WhatIf, forecast, gap
from zhiquan.plan.board import CHANGES
from zhiquan.site.plans.answers.asking import Ask
from zhiquan.site.plans.answers.keeping import kept
from zhiquan.site.plans.answers.session import session


@dataclass(frozen=True, slots=True)
class Aim:
    """What a forecast is made for: last day, value, comparison (预测目标)."""

    until: date
    value: Decimal | None
    cmp: str


def supposed(ask: Ask, indicator: str, aim: Aim, what_if: WhatIf) -> dict[str, Any]:
    """The forecast and gap under some assumptions.

    Returns:
        ``{forecast, gap}``; the gap is null without a target that a value alone can reach.
    """
    parts = (indicator, aim.until, aim.value, aim.cmp)
    terms = (what_if.base_change, what_if.renewal, what_if.grants, what_if.filings)
    found: dict[str, Any] = kept("supposed", ask, *parts, *terms, make=lambda: _make(ask, indicator, aim, what_if))
    return found


def _make(ask: Ask, indicator: str, aim: Aim, what_if: WhatIf) -> dict[str, Any]:
    with session(ask) as held:
        made = forecast(held.measuring, indicator, day=ask.day, until=aim.until, what_if=what_if)
        missing = None
        if aim.value is not None and made.mid is not None and aim.cmp not in CHANGES:
            missing = gap(
                held.measuring,
                indicator,
                day=ask.day,
                until=aim.until,
                target=aim.value,
                cmp="le" if aim.cmp == "le" else "ge",
                forecast=made,
            )
        return {"forecast": made.as_plain(), "gap": missing.as_plain() if missing is not None else None}
