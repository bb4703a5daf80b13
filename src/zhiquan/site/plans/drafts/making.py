"""A document read into a draft (读入草稿)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml

from zhiquan.plan.drafting import DraftWishes, draft
from zhiquan.plan.naming import indicator_meant
from zhiquan.plan.reading.reading import read_plan
from zhiquan.plan.reading.shapes import PlanText, Unsure
from zhiquan.site.office.house import house
from zhiquan.site.plans.drafts.storing import DraftState, read_draft_state, save_draft

_YEARS = 5


def make_draft(name: str, *, by: str) -> DraftState:
    """Read a stored document; one that was read before is left as it is.

    Raises:
        BadInput: the document cannot be read.
        NotFound: there is no such draft.
    """
    state = read_draft_state(name)
    if state.is_read:
        return state
    home = house()
    found = read_plan(state.document)
    period = None if found.period else _supposed_period(home.today)
    text = draft(found, DraftWishes(home.settings.district, "", period), home.knowledge())
    content = _editable(yaml.safe_load(text), found)
    made = replace(
        state,
        content=content,
        headings=[{"level": one.level, "number": one.number, "text": one.text} for one in found.headings],
        period_is_told=found.period is not None,
    )
    return save_draft(made, seen_version=0, by=by)


def _supposed_period(today: date) -> tuple[date, date]:
    """Five years from this one, for a person to correct."""
    return date(today.year, 1, 1), date(today.year + _YEARS - 1, 12, 31)


def _editable(content: dict[str, Any], found: PlanText) -> dict[str, Any]:
    """The draft's data file with ``keep`` on each item, and doubtful numbers as items left out."""
    for name in ("targets", "relative", "duties"):
        content[name] = [{**item, "keep": True} for item in content.get(name, [])]
    for item in (*content["targets"], *content["relative"]):
        meant = indicator_meant(item["words"], house().knowledge())
        item["indicator"] = item.get("indicator", "")
        item["suggested"] = meant.indicator if meant is not None and not item["indicator"] else ""
    clauses = [clause["number"] for clause in content.get("clauses", [])]
    content["targets"] += [_doubtful(one, clauses) for one in found.unsure]
    content["from"], content["to"] = str(content["from"]), str(content["to"])
    return content


def _doubtful(one: Unsure, clauses: list[str]) -> dict[str, Any]:
    """A number left in doubt as a target that is not kept unless a person says so."""
    try:
        value = f"{Decimal(one.value_text).normalize():f}"
    except InvalidOperation:
        value = ""
    return {
        "indicator": "",
        "words": one.text,
        "cmp": "ge",
        "value": value,
        "unit": "",
        "by": None,
        "clause": one.clause if one.clause in clauses else (clauses or [""])[0],
        "text": one.text,
        "why": one.why,
        "keep": False,
    }
