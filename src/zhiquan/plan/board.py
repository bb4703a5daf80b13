"""The board of a plan: each target with value, path, status, forecast and gap (规划看板)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.knowledge.indicators import Indicator
from zhiquan.knowledge.plans import Plan, PlanRelative, PlanTarget
from zhiquan.measure.figures import Figure
from zhiquan.measure.forecast import Forecast, Gap, forecast, gap
from zhiquan.measure.measuring import Measuring
from zhiquan.measure.rates import rounded
from zhiquan.plan.judging import Range, Status, judge
from zhiquan.plan.units import in_unit

CITY = "city_average"
CHANGES = frozenset({"increase", "decrease", "rank"})
"""Comparisons that a value alone does not settle."""

NATION = "100000"
_MUNICIPALITIES = ("11", "12", "31", "50")


@dataclass(frozen=True, slots=True)
class Goal:
    """One target as the board treats it, absolute or relative.

    Attributes:
        value: number to reach; None while a comparison value is missing.
        versus: what a relative goal compares with, else empty.
        due: last day by which it is to be reached; None when the plan states none.
        against: of a relative goal the day and source of the value compared with.
        is_settled: false while the value compared with is of an earlier year than the one in which it falls due.
    """

    indicator: str
    words: str
    cmp: str
    value: Decimal | None
    unit: str
    clause: str
    text: str
    due: date | None
    versus: str = ""
    against: Words | None = None
    is_settled: bool = True
    is_relative: bool = False


@dataclass(frozen=True, slots=True)
class PathValue:
    """Where a target should stand on a day; ``basis`` is ``milestones`` or ``line``."""

    value: Decimal
    basis: str


@dataclass(frozen=True, slots=True)
class TargetState:
    """One target with everything the board shows of it."""

    goal: Goal
    figure: Figure | None
    label: Words
    unit: Words
    path: PathValue | None
    status: Status | None
    needs: tuple[Words, ...]
    ahead: Forecast | None
    gap: Gap | None
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Board:
    """The targets of a plan on one day."""

    plan: Plan
    day: date
    targets: tuple[TargetState, ...]

    def counts(self) -> dict[Status | None, int]:
        """How many targets stand in each status."""
        found: dict[Status | None, int] = {}
        for target in self.targets:
            found[target.status] = found.get(target.status, 0) + 1
        return found


def make_board(plan: Plan, measuring: Measuring, day: date, *, with_forecast: bool = True) -> Board:
    """The board of a plan on one day.

    Args:
        plan: the plan.
        measuring: figures of the plan's district, counted since the plan began.
        day: the day asked.
        with_forecast: leave forecasts and gaps out when false, which is faster.
    """
    goals = [_absolute(plan, target, measuring) for target in plan.targets]
    goals += [_relative(plan, target, measuring, day) for target in plan.relative if target.indicator]
    wanted = [goal.indicator for goal in goals if goal.indicator]
    figures = {
        (figure.indicator, figure.day): figure
        for judged in sorted({_judged_on(goal, day) for goal in goals})
        for figure in measuring.figures(
            list(dict.fromkeys(goal.indicator for goal in goals if goal.indicator and _judged_on(goal, day) == judged)),
            [judged],
        )
    }
    starts = _starts(plan, measuring, wanted)
    return Board(
        plan,
        day,
        tuple(
            _state(
                plan,
                goal,
                figures.get((goal.indicator, _judged_on(goal, day))),
                measuring,
                _judged_on(goal, day),
                starts.get(goal.indicator),
                with_forecast,
            )
            for goal in goals
        ),
    )


def _judged_on(goal: Goal, day: date) -> date:
    """The day a goal is judged by: the day asked, or its last day once that is over."""
    return min(day, goal.due) if goal.due is not None else day


def _absolute(plan: Plan, target: PlanTarget, measuring: Measuring) -> Goal:
    due = date(target.by, 12, 31) if target.by else plan.to
    value: Decimal | None = target.value
    if target.indicator:
        unit = measuring.knowledge.get(Indicator, target.indicator).unit.zh
        value = in_unit(target.value, target.unit, unit)
    return Goal(
        indicator=target.indicator,
        words=target.words,
        cmp=target.cmp,
        value=value,
        unit=target.unit,
        clause=target.clause,
        text=target.text,
        due=due,
    )


def _relative(plan: Plan, target: PlanRelative, measuring: Measuring, day: date) -> Goal:
    due = date(target.by, 12, 31) if target.by else plan.to
    rows = _compared_with(plan, target, measuring, min(day, due))
    last = rows[-1] if rows else None
    against = None
    value = None
    if last is not None:
        places = measuring.knowledge.get(Indicator, target.indicator).places
        value = rounded(last["value"], places)
        against = Words(f"{last['as_of']} 的数，{last['source'] or ''}", f"of {last['as_of']}, {last['source'] or ''}")
    return Goal(
        indicator=target.indicator,
        words=target.words,
        cmp="ge",
        value=value,
        unit="",
        clause=target.clause,
        text=target.text,
        due=due,
        versus=target.versus,
        against=against,
        is_settled=last is not None and last["as_of"].year >= due.year,
        is_relative=True,
    )


def _compared_with(plan: Plan, target: PlanRelative, measuring: Measuring, day: date) -> list[dict[str, Any]]:
    """Published values up to a day, as known, of the place a relative goal compares with; none for other goals."""
    if target.versus not in {CITY, "national_average"}:
        return []
    known = measuring.asked.known
    return [
        row
        for row in measuring.series(target.indicator, _compared(plan.place, target.versus))
        if row["as_of"] <= day and (known is None or row["published"] is None or row["published"] <= known)
    ]


def _compared(place: str, versus: str) -> str:
    """Code of the place whose average a relative target names: of 500115 the city 500000, of 340104 the city 340100."""
    if versus != CITY:
        return NATION
    return place[:2] + "0000" if place[:2] in _MUNICIPALITIES else place[:4] + "00"


def _starts(plan: Plan, measuring: Measuring, wanted: list[str]) -> dict[str, Figure]:
    """Where stocks stood the day before the plan began; cumulative counts begin at nothing."""
    stocks = [name for name in dict.fromkeys(wanted) if measuring.knowledge.get(Indicator, name).behaves != "flow"]
    before = plan.from_ - timedelta(days=1)
    return {figure.indicator: figure for figure in measuring.figures(stocks, [before])}


def _state(  # noqa: PLR0913, PLR0917 - one target with all it is made of
    plan: Plan,
    goal: Goal,
    figure: Figure | None,
    measuring: Measuring,
    day: date,
    start: Figure | None,
    with_forecast: bool,  # noqa: FBT001 - passed on
) -> TargetState:
    if figure is None:
        unit = Words(goal.unit, goal.unit)
        needs = (Words("规划的这一项还没有对应的指标", "no indicator is tied to this target"),)
        return TargetState(
            goal, None, Words(goal.words, goal.words), unit, None, None, needs, None, None, is_verified=False
        )
    definition = measuring.knowledge.get(Indicator, goal.indicator)
    ahead = None
    if with_forecast and goal.due is not None and day < goal.due and figure.value is not None:
        ahead = forecast(measuring, goal.indicator, day=day, until=goal.due)
    status = judge(figure.value, goal.value, goal.cmp, day=day, due=goal.due, ahead=_range(ahead))
    if not goal.is_settled and goal.due is not None and day >= goal.due:
        status = None  # what it is compared with is not published for that year
    missing = None
    is_level = goal.cmp not in CHANGES
    if is_level and ahead is not None and goal.value is not None and goal.due is not None and status != "met":
        missing = gap(
            measuring,
            goal.indicator,
            day=day,
            until=goal.due,
            target=goal.value,
            cmp="le" if goal.cmp == "le" else "ge",
            forecast=ahead,
        )
    return TargetState(
        goal=goal,
        figure=figure,
        label=definition.label,
        unit=definition.unit,
        path=_path(plan, goal, definition, day, start),
        status=status,
        needs=(*figure.needs, *_goal_needs(goal), *(ahead.needs if ahead else ())),
        ahead=ahead,
        gap=missing,
        is_verified=definition.at(day).verified,
    )


def _range(ahead: Forecast | None) -> Range | None:
    if ahead is None or ahead.low is None or ahead.mid is None or ahead.high is None:
        return None
    return Range(ahead.low, ahead.mid, ahead.high)


def _goal_needs(goal: Goal) -> tuple[Words, ...]:
    if goal.is_relative and goal.versus not in {CITY, "national_average"}:
        return (Words(f"“{goal.text}”没有可比的公布数", f"nothing published to compare “{goal.text}” with"),)
    if goal.versus and goal.value is None:
        who = Words("全市", "the city") if goal.versus == CITY else Words("全国", "the nation")
        return (
            Words(
                f"{who.zh}的{goal.words}公布数（统计数据 {goal.indicator}）", f"{who.en}'s published {goal.indicator}"
            ),
        )
    if goal.versus and not goal.is_settled and goal.due is not None:
        who = Words("全市", "the city") if goal.versus == CITY else Words("全国", "the nation")
        year = goal.due.year
        return (
            Words(f"{who.zh} {year} 年的数（现用较早一年的）", f"{who.en}'s value of {year} (an earlier one is shown)"),
        )
    if goal.value is None and not goal.is_relative:
        return (Words(f"目标的单位“{goal.unit}”与指标不同", f"the target's unit {goal.unit} is not the indicator's"),)
    if goal.cmp in CHANGES:
        return (Words("起始值，方能判断升降", "a starting value to judge a change by"),)
    return ()


def _path(plan: Plan, goal: Goal, definition: Indicator, day: date, start: Figure | None) -> PathValue | None:
    """Where the target should stand on ``day``: between milestones, or on the line from the plan's first day.

    The line is a reference only: no plan here prints one.
    """
    if goal.value is None or goal.due is None or goal.is_relative or goal.cmp in CHANGES:
        return None
    if not plan.from_ <= day <= goal.due:
        return None
    if definition.behaves == "flow":
        first: Decimal | None = Decimal(0) if definition.at(day).numerator.count != "stock" else None
    else:
        first = start.value if start is not None else None
    marks = [(one.day, one.value) for one in plan.milestones if one.indicator == goal.indicator]
    points = sorted([*([(plan.from_, first)] if first is not None else []), *marks, (goal.due, goal.value)])
    before = [point for point in points if point[0] <= day]
    after = [point for point in points if point[0] >= day]
    if not before or not after:
        return None
    (left, low), (right, high) = before[-1], after[0]
    if left == right:
        return PathValue(rounded(high, definition.places), "milestones" if marks else "line")
    share = Decimal((day - left).days) / Decimal((right - left).days)
    return PathValue(rounded(low + (high - low) * share, definition.places), "milestones" if marks else "line")
