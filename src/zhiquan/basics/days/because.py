"""Why a computed day is that day, in sentences a reader can check (期限说明)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zhiquan.basics.days.calendar import WEEKEND, Calendar
from zhiquan.basics.days.grounds import holiday_notice
from zhiquan.basics.evidence import Citation
from zhiquan.basics.words import Words

WEEKDAYS_ZH = "一二三四五六日"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKENDS_NAMED = 4
"""Weekends listed by date; when there are more, only their number is given."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a computation: what was done, from and to which day, on what ground (计算步骤).

    ``moved_from`` and ``moved_to`` are ``None`` where the step moves nothing.
    """

    says: Words
    moved_from: date | None = None
    moved_to: date | None = None
    citations: tuple[Citation, ...] = ()


def day_words(day: date) -> Words:
    """A day or moment with its weekday: ``2025 年 10 月 9 日（星期四）`` / ``2025-10-09 (Thu)``."""
    clock = f" {day:%H:%M}" if isinstance(day, datetime) else ""
    place = day.weekday()
    return Words(
        f"{day.year} 年 {day.month} 月 {day.day} 日（星期{WEEKDAYS_ZH[place]}）{clock}",
        f"{day:%Y-%m-%d}{clock} ({WEEKDAYS_EN[place]})",
    )


def span_words(first: date, last: date) -> Words:
    """A run of days: ``2025 年 10 月 1 日至 8 日`` / ``2025-10-01 to 10-08``."""
    zh = f"{first.year} 年 {first.month} 月 {first.day} 日"
    if first == last:
        return Words(zh, f"{first:%Y-%m-%d}")
    if first.year != last.year:
        return Words(f"{zh}至 {last.year} 年 {last.month} 月 {last.day} 日", f"{first:%Y-%m-%d} to {last:%Y-%m-%d}")
    tail = f"{last.day} 日" if first.month == last.month else f"{last.month} 月 {last.day} 日"
    return Words(f"{zh}至 {tail}", f"{first:%Y-%m-%d} to {last:%m-%d}")


def runs(days: Iterable[date]) -> list[tuple[date, date]]:
    """Sorted days as runs of neighbours; 1, 2, 3 and 5 May are two runs."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and day - found[-1][1] == timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def rest_name(calendar: Calendar, first: date, last: date) -> Words:
    """Names of the holidays in a run of rest days, in order of day; ``WEEKEND`` when there is none.

    2025-10-01 to 08 is ``国庆节、中秋节``.
    """
    names = [calendar.why_resting(day) for day in _days(first, last)]
    named = list(dict.fromkeys(name for name in names if name is not None and name is not WEEKEND))
    if not named:
        return WEEKEND
    return Words("、".join(name.zh for name in named), ", ".join(name.en for name in named))


def counted_steps(calendar: Calendar, stretches: Sequence[tuple[date, date]]) -> list[Step]:
    """What was left out and what was counted in a count of working days.

    Args:
        calendar: must know every day of the stretches.
        stretches: first and last day of each, suspended days already taken out.

    Returns:
        One step for each holiday, one for plain weekends, one for worked weekend days, in that order.
    """
    days = [day for first, last in stretches for day in _days(first, last)]
    resting = runs(day for day in days if not calendar.is_working(day))
    names = {run: rest_name(calendar, *run) for run in resting}
    weekends = [run for run in resting if names[run] is WEEKEND]
    worked = [day for day in days if day.weekday() >= 5 and calendar.is_working(day)]
    steps = [_holiday(calendar, run, names[run]) for run in resting if names[run] is not WEEKEND]
    if weekends:
        steps.append(_weekends(weekends))
    if worked:
        steps.append(_worked(calendar, worked))
    return steps


def notices(calendar: Calendar, days: Iterable[date]) -> tuple[Citation, ...]:
    """The State Council notices that name any of ``days``, each once."""
    numbers = dict.fromkeys(calendar.listed[day].notice for day in days if day in calendar.listed)
    return tuple(map(holiday_notice, numbers))


def _holiday(calendar: Calendar, run: tuple[date, date], name: Words) -> Step:
    span, cites = span_words(*run), notices(calendar, _days(*run))
    return Step(Words(f"{span.zh} {name.zh}放假，不计", f"{span.en}: {name.en}, not counted"), citations=cites)


def _weekends(weekends: Sequence[tuple[date, date]]) -> Step:
    number = sum((last - first).days + 1 for first, last in weekends)
    if len(weekends) > WEEKENDS_NAMED:
        return Step(
            Words(
                f"其余周末 {len(weekends)} 处共 {number} 天，不计",
                f"{len(weekends)} other weekends, {number} days, not counted",
            )
        )
    spans = [span_words(*run) for run in weekends]
    zh, en = "、".join(span.zh for span in spans), ", ".join(span.en for span in spans)
    return Step(Words(f"{zh} 周末，不计", f"{en}: weekend, not counted"))


def _worked(calendar: Calendar, worked: Sequence[date]) -> Step:
    zh = "、".join(day_words(day).zh for day in worked)
    en = ", ".join(day_words(day).en for day in worked)
    return Step(
        Words(f"{zh}调休上班，计入", f"{en}: worked instead of a holiday, counted"),
        citations=notices(calendar, worked),
    )


def _days(first: date, last: date) -> list[date]:
    return [date.fromordinal(number) for number in range(first.toordinal(), last.toordinal() + 1)]
