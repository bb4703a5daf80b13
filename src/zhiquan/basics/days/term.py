"""A period set by law or agreement, with everything that lengthens or restarts it (期限)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from zhiquan.basics.days.lengths import Length
from zhiquan.basics.errors import BadInput
from zhiquan.basics.evidence import Citation
from zhiquan.basics.words import Words

Roll = Literal["next_working_day", "previous_working_day", "none"]
CountFrom = Literal["next_day", "same_day", "next_hour"]
Direction = Literal["after", "before"]


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days that do not run: hearing, announcement, testing, identification (中止、不计入的期间).

    ``first`` and ``last`` are both suspended, as papers state such periods.
    """

    first: date
    last: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """A further length granted; it follows the length before it without a gap (延长)."""

    length: Length
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Restart:
    """An event after which the whole length runs anew (重新起算); the day itself is not counted."""

    day: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DeemedService:
    """Service by public announcement: it counts as served when ``days`` have passed (公告送达)."""

    days: int = 30
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One period to be computed (期限).

    Args:
        start: day of the event, or day and time when the length is in hours (Beijing time).
        length: how long.
        event: what happened on ``start``, for the explanation.
        direction: ``after`` the event, or ``before`` it (not later than so long before).
        count_from: ``next_day`` leaves the day of the event out (for hours: runs from the minute given);
            ``same_day`` counts it; ``next_hour`` starts hours at the next full hour.
        roll: what happens when the last day is a rest day; ``None`` takes the rule of law.
        citations: the law that sets the length.

    Raises:
        BadInput: parts that do not go together, for example hours without a time of day.
    """

    start: date
    length: Length
    event: str = ""
    direction: Direction = "after"
    count_from: CountFrom = "next_day"
    roll: Roll | None = None
    suspensions: tuple[Suspension, ...] = ()
    extensions: tuple[Extension, ...] = ()
    restarts: tuple[Restart, ...] = ()
    deemed_service: DeemedService | None = None
    citations: tuple[Citation, ...] = ()

    def __post_init__(self) -> None:
        for broken, rule in _rules(self):
            if broken:
                raise BadInput(rule, where={"start": self.start, "length": self.length.words.en})

    @property
    def is_in_hours(self) -> bool:
        """True when the length is in hours, so that rest days never matter."""
        return self.length.unit == "hours"

    @property
    def day(self) -> date:
        """The day of the event without its time."""
        return self.start.date() if isinstance(self.start, datetime) else self.start


def _rules(term: Term) -> list[tuple[bool, Words]]:
    hours, before = term.is_in_hours, term.direction == "before"
    moved = bool(term.suspensions or term.extensions or term.restarts or term.deemed_service)
    return [
        (
            hours and not isinstance(term.start, datetime),
            Words("按小时计算须写明时刻，如 2026-03-02 10:30", "hours need a time of day, as 2026-03-02 10:30"),
        ),
        (
            hours and (moved or term.roll not in {None, "none"} or term.count_from == "same_day"),
            Words(
                "按小时计算的期限不顺延、不中止、不延长",
                "a length in hours is not rolled, suspended or extended",
            ),
        ),
        (
            not hours and term.count_from == "next_hour",
            Words("next_hour 只用于按小时计算的期限", "next_hour is for lengths in hours"),
        ),
        (
            any(extension.length.unit == "hours" for extension in term.extensions),
            Words("延长不能以小时计", "an extension cannot be in hours"),
        ),
        (
            before and moved,
            Words(
                "倒推的期限没有中止、延长、重新起算和公告送达",
                "counting backward knows no suspension, extension, restart or deemed service",
            ),
        ),
        (
            before and term.roll == "next_working_day",
            Words(
                "倒推的期限向后顺延会缩短期间，请用 previous_working_day 或 none",
                "rolling forward would shorten a backward count: use previous_working_day or none",
            ),
        ),
        (
            not before and term.roll == "previous_working_day",
            Words("顺推的期限不能提前", "a forward count cannot roll backward"),
        ),
        (
            any(pause.last < pause.first for pause in term.suspensions),
            Words("中止期间的 to 早于 from", "a suspension ends before it begins"),
        ),
        (
            term.deemed_service is not None and term.deemed_service.days < 1,
            Words("公告天数须为正整数", "the announcement runs at least 1 day"),
        ),
    ]
