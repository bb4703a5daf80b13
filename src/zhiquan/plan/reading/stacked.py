"""Tables that came apart into one cell per line (逐格成行的表格)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhiquan.plan.reading.columns import Column, column, is_header
from zhiquan.plan.reading.lines import Line
from zhiquan.plan.reading.values import is_unit, is_value
from zhiquan.plan.reading.years import Calendar

_NATURE = ("约束性", "预期性")
_LONGEST_CELL = 40


@dataclass(frozen=True, slots=True)
class StackedRow:
    """One row put together again (行)."""

    name: str
    unit: str
    nature: str
    cells: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Stacked:
    """A table put together again (表): its value columns, rows, and how many lines it took."""

    columns: tuple[Column, ...]
    rows: tuple[StackedRow, ...]
    lines: int


def stacked_rows(lines: Sequence[Line], start: int, calendar: Calendar) -> Stacked | None:
    """The table whose header begins at a line; None when there is none.

    Args:
        lines: lines of a section.
        start: where the header may begin.
        calendar: years of the document.
    """
    if not re.fullmatch(r"序\s*号|类\s*别|(?:主要)?指\s*标(?:名称)?|名\s*称|项\s*目", lines[start].text.strip()):
        return None
    head = start
    columns: list[Column] = []
    while head < len(lines) and len(lines[head].text) <= 16:
        one = column(lines[head].text, calendar)
        if one.use == "other" or (is_value(lines[head].text) and "年" not in lines[head].text and one.year is None):
            break
        columns.append(one)
        head += 1
    if not is_header(columns) or len(columns) < 2:
        return None
    stop = head
    while stop < len(lines) and len(lines[stop].text) <= _LONGEST_CELL and not re.search("[。；]", lines[stop].text):
        stop += 1
    valued = tuple(one for one in columns if one.use in ("base", "target", "change"))
    rows = _rows([line.text.strip() for line in lines[head:stop]], len(valued))
    return Stacked(valued, tuple(rows), stop - start) if rows else None


def _rows(cells: Sequence[str], count: int) -> list[StackedRow]:
    """Cells in a row: texts, then as many values as there are columns."""
    rows: list[StackedRow] = []
    texts: list[str] = []
    at = 0
    while at < len(cells):
        values = list(cells[at : at + count])
        if texts and len(values) == count and all(map(is_value, values)) and any(len(text) > 1 for text in texts):
            nature = cells[at + count] if at + count < len(cells) and cells[at + count] in _NATURE else ""
            rows.append(_row(texts, values, nature))
            texts = []
            at += count + bool(nature)
        else:
            texts.append(cells[at])
            at += 1
    return rows


def _row(texts: Sequence[str], values: Sequence[str], nature: str) -> StackedRow:
    named = [text for text in texts if not is_value(text) and text not in _NATURE]
    unit = next((text for text in reversed(named[1:]) if is_unit(text)), "")
    names = [text for text in named if text != unit]
    whole = "".join([*texts[-3:], *values, nature])
    return StackedRow(names[-1] if names else "", unit, nature, tuple(values), whole)
