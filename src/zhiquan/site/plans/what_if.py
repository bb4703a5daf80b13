"""What a reader supposes, and the forecast under it (假设)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from zhiquan.measure.forecast import WhatIf
from zhiquan.site.plans.answers.asking import Ask, own_plan
from zhiquan.site.plans.answers.supposing import Aim, supposed
from zhiquan.site.plans.forms import SupposeForm


def supposition(ask: Ask, indicator: str, form: SupposeForm, target: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The forecast under what a form supposes; None while the form has mistakes or nothing lies ahead."""
    due = date.fromisoformat(target["due"]) if target and target["due"] else own_plan(ask.plan).to
    if not form.is_valid() or ask.day >= due:
        return None
    given = form.cleaned_data
    value = Decimal(target["target"]) if target and target["target"] is not None else None
    what_if = WhatIf(given["population"], _share(given["renewal"]), _factor(given["grants"]), _factor(given["filings"]))
    found = supposed(ask, indicator, Aim(due, value, target["cmp"] if target else "ge"), what_if)
    return {**found, "due": due}


def _share(percent: Decimal | None) -> float | None:
    return None if percent is None else float(percent) / 100


def _factor(value: Decimal | None) -> float | None:
    return None if value is None else float(value)
