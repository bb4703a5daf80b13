"""Duties, budget, meetings and units, worked out once for a snapshot, plan and day (工作答案)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from zhiquan.knowledge.regions_districts import district
from zhiquan.measure.measuring import Measuring
from zhiquan.plan.budgets import (
    budget_lines,
    budget_years,
    duties_without_budget,
    line_as_plain,
    unused_lines,
)
from zhiquan.plan.duties import Progress, duties_on
from zhiquan.plan.duties.plain import duty_as_plain
from zhiquan.plan.meetings import became, decision_as_plain, decisions_of, plan_namer
from zhiquan.plan.organisations import Directory, directory, unit_as_plain
from zhiquan.plan.plans import plans_of
from zhiquan.register.lake.reader import Reader
from zhiquan.site.duties.asking import Asked
from zhiquan.site.duties.keeping import kept, measuring
from zhiquan.site.duties.slugs import slugs
from zhiquan.site.office.house import house


def work_of(asked: Asked) -> dict[str, Any]:
    """Duties, budget and meetings of a plan on a day.

    Returns:
        ``duties`` as ``duty/1`` with ``slug``; ``budget`` with ``lines years unused without``; ``meetings`` as
        ``meeting/1`` with the slug of the duty each became.
    """
    found: dict[str, Any] = kept().get("duties.work", asked.key, lambda: _make_work(asked))
    return found


def _make_work(asked: Asked) -> dict[str, Any]:
    with measuring(asked) as (figures, units):
        every = duties_on(asked.plan, figures, asked.day, units)
        names = slugs([(one.duty.number, one.duty.text) for one in every])
        slug_of = {id(one): name for one, name in zip(every, names, strict=True)}
        return {
            "duties": [{**duty_as_plain(one), "slug": slug_of[id(one)]} for one in every],
            "budget": _budget(asked, figures, every, slug_of),
            "meetings": _meetings(asked, figures.reader, every, slug_of),
        }


def _budget(asked: Asked, figures: Measuring, every: list[Progress], slug_of: dict[int, str]) -> dict[str, Any]:
    lines = budget_lines(asked.plan, figures, every)
    without = duties_without_budget(every, lines)
    return {
        "lines": [line_as_plain(line) for line in lines],
        "years": [
            {"year": one.year, "planned": one.planned, "spent": one.spent, "rate": one.rate}
            for one in budget_years(lines)
        ],
        "unused": unused_lines(lines),
        "without": [
            {"slug": slug_of[id(one)], "number": one.duty.number, "text": one.duty.text, "line": line}
            for one, line in without
        ],
    }


def _meetings(asked: Asked, reader: Reader, every: list[Progress], slug_of: dict[int, str]) -> list[dict[str, Any]]:
    knowledge = house().knowledge()
    belongs = plan_namer(asked.plan, plans_of(knowledge, asked.plan.place))
    decisions = decisions_of(reader, asked.plan.id, belongs, asked.day)
    by_mark = {mark: one for one in every for mark in one.duty.decisions}
    found = []
    for decision, duty in became(decisions, (one.duty for one in every)):
        one = by_mark[decision.mark] if duty else None
        told = {"slug": slug_of[id(one)], "number": one.duty.number, "state": one.state} if one else None
        found.append({**decision_as_plain(decision), "duty": told})
    return found


def units_of(asked: Asked) -> dict[str, Any]:
    """The units of a day and what became of earlier ones.

    Returns:
        ``tree``: units of the day with ``depth`` and ``lost``; ``ended``: units that are no more there, with the
        ``heirs`` of the day; ``heirs``: numbers of the day by number or name of a unit of any time.
    """
    key = (*asked.ground, asked.plan.place, asked.day)
    found: dict[str, Any] = kept().get("duties.units", key, lambda: _make_units(asked))
    return found


def _make_units(asked: Asked) -> dict[str, Any]:
    office = house()
    with office.reader(asked.snapshot) as reader:
        units = directory(reader, district(asked.plan.place, office.settings.knowledge))
    tree = [
        {**unit_as_plain(one.unit), "depth": one.depth, "lost": one.lost, "slug": name}
        for one, name in _with_slugs(units, asked.day)
    ]
    ended = [
        {
            **unit_as_plain(unit),
            "heirs": [{"number": heir.number, "name": heir.name} for heir in units.successors(unit, asked.day)],
        }
        for unit in units.units
        if unit.to is not None and unit.to <= asked.day
    ]
    heirs: dict[str, set[str]] = {}
    for unit in units.units:
        numbers = {heir.number for heir in units.successors(unit, asked.day)}
        for name in (unit.number, unit.name):
            heirs.setdefault(name, set()).update(numbers)
    return {"tree": tree, "ended": ended, "heirs": {name: sorted(numbers) for name, numbers in heirs.items()}}


def _with_slugs(units: Directory, day: date) -> Iterator[tuple[Any, str]]:
    tree = units.tree(day)
    yield from zip(tree, slugs([(one.unit.number, one.unit.name) for one in tree]), strict=True)
