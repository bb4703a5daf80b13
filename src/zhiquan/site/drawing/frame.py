"""Where days and values lie in the chart of a path (图框)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhiquan.site.drawing.path import DayValue, Path

TOP = 14.0
LEFT = 8.0
_HEADROOM = 0.12
_CHARACTER = 12.0
_GAP = 6.0
_FINEST = 1e-9
"""Smallest difference shown, as a share of the values: below it floating numbers no longer tell them apart."""
_WIDEST_MARGIN = 0.45
_LEAST_MARGIN = {252: 64.0, 760: 88.0}


@dataclass(frozen=True, slots=True)
class Frame:
    """A chart's field in pixels and the days and values at its edges.

    Args:
        width: width of the whole drawing, in pixels of its own.
        height: its height.
        right: where the field ends; the labels of target and forecast stand beyond.
        base: height of the axis.
        first: day at the left edge, as an ordinal.
        last: day at the right edge, as an ordinal.
        least: value at the axis.
        most: value at the top.
    """

    width: int
    height: int
    right: float
    base: float
    first: float
    last: float
    least: float
    most: float

    def x(self, day: float | date) -> float:
        """Pixels from the left of a day."""
        place = float(day.toordinal()) if isinstance(day, date) else day
        return LEFT + (place - self.first) / (self.last - self.first) * (self.right - LEFT)

    def y(self, value: float | Decimal) -> float:
        """Pixels from the top of a value."""
        return self.base - (float(value) - self.least) / (self.most - self.least) * (self.base - TOP)

    def day_at(self, x: float) -> float:
        """The day, as an ordinal with its fraction, that lies ``x`` pixels from the left."""
        return self.first + (x - LEFT) / (self.right - LEFT) * (self.last - self.first)

    def value_at(self, y: float) -> float:
        """The value that lies ``y`` pixels from the top."""
        return self.least + (self.base - y) / (self.base - TOP) * (self.most - self.least)


def frame_of(path: Path, *, width: int, height: int, base: float, beside: Sequence[str]) -> Frame:
    """The frame that holds a path: an eighth of its time before the first day, 12 % above and below its values.

    Args:
        path: at least one day or value in it.
        width: of the drawing.
        height: of the drawing.
        base: height of the axis.
        beside: texts that stand right of the field; it is narrowed until the longest fits, at most to 55 %.
    """
    coming = path.coming()
    points = [*path.history(), *path.milestones]
    days = [point.day.toordinal() for point in points] + ([coming.until.toordinal()] if coming else [])
    values = [float(point.value) for point in points] + ([float(path.target)] if path.target is not None else [])
    values += [float(coming.low), float(coming.high)] if coming else []
    span = max(days) - min(days)
    tall = max(values) - min(values) or abs(values[0]) or 1.0
    tall = max(tall, abs(max(values, key=abs)) * _FINEST)
    wanted = max([_LEAST_MARGIN.get(width, 64.0), *(_GAP + text_width(text) for text in beside)])
    margin = min(wanted, _WIDEST_MARGIN * width)
    return Frame(
        width=width,
        height=height,
        right=width - margin,
        base=base,
        first=min(days) - (span / 8 or 183),
        last=float(max(days)),
        least=min(values) - _HEADROOM * tall,
        most=max(values) + _HEADROOM * tall,
    )


def text_width(text: str) -> float:
    """Width of a text of 12 pixels, reckoned high: a Chinese character takes 12, any other 6.8 (字宽)."""
    return sum(_CHARACTER if unicodedata.east_asian_width(sign) in {"W", "F"} else 6.8 for sign in text)


def ticks(frame: Frame, points: Sequence[DayValue], *, apart: float) -> list[tuple[float, str]]:
    """Places and texts of the time axis: year ends at least ``apart`` pixels apart, or the first and last month.

    Returns:
        Of 2021 to 2025: five places ``2021`` … ``2025``; of a single year: ``2025-03`` and ``2025-09``.
    """
    first, last = (date.fromordinal(int(max(edge, 1))).year for edge in (frame.first, frame.last))
    ends = [date(year, 12, 31) for year in range(first, last + 1)]
    start = points[0].day if points else date.min
    inside = [end for end in ends if start <= end and frame.first <= end.toordinal() <= frame.last]
    if len(inside) >= 2:
        step = next(n for n in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 10_000) if n * _year(frame) >= apart)
        return [(frame.x(end), str(end.year)) for end in inside if step == 1 or end.year % step == 0]
    days = sorted({point.day for point in (*points[:1], *points[-1:])})
    if len(days) == 2 and frame.x(days[1]) - frame.x(days[0]) < 1.7 * apart:
        days = days[1:]
    return [(frame.x(day), f"{day:%Y-%m}") for day in days]


def stacked(wanted: Sequence[float], *, apart: float) -> list[float]:
    """Heights at which labels stand clear of each other, in the order given, each moved down only as needed.

    Returns:
        ``stacked([41.9, 47.2], apart=15)`` is ``[41.9, 56.9]``.
    """
    found: dict[int, float] = {}
    lowest = float("-inf")
    for place in sorted(range(len(wanted)), key=lambda n: wanted[n]):
        lowest = max(wanted[place], lowest + apart)
        found[place] = lowest
    return [found[place] for place in range(len(wanted))]


def _year(frame: Frame) -> float:
    return (frame.right - LEFT) / (frame.last - frame.first) * 365.25
