"""Cumulative counts and amounts: monthly increments drawn again from the past (累计量推演)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from zhiquan.basics.words import Words
from zhiquan.measure.forecast.chances import PATHS, SEED, factors, goes_on, resampled
from zhiquan.measure.forecast.days import MONTH, NEVER, Days, Grid, Numbers, day_of, number
from zhiquan.measure.forecast.grant_rates import through_day
from zhiquan.measure.forecast.materials import Materials
from zhiquan.measure.forecast.ranges import Outcome, cannot, range_of
from zhiquan.measure.forecast.shapes import Known, MonthCount, WhatIf
from zhiquan.register.reading.asof import sql_of

LEAST_EVENTS, LEAST_MONTHS = 5, 12
"""With fewer events or months a range would be made of nothing."""

_WINDOWS = (36, 60, 120)
_SPREAD = 0.25
_YEARLY = 0.6


@dataclass(frozen=True, slots=True)
class Events:
    """What a cumulative figure adds up: day, size in yuan, first day it no longer counts (累计事件).

    Attributes:
        counts: it counts in the figure; others, from before the period, only tell how often such things happen.
        is_yearly: the count begins anew each calendar year.
    """

    day: Days
    size: Numbers
    until: Days
    counts: np.ndarray
    is_yearly: bool

    def past(self, day: int) -> Events:
        """Those up to a day."""
        kept = self.day <= day
        return Events(self.day[kept], self.size[kept], self.until[kept], self.counts[kept], self.is_yearly)


def load_events(materials: Materials, indicator: str, day: date) -> Events:
    """The events of a cumulative figure, each unit once, on its first day."""
    rows = materials.rows(indicator, day)
    wanted = rows.filter(rows["counts"] | (rows["reason"] == "before_period"))
    sql = sql_of(wanted.select("unit", "from", "to", "counts", "amount"))
    found = materials.measuring.reader.rows(f"""
        SELECT unit, min("from") AS since, max("to") AS until, bool_or(counts) AS counts,
            coalesce(sum(amount), 0)::DOUBLE AS size
        FROM ({sql}) GROUP BY unit ORDER BY since, unit
    """)
    since, until = (found[name].cast(pa.int32()).to_numpy().astype(np.int64) for name in ("since", "until"))
    counts = np.asarray(found["counts"].to_pylist(), dtype=np.bool_)
    size = found["size"].to_numpy().astype(np.float64)
    is_yearly = bool(np.any(until < NEVER)) and materials.version(indicator, day).numerator.count == "dated"
    return Events(since, size, until, counts, is_yearly)


def events_of(materials: Materials, indicator: str, day: date) -> Events:
    """The events of a cumulative figure, loaded once."""
    key = ("events", indicator, materials.version(indicator, day).from_)
    return materials.once(key, lambda: load_events(materials, indicator, day))


def stream_outcome(materials: Materials, indicator: str, day: date, grid: Grid, what_if: WhatIf) -> Outcome:
    """A cumulative count or amount ahead: what is on record and increments like those of the last months."""
    version = materials.version(indicator, day)
    past = events_of(materials, indicator, day).past(number(day))
    needs = _needs(past, number(day))
    if needs:
        return cannot(grid, needs)
    through = through_day(past.day, number(day))
    months = _window(past, through)
    paths = _paths(past, through, months, grid, what_if, sums=version.numerator.sums)
    return Outcome(grid, range_of(paths), _method(past, through, months, day, sums=version.numerator.sums),
                   known=_known(past, grid))  # fmt: skip


def _needs(past: Events, day: int) -> tuple[Words, ...]:
    since = int(past.day.min(initial=day))
    recent = int(np.sum(past.day > day - round(_WINDOWS[-1] * MONTH)))
    if recent < LEAST_EVENTS:
        return (
            Words(
                f"近十年至少 {LEAST_EVENTS} 次记录（现有 {recent} 次）",
                f"at least {LEAST_EVENTS} events in ten years ({recent} on record)",
            ),
        )
    if day - since < LEAST_MONTHS * MONTH:
        return (Words(f"至少 {LEAST_MONTHS} 个月的记录", f"at least {LEAST_MONTHS} months of records"),)
    return ()


def _window(past: Events, through: int) -> int:
    """Months of the past that are drawn from: the last 36 where they hold enough, and never before the first record."""
    reach = (through - int(past.day.min())) / MONTH
    for months in _WINDOWS:
        if np.sum(past.day > through - months * MONTH) >= LEAST_EVENTS:
            return int(min(months, max(np.ceil(reach), LEAST_MONTHS)))
    return _WINDOWS[-1]


def _paths(  # noqa: PLR0913 - what a path is made of
    past: Events, through: int, months: int, grid: Grid, what_if: WhatIf, *, sums: bool
) -> Numbers:
    generator = np.random.default_rng(SEED)
    new = _new_events(past, through, months, grid, generator, what_if)
    stands = past.counts & (past.until > grid.points[0])
    leaves = grid.place(past.until[stands])
    weight = past.size[stands] if sums else np.ones(int(stands.sum()))
    gone = np.cumsum(np.bincount(leaves, weights=weight, minlength=grid.steps + 1)[: grid.steps])
    left = weight.sum() - gone
    if past.is_yearly:
        new = _since_new_year(new, grid)
    if not sums:
        return np.asarray(left + new)
    sizes = past.size[past.day > through - round(months * MONTH)]
    return np.asarray(left + _amounts(new, sizes, generator))


def _new_events(  # noqa: PLR0913, PLR0917 - what events are drawn from
    past: Events, through: int, months: int, grid: Grid, generator: np.random.Generator, what_if: WhatIf
) -> Numbers:
    """New events added up to each step, whole numbers: a row a path."""
    back = np.floor((through - past.day) / MONTH).astype(np.int64)
    monthly = np.bincount(back[back < months], minlength=months)[:months][::-1].astype(np.float64)
    ahead = int(np.ceil((grid.points[-1] - through) / MONTH)) + 1
    block = 12 if _is_once_a_year(past, through) and months >= 24 else 3
    drawn = resampled(generator, monthly, ahead, block, aligned=block == 12)
    factor = (what_if.grants or 0.0) if what_if.grants is not None else 1.0
    factor *= what_if.filings if what_if.filings is not None else 1.0
    spread = float(np.hypot(_SPREAD, 1 / np.sqrt(monthly.sum() + 2)))
    drawn = drawn * factors(generator, spread)
    added = np.concatenate([np.zeros((PATHS, 1)), np.cumsum(drawn, axis=1)], axis=1)
    at = np.maximum(grid.points - through, 0) / MONTH
    low = np.minimum(at.astype(np.int64), ahead - 1)
    told = added[:, low] + (added[:, low + 1] - added[:, low]) * (at - low)
    # What should have come by the day already is not a matter of the supposition.
    start = told[:, :1] * goes_on(float(told[:, 0].mean()), generator)
    told = told - told[:, :1] + start
    found: Numbers = np.floor(start + (told - start) * factor + generator.random((PATHS, 1)))
    return found


def _is_once_a_year(past: Events, through: int) -> bool:
    """True when most events of the last three years fall into one or two months of the calendar, as awards do."""
    recent = past.day[past.day > through - round(36 * MONTH)].astype("datetime64[D]").astype("datetime64[M]")
    by_month = np.bincount(recent.astype(np.int64) % 12, minlength=12)
    return bool(np.sort(by_month)[-2:].sum() >= _YEARLY * max(by_month.sum(), 1))


def _since_new_year(new: Numbers, grid: Grid) -> Numbers:
    """New events of the calendar year of each step."""
    years = grid.points.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64)
    last_before = np.searchsorted(years, years, side="left") - 1
    before = np.where(last_before >= 0, new[:, np.maximum(last_before, 0)], 0.0)
    found: Numbers = new - before
    return found


def _amounts(new: Numbers, sizes: Numbers, generator: np.random.Generator) -> Numbers:
    """The sum of so many amounts drawn from those of the past."""
    most = int(new.max(initial=0))
    drawn = sizes[generator.integers(0, len(sizes), (most, PATHS))] if most else np.zeros((0, PATHS))
    added = np.concatenate([np.zeros((1, PATHS)), np.cumsum(drawn, axis=0)])
    found: Numbers = added[new.astype(np.int64), np.arange(PATHS)[:, None]]
    return found


def _known(past: Events, grid: Grid) -> Known:
    stands = past.counts & (past.until > grid.points[0])
    leaving = past.until[stands & (past.until <= grid.points[grid.end])]
    days, count = np.unique(leaving, return_counts=True)
    ends = tuple(MonthCount(day_of(day), int(one)) for day, one in zip(days, count, strict=True))
    return Known(stands=int(stands.sum()), expiring=ends)


def _method(past: Events, through: int, months: int, day: date, *, sums: bool) -> Words:
    count = int(np.sum(past.day > through - round(months * MONTH)))
    size = Words("，金额自既往各笔抽取", ", with amounts drawn from those of the past") if sums else Words("", "")
    late = Words("", "")
    if through < number(day):
        last = day_of(through)
        late = Words(
            f"；记录只到 {last}，其后的按同样速度补上", f"; records end on {last}, what is missing since is added alike"
        )
    return Words(
        f"已登记数加上按近 {months} 个月（{count} 次）的逐月增量重复抽样{size.zh}{late.zh}；不外推直线；范围为八成把握",
        f"what is on record plus monthly increments drawn again from the last {months} months ({count} events)"
        f"{size.en}{late.en}; no straight line; 80 % range",
    )
