"""Days as numbers: months ahead, anniversaries, ages (日期数组)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.int64]
"""Day numbers from 1970-01-01."""

Numbers = npt.NDArray[np.float64]

NEVER = 2_932_896
"""Day number of 9999-12-31: what has not happened."""

MONTH = 30.436875
"""Mean length of a month, in days."""

_EPOCH = date(1970, 1, 1)


def number(day: date) -> int:
    """The number of a day. ``number(date(1970, 1, 2))`` is 1."""
    return (day - _EPOCH).days


def day_of(count: int) -> date:
    """The day of a number."""
    return _EPOCH + timedelta(days=int(count))


def month_end(day: date) -> date:
    """Last day of the month of ``day``."""
    following = date(day.year + (day.month == 12), day.month % 12 + 1, 1)
    return following - timedelta(days=1)


def months_back(day: date, months: int) -> date:
    """The last day of the month ``months`` before that of ``day``, after it below nought; ``day`` itself for none."""
    if months == 0:
        return day
    index = day.year * 12 + day.month - 1 - months
    return month_end(date(index // 12, index % 12 + 1, 1))


@dataclass(frozen=True, slots=True)
class Grid:
    """The days a path is told on: the first day, each month end, the end asked for (时间格).

    Attributes:
        points: day numbers, rising; step ``t`` holds what happens after ``points[t - 1]`` up to ``points[t]``.
        end: place of the day asked for.
    """

    points: Days
    end: int

    @classmethod
    def of(cls, day: date, until: date, months_past: int = 36) -> Grid:
        """From ``day`` to ``until`` and some months past it."""
        last = until.year * 12 + until.month - 1 + months_past
        marks = {day, until}
        at = day.year * 12 + day.month - 1
        while at <= last:
            mark = month_end(date(at // 12, at % 12 + 1, 1))
            if mark > day:
                marks.add(mark)
            at += 1
        listed = sorted(marks)
        return cls(np.array([number(one) for one in listed], np.int64), listed.index(until))

    @property
    def steps(self) -> int:
        """Number of points."""
        return len(self.points)

    def place(self, days: Days) -> Days:
        """The step each day belongs to: 0 up to the first day, ``steps`` after the last."""
        return np.searchsorted(self.points, days, side="left").astype(np.int64)


def months_after(first: Days, months: Days) -> Days:
    """The corresponding day so many months later, of each; the month's last day where it has none.

    Args:
        first: day numbers.
        months: months to add, of a shape that goes with them.
    """
    start = first.astype("datetime64[D]")
    begins = start.astype("datetime64[M]")
    within = (start - begins.astype("datetime64[D]")).astype(np.int64)
    ahead = begins + months.astype("timedelta64[M]")
    starts = ahead.astype("datetime64[D]").astype(np.int64)
    lasts = (ahead + np.timedelta64(1, "M")).astype("datetime64[D]").astype(np.int64) - 1
    found: Days = np.minimum(starts + within, lasts)
    return found


def anniversaries(first: Days, years: int) -> Days:
    """The corresponding days 1 to ``years`` years later, one column each; of 29 February the 28th."""
    return months_after(first[:, None], 12 * np.arange(1, years + 1)[None, :])


def ages(first: Days, day: int | Days) -> Numbers:
    """Months from ``first`` to ``day``."""
    found: Numbers = (day - first) / MONTH
    return found
