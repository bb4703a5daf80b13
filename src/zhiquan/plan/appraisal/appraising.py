"""Appraising every unit for one year (年度考核)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.knowledge.appraisals import Appraisal, AppraisalVersion
from zhiquan.knowledge.plans import Plan
from zhiquan.measure.measuring import Measuring
from zhiquan.plan.appraisal.evidence import Case, Groups
from zhiquan.plan.appraisal.inputs import Input, inputs_of
from zhiquan.plan.appraisal.scoring import UnitScore, score
from zhiquan.plan.budgets import budget_lines
from zhiquan.plan.duties import duties_on, goalposts
from zhiquan.plan.organisations import Directory


@dataclass(frozen=True, slots=True)
class YearAppraisal:
    """The appraisal of one year (年度考核结果).

    Attributes:
        day: day the evidence is of: the last of the year, or today while it runs.
        version: the formula.
        scores: one per unit of a kind that is appraised, by number.
        unknown: inputs of units nobody answers to; refused: inputs that no score may read.
    """

    plan: str
    year: int
    day: date
    version: AppraisalVersion
    scores: tuple[UnitScore, ...]
    unknown: tuple[Input, ...]
    refused: tuple[Input, ...]


def appraise(  # noqa: PLR0913 - what a year is appraised by
    definition: Appraisal, plan: Plan, measuring: Measuring, units: Directory, *, year: int, today: date
) -> YearAppraisal:
    """Appraise every unit for one year by evidence (绩效考核).

    Args:
        definition: the formula.
        plan: the plan whose duties, targets and budget are looked at.
        measuring: figures of the plan's district, counted since the plan began.
        units: who exists when; those of the evidence's day are appraised.
        year: calendar year.
        today: evidence and decisions up to this day count.

    Raises:
        BadInput: the year has not begun.
        NotFound: no formula was in force at the end of the year.
    """
    if year > today.year:
        raise BadInput(
            Words(f"{year} 年尚未开始", f"the year {year} has not begun"),
            where={"year": year},
            remedy=Words("请选已开始的年度。", "Choose a year that has begun."),
        )
    day = min(date(year, 12, 31), today)
    version = definition.at(date(year, 12, 31))
    duties = duties_on(plan, measuring, day, units, filed_by=today)
    named = {tie.indicator for one in duties for tie in one.duty.ties if tie.indicator}
    posts = goalposts(plan, measuring, [day], named)
    lines = budget_lines(plan, measuring, duties, year=year)
    inputs = inputs_of(measuring.reader, year, units=units, day=day, today=today)
    groups = _groups(measuring)
    kinds = version.kinds()
    scores = tuple(
        score(version, Case(unit, year, day, units, duties, posts, lines, groups), inputs.of.get(unit.number, []))
        for unit in units.on(day)
        if unit.kind in kinds
    )
    return YearAppraisal(plan.id, year, day, version, scores, tuple(inputs.unknown), tuple(inputs.refused))


def plan_of_year(plans: Sequence[Plan], year: int, meant: Plan) -> Plan:
    """The confirmed plan whose period holds the year's end, a real one before a made-up one; else ``meant``."""
    end = date(year, 12, 31)
    found = [plan for plan in plans if plan.status == "confirmed" and plan.from_ <= end <= plan.to]
    if meant in found:
        return meant
    return next((plan for plan in found if not plan.is_demo), found[0] if found else meant)


def _groups(measuring: Measuring) -> Groups:
    """Rights by town of one indicator and day, each asked once."""
    held: dict[tuple[str, date], dict[str, tuple[int, int]]] = {}

    def groups(indicator: str, day: date) -> Mapping[str, tuple[int, int]]:
        if (indicator, day) not in held:
            found = measuring.breakdown(indicator, day, "town")
            held[indicator, day] = {row["group"]: (row["counted"], row["considered"]) for row in found if row["group"]}
        return held[indicator, day]

    return groups
