"""The clock of a question: the last day to answer, how it was reckoned, how long it took (来件期限)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from zhiquan.basics.days import Calendar, DueDate, NoSchedule, Term, due_date
from zhiquan.basics.days.because import Step
from zhiquan.basics.errors import BadDefinition
from zhiquan.basics.evidence import Citation
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.services import Service, ServiceVersion
from zhiquan.site.voice.citing import cited

_FURTHER = 3


@dataclass(frozen=True, slots=True)
class Clock:
    """The last day of a question (期限).

    Attributes:
        due: last day to answer.
        steps: JSON-ready steps ``says, day, cites``, in order.
        is_final: false while a holiday notice still to be published may move it.
    """

    due: date
    steps: list[dict[str, Any]]
    is_final: bool


def service_of(knowledge: Knowledge, kind: str) -> Service:
    """The service that answers one kind of question.

    Raises:
        BadDefinition: no service of the list answers it.
    """
    for one in knowledge.all(Service):
        if one.question == kind:
            return one
    raise BadDefinition(
        Words(f"服务清单里没有办理“{kind}”的事项", f"no service answers questions of kind {kind}"),
        where={"kind": kind},
        remedy=Words("在 services 里补上 question 的值。", "Add one with that question under services."),
    )


def clock_of(knowledge: Knowledge, calendar: Calendar, kind: str, *, day: date) -> Clock:
    """The clock of a question that came in on a day.

    Returns:
        Ten working days after 2025-09-26 end on 2025-10-16: 1 to 8 October are left out, the worked 28 September
        and 11 October are counted.

    Raises:
        BadDefinition: the service sets no time limit in days.
    """
    version = service_of(knowledge, kind).at(day)
    length = version.within.length if version.within else None
    if length is None or length.unit == "hours":
        raise BadDefinition(
            Words(f"“{kind}”没有按日计的时限", f"{kind} has no time limit in days"),
            where={"kind": kind},
            remedy=Words("在服务清单里写明时限。", "State the limit in the service list."),
        )
    term = Term(start=day, length=length, event="收到来件 received")
    found, is_guessed = _reckoned(term, calendar)
    return _told(knowledge, found, version, is_guessed=is_guessed)


def working_days_taken(calendar: Calendar, *, since: date, until: date) -> int:
    """Working days after ``since`` up to and including ``until``; a year without schedule counts weekdays."""
    if until <= since:
        return 0
    try:
        return calendar.count(since, until)
    except NoSchedule:
        return _guessing(calendar, since).count(since, until)


def _reckoned(term: Term, calendar: Calendar) -> tuple[DueDate, bool]:
    try:
        return due_date(term, calendar), False
    except NoSchedule:
        return due_date(term, _guessing(calendar, term.start)), True


def _guessing(calendar: Calendar, day: date) -> Calendar:
    """The calendar with the years to come as if they had no holidays."""
    further = {day.year + number for number in range(_FURTHER)}
    return replace(calendar, years=calendar.years | further)


def _told(knowledge: Knowledge, found: DueDate, version: ServiceVersion, *, is_guessed: bool) -> Clock:
    steps = [_plain(knowledge, step) for step in found.because]
    if version.within is not None:
        steps[1]["cites"] = [_cite(knowledge, cite) for cite in version.within.citations()]
        steps[1]["is_promised"] = version.within.promised
    if is_guessed:
        guess = Words(
            "次年放假安排尚未公布，暂按周末推算，公布后重算",
            "the holidays of the next year are not published; weekends only, to be reckoned again",
        )
        steps.append(_plain(knowledge, Step(guess)))
    return Clock(found.due, steps, found.is_final and not is_guessed)


def _cite(knowledge: Knowledge, cite: Citation) -> dict[str, Any]:
    found = cited(knowledge, cite)
    return {"label": {"zh": found.label.zh, "en": found.label.en}, "place": found.place}


def _plain(knowledge: Knowledge, step: Step) -> dict[str, Any]:
    day = step.moved_to.isoformat() if step.moved_to is not None and step.moved_to != step.moved_from else None
    says = {"zh": step.says.zh.replace(" received", ""), "en": step.says.en.replace("收到来件 ", "")}
    return {"says": says, "day": day, "cites": [_cite(knowledge, cite) for cite in step.citations]}


def days_left(due: date, today: date) -> int:
    """Calendar days from today to the last day; negative once it has passed."""
    return (due - today) // timedelta(days=1)
