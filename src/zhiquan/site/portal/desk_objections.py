"""Open objections to scores on the desk of those who answer them (考核异议待办)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from zhiquan.basics.words import Words
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.objection_views import objection_rows
from zhiquan.site.duties.scores import scores_seen, years_of
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House
from zhiquan.site.portal.desk_items import Item
from zhiquan.site.portal.keeping import definitions_digest, kept_answer

_YEARS = 2
"""Years whose objections are looked for: the one running and the one before."""


def objection_items(house: House, visitor: Visitor) -> Iterator[Item]:
    """Open objections of the last two years; for readers who may answer them, who see every unit."""
    key = (house.current(), house.today, definitions_digest(house))
    found: list[dict[str, Any]] = kept_answer(house, "desk-objections", key, lambda: _open(house, visitor))
    for one in found:
        yield Item(
            kind="objection",
            due=date.fromisoformat(one["due"]) if one["due"] else None,
            what=Words(f"{one['unit']}：{one['item']}", f"{one['unit']}: {one['item']}"),
            is_quoted=True,
            note=str(one["year"]),
            do=Words("采纳更正，或写明理由不予采纳", "correct the points, or refuse with reasons"),
            why=Words(f"{one['year']} 年考核：{one['note']}", f"appraisal of {one['year']}: {one['note']}"),
            address=f"{reverse('objection-answer', args=[one['slug'], one['id']])}?year={one['year']}",
        )


def _open(house: House, visitor: Visitor) -> list[dict[str, Any]]:
    asked = asked_by({})
    found = []
    for year in (year for year in years_of(asked) if year > house.today.year - _YEARS):
        seen = scores_seen(asked, visitor, year)
        rows = [row for score in seen.all for row in objection_rows(seen, score) if row["is_open"] and row["item"]]
        found += [
            {
                "year": year,
                "unit": row["unit"]["name"],
                "item": row["raised"]["item"],
                "id": row["item"],
                "slug": row["slug"],
                "note": row["raised"]["note"] or "",
                "due": row["due"].isoformat() if row["due"] else None,
            }
            for row in rows
        ]
    return found
