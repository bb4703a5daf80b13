"""Where a plan's targets stand on some days, for the duties tied to them (目标现状)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhiquan.basics.words import Words
from zhiquan.knowledge.plans import Plan
from zhiquan.measure.measuring import Measuring
from zhiquan.plan.board import make_board
from zhiquan.plan.judging import reaches


@dataclass(frozen=True, slots=True)
class Goalpost:
    """One target of the plan on one day (目标现状): ``is_on_path`` when reached, or where the plan's path wants it."""

    indicator: str
    day: date
    value: Decimal | None
    target: Decimal | None
    is_reached: bool
    is_on_path: bool
    says: Words


def goalposts(plan: Plan, measuring: Measuring, days: Iterable[date], wanted: Collection[str]) -> list[Goalpost]:
    """Where the plan's targets for some indicators stand on some days, as its board says.

    Args:
        plan: the plan.
        measuring: figures of its district.
        days: the days asked.
        wanted: ids of indicators; others are left out.
    """
    some = {
        "targets": tuple(target for target in plan.targets if target.indicator in wanted),
        "relative": tuple(goal for goal in plan.relative if goal.indicator in wanted),
    }
    asked = plan.model_copy(update=some)
    found = []
    for day in days if any(some.values()) else ():
        for state in make_board(asked, measuring, day, with_forecast=False).targets:
            goal, path = state.goal, state.path
            value = state.figure.value if state.figure else None
            is_reached = state.status == "met"
            on_path = value is not None and path is not None and bool(reaches(value, path.value, goal.cmp))
            sign = "≤" if goal.cmp == "le" else "≥"
            tail = f"{sign}{goal.value}" if goal.value is not None else goal.text
            says = Words(
                f"{state.label.zh} {day}：{_told(value, '算不出')}，目标 {tail}",
                f"{state.label.en} on {day}: {_told(value, 'cannot be computed')}, target {tail}",
            )
            found.append(Goalpost(goal.indicator, day, value, goal.value, is_reached, is_reached or on_path, says))
    return found


def hardest(posts: Iterable[Goalpost]) -> dict[tuple[str, date], Goalpost]:
    """One target of each indicator and day; of several the one that is not reached."""
    ordered = sorted(posts, key=lambda post: not post.is_reached)
    return {(post.indicator, post.day): post for post in ordered}


def _told(value: Decimal | None, missing: str) -> str:
    return missing if value is None else str(value)
