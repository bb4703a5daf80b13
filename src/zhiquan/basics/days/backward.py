"""Counting a period back from a day: not later than so long before it (期限的倒推)."""

from __future__ import annotations

from datetime import date, timedelta

from zhiquan.basics.days.because import Step, counted_steps, day_words
from zhiquan.basics.days.calendar import Calendar
from zhiquan.basics.days.lengths import calendar_end
from zhiquan.basics.days.term import Term
from zhiquan.basics.words import Words

ONE = timedelta(days=1)


def run_backward(term: Term, calendar: Calendar, story: list[Step]) -> date:
    """The last day that still lies the whole length before ``term.start``; moves are added to ``story``.

    Returns:
        7 working days before a hearing on 2025-10-15 is 2025-09-29: the hearing day is not counted,
        14, 13, 11 (worked Saturday), 10, 9 October, 30 and 29 September are.

    Raises:
        NoSchedule: working days are counted into a year whose notice is not held.
        BadInput: the result lies outside the calendar.
    """
    if term.length.unit == "working_days":
        return _working(term, calendar, story)
    return _calendar_days(term, calendar, story)


def _working(term: Term, calendar: Calendar, story: list[Step]) -> date:
    place = term.day + ONE if term.count_from == "same_day" else term.day
    end = calendar.add(place, -term.length.count)
    story += counted_steps(calendar, [(end, place - ONE)])
    story.append(_last(place, end))
    return end


def _calendar_days(term: Term, calendar: Calendar, story: list[Step]) -> date:
    end = calendar_end(term.day, term.length, sign=-1)
    if term.count_from == "same_day" and (term.length.unit in {"days", "weeks"} or end.day == term.day.day):
        end += ONE
    story.append(_last(term.day, end))
    if not calendar.is_known(end):
        story.append(
            Step(Words(f"未收录 {end.year} 年放假安排，该日是否休息日无法确定", f"{end.year}: no schedule held"))
        )
    elif not calendar.is_working(end):
        end = _resting(end, term, calendar, story)
    return end


def _resting(end: date, term: Term, calendar: Calendar, story: list[Step]) -> date:
    """A backward last day on a rest day: the law is silent, so it moves only where the case says so."""
    earlier = calendar.previous_working(end)
    words = day_words(earlier)
    if term.roll == "previous_working_day":
        story.append(
            Step(
                Words(f"该日为休息日，提前至 {words.zh}", f"a rest day, moved back to {words.en}"),
                end,
                earlier,
            )
        )
        return earlier
    story.append(
        Step(
            Words(
                f"该日为休息日；倒推期限逢休息日法律未作规定，稳妥起见宜在 {words.zh}前办理",
                f"a rest day; the law does not say what happens when counting back: act by {words.en}",
            )
        )
    )
    return end


def _last(place: date, end: date) -> Step:
    last = day_words(end)
    return Step(Words(f"最迟为 {last.zh}", f"not later than {last.en}"), place, end)
