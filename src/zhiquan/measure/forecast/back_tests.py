"""Forecasts made from past days, compared with what became known (回测)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from zhiquan.basics.words import Words
from zhiquan.knowledge.indicators import Indicator
from zhiquan.measure.forecast.days import Days, Grid, Numbers, day_of, months_back, number
from zhiquan.measure.forecast.grant_rates import through_day
from zhiquan.measure.forecast.levels import settled_day
from zhiquan.measure.forecast.materials import Materials, materials_of
from zhiquan.measure.forecast.members import counted_on
from zhiquan.measure.forecast.outcomes import is_stock, outcome_of
from zhiquan.measure.forecast.shapes import WhatIf, as_plain
from zhiquan.measure.forecast.streams import events_of
from zhiquan.measure.measuring import Measuring

HISTORY_MONTHS = 36
"""Months of history that must lie before a cut-off; the straight line is drawn through as many."""

_KNEW_ENOUGH = 0.9
_Z80 = 1.2816


@dataclass(frozen=True, slots=True)
class Trial:
    """One forecast of the past: low, middle, high, what a straight line said, and what came true.

    ``is_recorded``: the register itself was that far on the cut-off; else what announcements had told by then is used.
    """

    cutoff: date
    target: date
    low: float
    mid: float
    high: float
    line: float
    line_low: float
    line_high: float
    truth: float
    is_recorded: bool


@dataclass(frozen=True, slots=True)
class Score:
    """How one horizon did: share of truths inside the 80 % range, mean and mean absolute error, the line's likewise."""

    months: int
    n: int
    coverage: float | None
    mean_error: float | None
    mean_absolute_error: float | None
    line_coverage: float | None
    line_mean_error: float | None
    line_mean_absolute_error: float | None


@dataclass(frozen=True, slots=True)
class BackTest:
    """All trials of one indicator with their scores by horizon; ``says`` tells them in one sentence (回测结果)."""

    indicator: str
    day: date
    scores: tuple[Score, ...]
    trials: tuple[Trial, ...]
    says: Words

    def as_plain(self) -> dict[str, Any]:
        """The back-test for JSON."""
        plain = as_plain(self)
        assert isinstance(plain, dict)
        return plain


def back_test(
    measuring_at: Callable[[date | None], Measuring],
    indicator: str,
    *,
    day: date,
    months: tuple[int, ...] = (6, 12),
    most: int = 20,
) -> BackTest:
    """Forecast from each past half-year end with the knowledge of that day, and compare with what is known now.

    Numerators are compared, so that a later revision of the population is not taken for an error; shares and scores
    by their value.

    Args:
        measuring_at: gives the session of figures as known on a day, None for all that is known now.
        indicator: id of the indicator.
        day: the day of the test; targets after what is settled by then are left out.
        months: horizons.
        most: at most so many cut-offs, the last ones.

    Returns:
        Trials and scores; neighbouring trials overlap, so ``n`` counts more than independent ones.
    """
    now = materials_of(measuring_at(None))
    settled = _settled(now, indicator, day)
    ends = [months_back(day, back) for back in range(1, 12 * most)]
    now.tallies(indicator, ends)  # all at once
    trials: list[Trial] = []
    scores: list[Score] = []
    for horizon in months:
        found = []
        for cutoff in _cutoffs(now, indicator, day, settled, horizon)[-most:]:
            trial = _trial(measuring_at, now, indicator, cutoff, horizon)
            if trial is not None:
                found.append(trial)
        trials += found
        scores.append(_score(horizon, found))
    return BackTest(indicator, day, tuple(scores), tuple(trials), _says(scores, trials))


def _cutoffs(now: Materials, indicator: str, day: date, settled: date, horizon: int) -> list[date]:
    """Half-year ends with three years of history before them whose target is settled."""
    first = _first_day(now, indicator, day)
    if first is None:
        return []
    since = now.measuring.asked.since
    counts_since = now.knowledge.get(Indicator, indicator).behaves == "flow" and (
        not events_of(now, indicator, day).counts.all()
    )
    ends = [date(year, month, last) for year in range(first.year, day.year + 1) for month, last in ((6, 30), (12, 31))]
    return [
        end
        for end in ends
        if months_back(end, HISTORY_MONTHS) >= first
        and months_back(end, -horizon) <= settled
        and (end >= since or not counts_since)
    ]


def _first_day(now: Materials, indicator: str, day: date) -> date | None:
    definition, version = now.knowledge.get(Indicator, indicator), now.version(indicator, day)
    if definition.behaves == "flow":
        days = events_of(now, indicator, day).day
    elif version.numerator.count == "published":
        rows = now.measuring.series(version.numerator.series)
        return rows[0]["as_of"] if rows else None
    else:
        days = np.concatenate([now.home(kind).granted for kind in version.numerator.kinds])
    past = days[(days <= number(day)) & (days > 0)]
    return day_of(past.min()) if len(past) else None


def _settled(now: Materials, indicator: str, day: date) -> date:
    """The last day whose figure will not change any more through what is told late."""
    definition, version = now.knowledge.get(Indicator, indicator), now.version(indicator, day)
    if definition.behaves == "flow":
        return day_of(through_day(events_of(now, indicator, day).day, number(day)))
    if version.numerator.count == "published":
        return day
    settled = settled_day(now, version, day, None)
    granted = [now.rates(kind, day, None)[1].through for kind in version.numerator.kinds]
    return min([settled, *(day_of(one) for one in granted)])


