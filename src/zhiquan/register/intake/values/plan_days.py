"""Days and years as plans and duty lists word them: 2025年12月底前, 2021年, 长期坚持 (规划时限)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from zhiquan.basics.words import Words
from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.values.days import FIRST, LAST, DayReader, DayStyle, read_day
from zhiquan.register.intake.values.problems import CellProblem, Column
from zhiquan.register.intake.values.texts import half_width, text_of

_LEAD = re.compile(r"^(?:到|至|于|在|截至|截止|力争|不晚于|最迟)+")
_TAIL = re.compile(r"(?:(?<=[月日年\d])(?:底|末|内)?(?:之前|以前|前|止|完成)+|(?<=[月日])[底末])$")
_SPAN = re.compile(r"(\d{4})\s*年?\s*(?:-|–|—|~|至|到)+\s*(\d{4})\s*年?度?")
_HALF = re.compile(r"(\d{4})年?(上|下)半年")
_WHOLE_YEAR = re.compile(r"\d{4}(?:年(?:度|末|底)?)?")
_QUARTER = re.compile(r"[季Qq]")
_MONTH = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?|(\d{4})(\d{2})")
_ONGOING = re.compile(
    r"(?:长期|持续|常年|常态|每[年月季半周]|年年|全年|适时|随时|不定期|定期|按需|逐年|分年度|贯穿|滚动|ongoing|continuous|yearly"
    r"|annually|monthly).*",
    re.IGNORECASE,
)
"""Duties without one last day: they are due again and again, or go on."""

_YEAR = re.compile(r"((?:19|20|21)\d{2})(?:\.0)?(?:\s*年(?:度|末|底)?)?(?:[-/.]1[-/.]1|[-/.]12[-/.]31|-01-01)?")


class PlanDayReader:
    """Reads the cells of one column as days of a plan, where periods stand for one of their ends.

    Args:
        style: how the column writes days.
        end: which end of a year, quarter or month counts, ``first`` or ``last``.
    """

    def __init__(self, style: DayStyle, *, end: Literal["first", "last"]) -> None:
        self._style = style
        self._end = end
        self._plain = DayReader(style, of_period=end)
        self._known: dict[str, date | None] = {}

    def read(self, cells: Sequence[Cell]) -> Column:
        """Days of the cells; words such as 长期坚持 name no day, what cannot be read is a problem."""
        values: list[Any] = []
        problems: dict[int, CellProblem] = {}
        for place, cell in enumerate(cells):
            text = None if isinstance(cell, (date, datetime)) else text_of(cell)
            found = self._in_words(text) if text is not None else None
            if found is None and not (text and _ONGOING.fullmatch(half_width(text).strip())):
                plain = self._plain.read([cell])
                found = plain.values[0]
                if plain.problems:
                    problems[place] = plain.problems[0]
            values.append(found)
        return Column(values, problems)

    def _in_words(self, text: str) -> date | None:
        if text not in self._known:
            try:
                found = period_day(text, end=self._end)
            except ValueError:
                found = None
            self._known[text] = found if found and FIRST <= found <= LAST else None
        return self._known[text]


def period_day(text: str, *, end: Literal["first", "last"]) -> date | None:
    """The day a deadline or beginning in words names; None when it names none (时限).

    Returns:
        ``period_day("2025年12月底前", end="last")`` is 31 December 2025, ``period_day("2021年", end="first")`` is
        1 January 2021, ``period_day("2021-2025年", end="last")`` is 31 December 2025.

    Raises:
        ValueError: it has the shape of a day but names none, such as 30 February.
    """
    plain = _TAIL.sub("", _LEAD.sub("", half_width(text).strip()))
    span = _SPAN.fullmatch(plain)
    if span and int(span[1]) <= int(span[2]):
        return date(int(span[1]), 1, 1) if end == "first" else date(int(span[2]), 12, 31)
    half = _HALF.fullmatch(plain)
    if half:
        first, last = ((1, 1), (6, 30)) if half[2] == "上" else ((7, 1), (12, 31))
        return date(int(half[1]), *(first if end == "first" else last))
    found = read_day(plain, DayStyle(takes_periods=True))
    if found is None or end == "last":
        return found
    if _WHOLE_YEAR.fullmatch(plain):
        return date(found.year, 1, 1)
    if _QUARTER.search(plain):
        return date(found.year, found.month - 2, 1)
    return found.replace(day=1) if _MONTH.fullmatch(plain) else found


def years(cells: Sequence[Cell]) -> Column:
    """Years: 2024, 2024年度, or the last day of one (年度)."""
    values: list[Any] = []
    problems: dict[int, CellProblem] = {}
    for place, cell in enumerate(cells):
        text = text_of(cell)
        found = _YEAR.fullmatch(half_width(text).strip()) if text else None
        values.append(int(found[1]) if found else None)
        if text and not found:
            problems[place] = CellProblem("year", text, _NO_YEAR, _WRITE_YEAR)
    return Column(values, problems)


def levels(cells: Sequence[Cell]) -> Column:
    """Depths of clauses: 2, 二级, 第二层; None for other words (层级)."""
    return Column([_level(text_of(cell)) for cell in cells])


def _level(text: str | None) -> int | None:
    found = re.fullmatch(r"第?([1-9一二三四五六七八九])[级层]?", half_width(text or "").strip())
    if found is None:
        return None
    return int(found[1]) if found[1].isdecimal() else "一二三四五六七八九".index(found[1]) + 1


_NO_YEAR = Words("年度无法识别", "this is no year")
_WRITE_YEAR = Words("请写作 2025。", "Write it as 2025.")
