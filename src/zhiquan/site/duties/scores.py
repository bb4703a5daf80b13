"""Reads behind the appraisal pages; a unit reads its own score only (考核查询)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.plan.appraisal.appraising import plan_of_year
from zhiquan.site.duties.asking import Asked
from zhiquan.site.duties.reach import reach_of
from zhiquan.site.duties.score_answers import appraisal_of
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house


@dataclass(frozen=True, slots=True)
class Scores:
    """The appraisal of a year as far as a reader sees it (考核成绩).

    Attributes:
        asked: the plan appraised and the day of the evidence.
        groups: kind of unit, its items, its scores from the most points down; those without any last.
        unknown, refused: inputs left out; empty for readers who do not see every unit.
        answer_within: working days in which an objection is to be answered.
    """

    asked: Asked
    year: int
    years: tuple[int, ...]
    is_verified: bool
    groups: tuple[dict[str, Any], ...]
    unknown: tuple[dict[str, Any], ...]
    refused: tuple[dict[str, Any], ...]
    answer_within: int

    @property
    def all(self) -> list[dict[str, Any]]:
        """Every score within reach."""
        return [one for group in self.groups for one in group["scores"]]


def year_of(asked: Asked, told: str) -> int:
    """The year meant: the one told when it has begun and a plan covers it, else that of the day asked."""
    return int(told) if told.isdecimal() and len(told) == 4 and int(told) in years_of(asked) else asked.day.year


def years_of(asked: Asked) -> tuple[int, ...]:
    """The years that can be appraised: those the district's plans cover, begun by today, the latest first."""
    today = house().today
    years = {year for plan in asked.plans for year in range(plan.from_.year, min(plan.to.year, today.year) + 1)}
    return tuple(sorted(years, reverse=True))


def scores_seen(asked: Asked, visitor: Visitor, year: int) -> Scores:
    """The appraisal of one year within reach; the plan is the one that covers the year."""
    plan = plan_of_year(asked.plans, year, asked.plan)
    about = replace(asked, plan=plan)
    whole = appraisal_of(about, year)
    on_day = replace(about, day=date.fromisoformat(whole["day"]))
    seen = reach_of(visitor, on_day).scores(whole["scores"])
    sees_all = visitor.may(May.SEE_ALL_DUTIES)
    return Scores(
        asked=on_day,
        year=year,
        years=years_of(asked),
        is_verified=whole["formula"]["verified"],
        groups=tuple(_group(kind, items, seen) for kind, items in whole["items"].items()
                     if any(one["unit"]["kind"] == kind for one in seen)),
        unknown=tuple(whole["unknown"]) if sees_all else (),
        refused=tuple(whole["refused"]) if sees_all else (),
        answer_within=whole["formula"]["answer_within"],
    )  # fmt: skip


def score_seen(scores: Scores, slug: str) -> dict[str, Any]:
    """One unit's score.

    Raises:
        NotFound: no unit of that name is appraised, or it is out of reach; both give the same answer.
    """
    found = next((one for one in scores.all if one["slug"] == slug), None)
    if found is None:
        raise NotFound(
            Words("没有这个单位的考核", "there is no such appraisal"),
            where={"unit": slug[:80], "year": scores.year},
            remedy=Words("回到考核页，换个年度再找。", "Go back to the appraisal, or choose another year."),
        )
    return found


def _group(kind: str, items: Sequence[Mapping[str, Any]], seen: Sequence[dict[str, Any]]) -> dict[str, Any]:
    own = [one for one in seen if one["unit"]["kind"] == kind]
    own.sort(key=lambda one: (one["total"] is None, -Decimal(one["total"] or 0), one["unit"]["number"]))
    for one in own:
        by_id = {item["id"]: item for item in one["items"]}
        one["cells"] = [by_id.get(item["id"]) for item in items]
        one["open_objections"] = sum(raised["is_open"] for raised in one["objections"])
        one["plus"] = sum((Decimal(extra["points"]) for extra in one["bonuses"]), Decimal(0))
        one["minus"] = sum((Decimal(extra["points"]) for extra in one["deductions"]), Decimal(0))
    return {"kind": kind, "items": list(items), "scores": own}