def _trial(
    measuring_at: Callable[[date | None], Measuring], now: Materials, indicator: str, cutoff: date, horizon: int
) -> Trial | None:
    """One trial; None where it cannot be forecast or nothing was measured."""
    target = months_back(cutoff, -horizon)
    then, seen = now, cutoff
    is_recorded = _knew_enough(now, indicator, cutoff)
    if is_recorded:
        then = materials_of(measuring_at(cutoff))
    found = outcome_of(then, indicator, cutoff, Grid.of(cutoff, target, 0), WhatIf(), seen=seen)
    truth = _truth(now, indicator, cutoff, target)
    if found.ends is None or truth is None:
        return None
    low, mid, high = (float(end) for end in found.ends[:, found.grid.end])
    line, spread = _line(_history(then, indicator, cutoff), horizon)
    return Trial(cutoff, target, low, mid, high, line, line - spread, line + spread, truth, is_recorded)


def _knew_enough(now: Materials, indicator: str, cutoff: date) -> bool:
    """True when the register itself held nearly all of it on the cut-off."""
    version = now.version(indicator, cutoff)
    if not is_stock(now.knowledge.get(Indicator, indicator), version):
        return False
    return min(now.learned(kind, cutoff) for kind in version.numerator.kinds) >= _KNEW_ENOUGH


def _truth(now: Materials, indicator: str, cutoff: date, target: date) -> float | None:
    definition, version = now.knowledge.get(Indicator, indicator), now.version(indicator, cutoff)
    if version.numerator.count == "published":
        rows = [row for row in now.measuring.series(version.numerator.series) if cutoff < row["as_of"] <= target]
        if not rows:
            return None
    is_count = definition.behaves == "flow" or is_stock(definition, version)
    told = now.numerator(indicator, target) if is_count else now.values(indicator, (target,))[0]
    return None if told is None else float(told)


def _history(then: Materials, indicator: str, cutoff: date) -> Numbers:
    """Month-end values of the last three years, as could be known on the cut-off."""
    definition, version = then.knowledge.get(Indicator, indicator), then.version(indicator, cutoff)
    ends = tuple(months_back(cutoff, back) for back in range(HISTORY_MONTHS, -1, -1))
    days: Days = np.array([number(end) for end in ends], np.int64)
    if is_stock(definition, version):
        spans = then.spans(indicator, cutoff)
        parts = [
            counted_on(spans, then.home(kind), then.rates(kind, cutoff, cutoff)[0], days)
            for kind in version.numerator.kinds
        ]
        return np.asarray(np.sum(parts, axis=0), dtype=np.float64)
    if definition.behaves == "flow":
        events = events_of(then, indicator, cutoff).past(number(cutoff))
        size = events.size if version.numerator.sums else np.ones(len(events.size))
        on = (events.day[:, None] <= days) & (events.until[:, None] > days) & events.counts[:, None]
        return np.asarray((on * size[:, None]).sum(axis=0), dtype=np.float64)
    return np.array([float(value) for value in then.values(indicator, ends) if value is not None])


def _line(values: Numbers, horizon: int) -> tuple[float, float]:
    """A straight line through past months carried on, with its own 80 % range."""
    if len(values) < 3:
        return (float(values[-1]) if len(values) else 0.0), 0.0
    place = np.arange(len(values), dtype=np.float64)
    slope, start = np.polyfit(place, values, 1)
    ahead = len(values) - 1 + horizon
    errors = values - (start + slope * place)
    squares = np.sum((place - place.mean()) ** 2)
    spread = np.sqrt(errors @ errors / (len(values) - 2)) * np.sqrt(
        1 + 1 / len(values) + (ahead - place.mean()) ** 2 / squares
    )
    return float(start + slope * ahead), float(_Z80 * spread)


def _score(months: int, trials: list[Trial]) -> Score:
    if not trials:
        return Score(months, 0, *([None] * 6))
    truth = np.array([trial.truth for trial in trials])
    told: list[float | None] = []
    for low, mid, high in (("low", "mid", "high"), ("line_low", "line", "line_high")):
        ends = [np.array([getattr(trial, name) for trial in trials]) for name in (low, mid, high)]
        inside = (np.round(ends[0], 2) <= truth) & (truth <= np.round(ends[2], 2))
        errors = ends[1] - truth
        told += [float(inside.mean()), float(errors.mean()), float(np.abs(errors).mean())]
    return Score(months, len(trials), *told)


def _says(scores: list[Score], trials: list[Trial]) -> Words:
    done = [score for score in scores if score.n]
    if not done:
        return Words("历史不足，未能回测", "not enough history for a back-test")
    zh = "；".join(
        f"提前 {one.months} 个月回测 {one.n} 次，八成范围命中 {one.coverage:.0%}，平均偏差 {one.mean_error:+.1f}"
        f"（绝对 {one.mean_absolute_error:.1f}），直线外推绝对偏差 {one.line_mean_absolute_error:.1f}"
        for one in done
    )
    en = "; ".join(
        f"{one.months} months ahead: {one.n} trials, {one.coverage:.0%} inside the 80 % range, mean error "
        f"{one.mean_error:+.1f} (absolute {one.mean_absolute_error:.1f}); straight line: absolute "
        f"{one.line_mean_absolute_error:.1f}"
        for one in done
    )
    if all(trial.is_recorded for trial in trials):
        return Words(zh, en)
    return Words(
        f"{zh}。截止日时登记簿尚未建立的，只用当时已公布的事项",
        f"{en}. Where the register was not kept yet, what had been announced by the cut-off is used",
    )
