"""Days, months and years as people write them in a query (查询中的日期)."""

from __future__ import annotations

import re
from datetime import date, timedelta

from zhiquan.basics.days import parse_day
from zhiquan.basics.errors import BadInput

_YEAR = re.compile(r"([12]\d{3})年?")
_MONTH = re.compile(r"([12]\d{3})[-/.年]?(\d{1,2})月?")
_EIGHT = re.compile(r"^([12]\d{3})(\d{2})(\d{2})$")
_RANGE = re.compile(r"(.*?)(?:\.{2,}|~|至|—+|–)(.*)")
_YEARS = re.compile(r"([12]\d{3})[-]([12]\d{3})")


def days_meant(text: str) -> tuple[date, date] | None:
    """First and last day of what is written; None when it is no day.

    Returns:
        ``days_meant("2021")`` is the first and the last day of 2021, ``days_meant("2021-05")`` of that month,
        ``days_meant("20210517")`` that day twice.
    """
    if found := _YEAR.fullmatch(text):
        return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)
    if (found := _MONTH.fullmatch(text)) and 1 <= int(found[2]) <= 12:
        first = date(int(found[1]), int(found[2]), 1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    try:
        day = parse_day(_EIGHT.sub(r"\1-\2-\3", text))
    except BadInput:
        return None
    return day, day


def ends_of(text: str) -> tuple[str, str] | None:
    """The two ends of a range as written, an open one empty; None when it is none.

    ``ends_of("2021..2025")`` is ``("2021", "2025")``, ``ends_of("2012..")`` is ``("2012", "")``.
    """
    found = _YEARS.fullmatch(text) or _RANGE.fullmatch(text)
    return (found[1], found[2]) if found else None
