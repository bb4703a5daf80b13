"""Lengths of time as laws state them, and months counted by the civil code (期限长度)."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words

Unit = Literal["working_days", "days", "hours", "weeks", "months", "years"]

UNIT_WORDS: dict[Unit, Words] = {
    "working_days": Words("个工作日", "working day"),
    "days": Words("日", "day"),
    "hours": Words("小时", "hour"),
    "weeks": Words("周", "week"),
    "months": Words("个月", "month"),
    "years": Words("年", "year"),
}
"""How each unit is written after its number; the English word is the singular."""

LONGEST: dict[Unit, int] = {
    "working_days": 25_000,
    "days": 36_600,
    "hours": 878_400,
    "weeks": 5_200,
    "months": 1_200,
    "years": 100,
}
"""Longest length of each unit: a hundred years, as a guard against slips of the pen."""


@dataclass(frozen=True, slots=True)
class Length:
    """A stretch of time in one unit (期限长度); ``Length(15, "working_days")`` is 15 个工作日.

    Raises:
        BadInput: ``count`` is below 1 or beyond a hundred years.
    """

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.count <= LONGEST[self.unit]:
            raise BadInput(
                Words("期限长度须为正整数，且不超过一百年", "a length is at least 1 and at most a hundred years"),
                where={"length": f"{self.count} {self.unit}"},
            )

    @property
    def words(self) -> Words:
        """The length as text: ``15 个工作日`` / ``15 working days``."""
        word = UNIT_WORDS[self.unit]
        return Words(f"{self.count} {word.zh}", f"{self.count} {word.en}{'s' if self.count > 1 else ''}")


def add_months(day: date, months: int) -> date:
    """The corresponding day ``months`` later (earlier when negative), else the month's last day (对应日).

    Args:
        day: the day counted from.
        months: whole months, of either sign.

    Returns:
        ``add_months(date(2024, 1, 31), 1)`` is 2024-02-29; 12 months after that is 2025-02-28.

    Source:
        civil code art 202 (按照年、月计算期间的，到期月的对应日为最后一日；没有对应日的，月末日).
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def calendar_end(day: date, length: Length, *, sign: int = 1) -> date:
    """The last day of a length of days, weeks, months or years after ``day``, before any roll forward.

    Args:
        day: the day of the event, not counted.
        length: in days, weeks, months or years.
        sign: 1 counts forward, -1 backward.

    Returns:
        15 days after 2025-09-30 is 2025-10-15; 3 months after 2024-11-30 is 2025-02-28.

    Raises:
        BadInput: the unit has no calendar meaning (working days, hours) or the result leaves the calendar.
    """
    try:
        match length.unit:
            case "days":
                return day + timedelta(days=sign * length.count)
            case "weeks":
                return day + timedelta(weeks=sign * length.count)
            case "months":
                return add_months(day, sign * length.count)
            case "years":
                return add_months(day, sign * 12 * length.count)
    except (OverflowError, ValueError):
        raise BadInput(Words("结果超出日历范围", "the result lies outside the calendar"), where={"from": day}) from None
    raise BadInput(f"calendar_end cannot count {length.unit}", where={"length": length.words.en})
