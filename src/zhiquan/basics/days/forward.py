"""Counting a period forward: its length, what suspends it, what extends it (期限的顺推)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhiquan.basics.days.because import Step, counted_steps, day_words, span_words
from zhiquan.basics.days.calendar import Calendar
from zhiquan.basics.days.grounds import CORRESPONDING_DAY
from zhiquan.basics.days.lengths import Length, calendar_end
from zhiquan.basics.days.rolling import roll_forward
from zhiquan.basics.days.term import Suspension, Term
from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words

ONE = timedelta(days=1)


def run_forward(term: Term, calendar: Calendar, story: list[Step]) -> tuple[date, date]:
    """The last day before and after rolling; every move is added to ``story``.

    Raises:
        NoSchedule: working days are counted into a year whose notice is not held.
        BadInput: the result lies outside the calendar.
    """
    pauses = merged(term.suspensions)
    place = term.day - ONE if term.count_from == "same_day" else term.day
    run = _Run(pauses, calendar, story)
    raw = run.last_day(term.length, place, term)
    for extension in term.extensions:
        words, reason = extension.length.words, extension.reason
        story.append(
            Step(Words(f"延长 {words.zh}：{reason or '经批准'}", f"extended by {words.en}: {reason or 'granted'}"))
        )
        raw = run.last_day(extension.length, raw)
    return raw, roll_forward(raw, term, pauses, calendar, story)


def merged(suspensions: Sequence[Suspension]) -> list[Suspension]:
    """Suspensions in order of day, overlapping ones joined, so that no day is given back twice."""
    found: list[Suspension] = []
    for pause in sorted(suspensions, key=lambda one: (one.first, one.last)):
        if found and pause.first <= found[-1].last:
            before = found.pop()
            reason = "、".join(dict.fromkeys(text for text in (before.reason, pause.reason) if text))
            found.append(Suspension(before.first, max(before.last, pause.last), reason))
        else:
            found.append(pause)
    return found


@dataclass(frozen=True, slots=True)
class _Run:
    """One count forward: what it skips, what decides working days, where it is told."""

    pauses: Sequence[Suspension]
    calendar: Calendar
    story: list[Step]

    def last_day(self, length: Length, place: date, whole: Term | None = None) -> date:
        """The last day of ``length`` after ``place``; ``whole`` is given for the first length only."""
        try:
            end, given_back = self._end(length, place, whole)
        except OverflowError:
            raise BadInput(
                Words("结果超出日历范围", "the result lies outside the calendar"), where={"from": place}
            ) from None
        self.story.extend(_pause_step(pause, days, length) for pause, days in given_back)
        if length.unit == "working_days":
            stretches = _running(place, end, [pause for pause, _ in given_back])
            self.story.extend(counted_steps(self.calendar, stretches))
        last, cites = day_words(end), (CORRESPONDING_DAY,) if length.unit in {"months", "years"} else ()
        self.story.append(Step(Words(f"末日为 {last.zh}", f"last day {last.en}"), place, end, cites))
        return end

    def _end(self, length: Length, place: date, whole: Term | None) -> tuple[date, list[tuple[Suspension, int]]]:
        working = length.unit == "working_days"
        end = self.calendar.add(place, length.count) if working else _calendar_end(length, place, whole)
        given_back = []
        for pause in self.pauses:
            if pause.first > end or pause.last <= place:
                continue
            first = max(pause.first, place + ONE)
            plain = (pause.last - first).days + 1
            days = self.calendar.count(first - ONE, pause.last) if working else plain
            end = self.calendar.add(end, days) if working else end + timedelta(days=days)
            given_back.append((Suspension(first, pause.last, pause.reason), days))
        return end, given_back


def _pause_step(pause: Suspension, days: int, length: Length) -> Step:
    working = length.unit == "working_days"
    unit = Words("个工作日", "working days") if working else Words("日", "days")
    span = span_words(pause.first, pause.last)
    return Step(
        Words(
            f"{span.zh} {pause.reason or '中止'}，{days} {unit.zh}不计入期限",
            f"{span.en} {pause.reason or 'suspended'}: {days} {unit.en} do not run",
        )
    )


def _calendar_end(length: Length, place: date, term: Term | None) -> date:
    """The day of the event counted in: a day less, for months only where a day corresponds."""
    if term is None or term.count_from != "same_day" or length.unit in {"days", "weeks"}:
        return calendar_end(place, length)
    end = calendar_end(term.day, length)
    return end - ONE if end.day == term.day.day else end


def _running(place: date, end: date, pauses: Sequence[Suspension]) -> list[tuple[date, date]]:
    """Stretches after ``place`` up to ``end`` that are not suspended."""
    stretches, first = [], place + ONE
    for pause in pauses:
        stretches.append((first, pause.first - ONE))
        first = pause.last + ONE
    return [*stretches, (first, end)]
