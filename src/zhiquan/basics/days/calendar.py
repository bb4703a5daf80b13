"""Working days and rest days as the State Council publishes them, year by year (放假安排、调休)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from zhiquan.basics.days.schedule import ListedDay, NoSchedule
from zhiquan.basics.words import Words

WEEKEND = Words("周末", "weekend")


@dataclass(frozen=True, slots=True)
class Calendar:
    """The published schedules, ready for arithmetic that does not walk the days (工作日历).

    A day is known when its year is published or a published notice lists it: the notice for 2019 makes
    2018-12-29 known, not the rest of 2018.

    Args:
        years: years whose notice is held.
        listed: the days those notices name, by day; every other day is a working day from Monday to Friday.
        folder: where an office puts the file of a further year; named in the remedy of ``NoSchedule``.
    """

    years: frozenset[int]
    listed: Mapping[date, ListedDay]
    folder: str = "holidays"
    _spans: tuple[tuple[int, int], ...] = field(init=False, repr=False, compare=False)
    _working: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        spans = tuple(_spans(self.years, self.listed))
        known = (date.fromordinal(n) for first, last in spans for n in range(first, last + 1))
        object.__setattr__(self, "_spans", spans)
        object.__setattr__(self, "_working", tuple(d.toordinal() for d in known if self._works(d)))

    def is_known(self, day: date) -> bool:
        """True when a published notice decides whether ``day`` is worked."""
        return self._span(day) is not None

    def is_provisional(self, day: date) -> bool:
        """True in the last week of a year while the next year's notice, which may move it, is not held.

        The notice for 2019 moved 2018-12-29 to 31; until 2027 is held, 2026-12-25 to 31 are provisional.
        """
        late = (day.month, day.day) >= (12, 25)
        return late and day.year + 1 not in self.years and self.is_known(day)

    def is_working(self, day: date) -> bool:
        """True when ``day`` is worked; 2025-09-28, a Sunday, is: 调休上班.

        Raises:
            NoSchedule: the year's notice is not held.
        """
        self._need(day)
        return self._works(day)

    def add(self, day: date, days: int) -> date:
        """The working day ``days`` working days after ``day`` (before it when negative); 0 is ``day`` itself.

        ``day`` is not counted. ``add(date(2025, 9, 30), 3)`` is 2025-10-11, a worked Saturday.

        Raises:
            NoSchedule: the count enters a year whose notice is not held.
        """
        if days == 0:
            return day
        step = 1 if days > 0 else -1
        first, last = self._need(date.fromordinal(day.toordinal() + step))
        if days > 0:
            place = bisect_right(self._working, day.toordinal()) + days - 1
        else:
            place = bisect_left(self._working, day.toordinal()) + days
        if not 0 <= place < len(self._working) or not first <= self._working[place] <= last:
            beyond = last + 1 if days > 0 else first - 1
            raise self.no_schedule(date.fromordinal(beyond).year)
        return date.fromordinal(self._working[place])

    def count(self, after: date, through: date) -> int:
        """Working days later than ``after`` up to and including ``through``; negative when it is earlier.

        ``count(date(2025, 9, 30), date(2025, 10, 11))`` is 3: 9, 10 and 11 October.

        Raises:
            NoSchedule: a day of the stretch is not known.
        """
        if after == through:
            return 0
        low, high = sorted((after.toordinal(), through.toordinal()))
        _, last = self._need(date.fromordinal(low + 1))
        if high > last:
            raise self.no_schedule(date.fromordinal(last + 1).year)
        number = bisect_right(self._working, high) - bisect_right(self._working, low)
        return number if after < through else -number

    def next_working(self, day: date) -> date:
        """``day`` when it is worked, else the first working day after it; 2025-10-04 gives 2025-10-09."""
        return day if self.is_working(day) else self.add(day, 1)

    def previous_working(self, day: date) -> date:
        """``day`` when it is worked, else the last working day before it; 2025-10-04 gives 2025-09-30."""
        return day if self.is_working(day) else self.add(day, -1)

    def why_resting(self, day: date) -> Words | None:
        """Name of the holiday, or ``WEEKEND``, that makes ``day`` a rest day; ``None`` when it is worked."""
        if self.is_working(day):
            return None
        return self.listed[day].name if day in self.listed else WEEKEND

    def no_schedule(self, year: int) -> NoSchedule:
        """The error to raise for a year that is not held, with the folder to put its file in."""
        return NoSchedule(year, first_held=min(self.years, default=year), folder=self.folder)

    def _works(self, day: date) -> bool:
        return self.listed[day].is_working if day in self.listed else day.weekday() < 5

    def _span(self, day: date) -> tuple[int, int] | None:
        number = day.toordinal()
        return next((span for span in self._spans if span[0] <= number <= span[1]), None)

    def _need(self, day: date) -> tuple[int, int]:
        span = self._span(day)
        if span is None:
            raise self.no_schedule(day.year)
        return span


def _spans(years: Iterable[int], listed: Iterable[date]) -> Iterable[tuple[int, int]]:
    """Unbroken stretches of known days, as ordinals of their first and last day."""
    pieces = [(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()) for year in years]
    pieces += [(day.toordinal(), day.toordinal()) for day in listed]
    merged: list[tuple[int, int]] = []
    for first, last in sorted(pieces):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged
