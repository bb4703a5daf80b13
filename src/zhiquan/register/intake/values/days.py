"""Days as files write them (日期)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from zhiquan.basics.words import Words
from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.values.problems import CellProblem, Column
from zhiquan.register.intake.values.texts import half_width, text_of

FIRST = date(1850, 1, 1)
LAST = date(2150, 12, 31)
"""No day of a right, event or registration lies outside: an old mark is the oldest, a copyright's end the last."""

_SERIAL_ZERO = date(1899, 12, 30)
_SERIALS = range(7_000, 80_000)
_ORDERED = re.compile(r"(\d{4})\s*(?:-|/|\.|年|,)\s*(\d{1,2})\s*(?:-|/|\.|月|,)\s*(\d{1,2})\s*[日号]?(?!\d)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?(?:\.0)?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_NAMED = re.compile(
    r"(?:(\d{1,2})[ .-]*([A-Za-z]{3,9})[ .,-]*(\d{4})|([A-Za-z]{3,9})[ .]*(\d{1,2})(?:st|nd|rd|th)?,?\s*(\d{4}))"
)
_MONTH = re.compile(r"(\d{4})\s*(?:-|/|\.|年)\s*(\d{1,2})\s*月?|(\d{4})年(?:度|末|底)?|(\d{4})(\d{2})")
_YEAR = re.compile(r"(\d{4})")
_QUARTER = re.compile(r"(\d{4})年?\s*(?:第?([一二三四1-4])季度|[Qq]([1-4]))")
_REST = re.compile(r"[\sT]*(?:\d{1,2}[:时]\d{1,2}.*|[上下]午.*|\(.*\)|UTC|Z)?")
_BETWEEN = re.compile(r"至|到|~|—|–|--|\bto\b| - ")
_SEVERAL = re.compile(r"[|;；、\n]|,\s")
_TO = re.compile(r"至|到|~|—|–|--|\bto\b| - |(?<=\d)-(?=\d{4})")
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_NO_DAY = re.compile(
    r"[0\-/. :年月日]+|1900-?01-?00|1899-12-3[01]"
    r"|(?:尚)?未.{1,6}|待.{1,6}|暂.{1,4}|长期(?:有效)?|永久(?:有效)?|无.{0,6}|pending",
    re.IGNORECASE,
)
"""What stands where there is no day: zeros, strokes, the spreadsheet's day nought, words such as 未发表 or 长期."""


@dataclass(frozen=True, slots=True)
class DayStyle:
    """How a column writes days where the spelling alone does not tell (日期写法).

    Args:
        day_first: ``03/04/2021`` is 3 April; False: 4 March.
        has_serials: plain numbers around 40,000 are a spreadsheet's day numbers.
        takes_periods: a month, quarter or year stands for its last day, as in statistics.
    """

    day_first: bool = False
    has_serials: bool = False
    takes_periods: bool = False


def day_style(cells: Sequence[Cell], *, takes_periods: bool = False) -> DayStyle:
    """The style of a column from a sample of its cells: a first part over 12 tells that the day comes first."""
    texts = [half_width(text) for cell in cells if isinstance(cell, (str, int, float)) and (text := text_of(cell))]
    pairs = [(int(found[1]), int(found[2])) for text in texts if (found := _YEAR_LAST.match(text))]
    day_first = any(first > 12 for first, _ in pairs) and not any(second > 12 for _, second in pairs)
    serials = sum(text.isdecimal() and int(text) in _SERIALS for text in texts)
    return DayStyle(day_first, serials * 2 > len(texts) if texts else False, takes_periods)


class DayReader:
    """Reads the cells of one column as days, each distinct text once.

    Args:
        style: how the column writes days.
        of_period: which end counts where a cell states a period, ``first`` or ``last``.
    """

    def __init__(self, style: DayStyle, *, of_period: Literal["first", "last"] = "first") -> None:
        self._style = style
        self._of_period = of_period
        self._known: dict[Cell, date | CellProblem | None] = {}

    def read(self, cells: Sequence[Cell]) -> Column:
        """Days of the cells; what cannot be read is a problem."""
        known = self._known
        if len(known) > 100_000:
            known.clear()
        values: list[date | None] = []
        problems: dict[int, CellProblem] = {}
        for place, cell in enumerate(cells):
            try:
                found = known[cell]
            except KeyError:
                found = known[cell] = self._one(cell)
            if isinstance(found, CellProblem):
                problems[place] = found
                found = None
            values.append(found)
        return Column(values, problems)

    def _one(self, cell: Cell) -> date | CellProblem | None:
        if isinstance(cell, datetime):
            cell = cell.date()
        text = text_of(cell)
        if text is None or _NO_DAY.fullmatch(text):
            return None
        try:
            found = cell if isinstance(cell, date) else read_day(text, self._style) or self._one_of(text)
        except ValueError:
            found = None
        if found is None or not FIRST <= found <= LAST:
            return _problem(text)
        return found

    def _one_of(self, text: str) -> date | None:
        """One end of a period such as 2019-01-07至2029-01-06, or the earliest or latest of several days."""
        plain = half_width(text)
        days = [_ordered(found) for found in _ORDERED.finditer(plain)]
        if len(days) == 2 and _BETWEEN.search(plain):
            return days[0] if self._of_period == "first" else days[1]
        parts = [part.strip() for part in _SEVERAL.split(plain) if part.strip()]
        if len(parts) < 2:
            return None
        listed = [read_day(part, self._style) for part in parts]
        if any(day is None for day in listed):
            return None
        return (min if self._of_period == "first" else max)(day for day in listed if day)


def says_no_day(text: str) -> bool:
    """True for what stands where there is no day: ``says_no_day("未发表")``, ``says_no_day("0000-00-00")``."""
    return _NO_DAY.fullmatch(text) is not None


def is_period(text: str) -> bool:
    """True for a text of two days with a word or stroke between: ``is_period("2019-01-07至2029-01-06")``."""
    plain = half_width(text)
    return len(_ORDERED.findall(plain)) == 2 and _TO.search(plain) is not None


def read_day(text: str, style: DayStyle = DayStyle()) -> date | None:
    """A day from text; None when it is no day (日期).

    Returns:
        ``read_day("2013.01.02")``, ``read_day("20130102")``, ``read_day("2013年1月2日")`` and
        ``read_day("Jan 2, 2013")`` are all 2 January 2013.

    Raises:
        ValueError: it has the shape of a day but names none, such as 30 February.
    """
    plain = half_width(text).strip()
    for form, read in ((_ORDERED, _ordered), (_COMPACT, _ordered), (_NAMED, _named)):
        found = form.match(plain)
        if found and _REST.fullmatch(plain, found.end()):
            return read(found)
    found = _YEAR_LAST.match(plain)
    if found and _REST.fullmatch(plain, found.end()):
        first, second, year = (int(part) for part in found.groups())
        return date(year, second, first) if style.day_first or first > 12 else date(year, first, second)
    if style.has_serials and plain.isdecimal() and int(plain) in _SERIALS:
        return _SERIAL_ZERO + timedelta(days=int(plain))
    return _period(plain) if style.takes_periods else None


def _ordered(found: re.Match[str]) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _named(found: re.Match[str]) -> date | None:
    day, month, year = (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
    number = _MONTHS.get(month[:3].lower())
    return date(int(year), number, int(day)) if number else None


def _period(plain: str) -> date | None:
    """The last day of a year, quarter or month."""
    quarter = _QUARTER.fullmatch(plain)
    if quarter:
        number = (
            "一二三四".find(quarter[2]) + 1
            if quarter[2] and quarter[2] in "一二三四"
            else int(quarter[2] or quarter[3])
        )
        return _end_of_month(int(quarter[1]), number * 3)
    year = _YEAR.fullmatch(plain)
    if year:
        return date(int(year[1]), 12, 31)
    found = _MONTH.fullmatch(plain)
    if found is None:
        return None
    if found[3]:
        return date(int(found[3]), 12, 31)
    return _end_of_month(int(found[1] or found[4]), int(found[2] or found[5]))


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _problem(text: str) -> CellProblem:
    return CellProblem(
        "day",
        text,
        Words("日期无法识别", "this is no day"),
        Words("请改为 2013-01-02 的写法，或留空。", "Write it as 2013-01-02, or leave it empty."),
    )
