"""The last day of a period, with the reason for every move (期限届满日)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from zhiquan.basics.days.backward import run_backward
from zhiquan.basics.days.because import Step, day_words
from zhiquan.basics.days.calendar import Calendar
from zhiquan.basics.days.forward import run_forward
from zhiquan.basics.days.grounds import START_DAY
from zhiquan.basics.days.rolling import depends_on_notice, provisional_step
from zhiquan.basics.days.term import Restart, Term
from zhiquan.basics.errors import BadInput
from zhiquan.basics.evidence import Citation
from zhiquan.basics.words import Words


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day (or moment) of a period and how it came about (届满日).

    ``is_final`` is false when a holiday notice still to be published may move the day; a step says so. Where
    the year itself is unknown, ``due`` is the day before any roll: acting by then is in time either way.
    """

    due: date
    because: tuple[Step, ...]
    is_final: bool = True

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every place in a law or notice that the steps rest on, each once, in order."""
        return tuple(dict.fromkeys(cite for step in self.because for cite in step.citations))


def due_date(term: Term, calendar: Calendar) -> DueDate:
    """Last day of a period (期限届满日).

    Args:
        term: the period with its suspensions, extensions and restarts.
        calendar: the published working days.

    Returns:
        15 working days after 2025-09-26 end on 2025-10-23: 1 to 8 October are left out, the worked
        28 September and 11 October are counted.

    Raises:
        NoSchedule: working days are counted into a year whose notice is not held.
        BadInput: the result lies outside the calendar.

    Source:
        civil code arts 200-204; civil procedure law art 85; market supervision penalty procedure art 80.
    """
    if term.is_in_hours:
        return _hours(term)
    if term.direction == "before":
        story = [_start_step(term), _length_step(term)]
        due = run_backward(term, calendar, story)
        return _told(term, calendar, story, due, term.day)
    return _after(term, calendar)


def _after(term: Term, calendar: Calendar) -> DueDate:
    story: list[Step] = []
    for restart in sorted(term.restarts, key=lambda one: one.day):
        term = _restarted(term, restart, calendar, story)
    term = _served(term, story)
    story += [_start_step(term), _length_step(term)]
    raw, due = run_forward(term, calendar, story)
    return _told(term, calendar, story, due, raw)


def _told(term: Term, calendar: Calendar, story: list[Step], due: date, other: date) -> DueDate:
    """The result; a day in the last week of the last published year carries a warning."""
    is_open = depends_on_notice(term, calendar, due, other)
    if is_open and calendar.is_provisional(max(due, other)):
        story.append(provisional_step(max(due, other)))
    return DueDate(due, tuple(story), is_final=not is_open)


def _restarted(term: Term, restart: Restart, calendar: Calendar, story: list[Step]) -> Term:
    """``term`` from the restart on, or unchanged when it had already run out (or not begun)."""
    before = replace(term, restarts=())
    if restart.day < term.day:
        raise BadInput(
            Words("重新起算的日子早于起算日", "a restart lies before the start"),
            where={"start": term.day, "restart": restart.day},
        )
    ended = _after(before, calendar).due
    when, reason = day_words(restart.day), restart.reason
    if restart.day > ended:
        end = day_words(ended)
        story.append(
            Step(
                Words(
                    f"{reason or '重新起算事由'}发生于 {when.zh}，期限已于 {end.zh}届满，不再重新起算",
                    f"{reason or 'restart'} on {when.en}: the period had ended on {end.en}, no restart",
                )
            )
        )
        return before
    story.append(
        Step(
            Words(f"{when.zh} {reason}，期限重新起算", f"{when.en} {reason}: the period starts anew"),
            moved_from=term.day,
            moved_to=restart.day,
        )
    )
    return replace(before, start=restart.day, event=reason or term.event, deemed_service=None)


def _served(term: Term, story: list[Step]) -> Term:
    service = term.deemed_service
    if service is None:
        return term
    served = term.day + timedelta(days=service.days)
    first, last = day_words(term.day), day_words(served)
    story.append(
        Step(
            Words(
                f"{first.zh}公告，经过 {service.days} 日，{last.zh}视为送达",
                f"announced {first.en}; after {service.days} days deemed served on {last.en}",
            ),
            moved_from=term.day,
            moved_to=served,
        )
    )
    return replace(term, start=served, event=service.reason or "视为送达 deemed served", deemed_service=None)


def _start_step(term: Term) -> Step:
    day = day_words(term.start if term.is_in_hours else term.day)
    label = f" {term.event}" if term.event else ""
    none: tuple[Citation, ...] = ()
    if term.count_from == "same_day":
        rule, cites = Words("当日计入（另有规定）", "that day counts (as stated)"), none
    elif term.is_in_hours:
        whole = term.count_from == "next_hour"
        rule = Words("自次时起算", "from the next full hour") if whole else Words("即时起算", "at once")
        cites = none if whole else (START_DAY,)
    else:
        rule, cites = Words("当日不计入", "that day does not count"), (START_DAY,)
    return Step(Words(f"起算：{day.zh}{label}，{rule.zh}", f"start: {day.en}{label}, {rule.en}"), citations=cites)


def _length_step(term: Term) -> Step:
    length, back = term.length.words, term.direction == "before"
    text = Words(f"期限：{length.zh}", f"length: {length.en}")
    if back:
        text = Words(f"期限：届前 {length.zh}", f"length: {length.en} before")
    return Step(text, citations=term.citations)


def _hours(term: Term) -> DueDate:
    """Hours run through rest days; only ``before`` and ``next_hour`` change anything."""
    if not isinstance(term.start, datetime):
        raise BadInput("hours need a time of day", where={"start": term.start})
    sign = -1 if term.direction == "before" else 1
    start = term.start
    if term.count_from == "next_hour":
        start = start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    due = start + sign * timedelta(hours=term.length.count)
    end = day_words(due)
    last = Step(
        Words(
            f"按小时连续计算，休息日照计，{end.zh} 届满",
            f"hours run without a break, rest days included; ends {end.en}",
        ),
        moved_from=start,
        moved_to=due,
    )
    return DueDate(due, (_start_step(term), _length_step(term), last))
