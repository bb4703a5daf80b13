"""Targets in indicator tables: rows of a table, cells line by line, or cells run together (指标表)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zhiquan.plan.reading.columns import Column, column, is_header, joined_header
from zhiquan.plan.reading.comparing import named_change
from zhiquan.plan.reading.joined import joined_rows
from zhiquan.plan.reading.lines import Line
from zhiquan.plan.reading.sections import Section, clause_number, names_goals
from zhiquan.plan.reading.shapes import Comparison, Target, Unsure
from zhiquan.plan.reading.stacked import stacked_rows
from zhiquan.plan.reading.task_tables import is_task_header, task_lines
from zhiquan.plan.reading.units import kind_of_unit
from zhiquan.plan.reading.values import CellValue, as_number, cell_value, is_unit, is_value, name_and_unit, unit_at_end
from zhiquan.plan.reading.years import Calendar

_NATURE = {"约束性": True, "预期性": False}


@dataclass(slots=True)
class Tables:
    """Reads the tables of sections in order (指标表解读).

    Attributes:
        calendar: years of the document.
        targets, unsure: what was found so far.
    """

    calendar: Calendar
    targets: list[Target] = field(default_factory=list)
    unsure: list[Unsure] = field(default_factory=list)

    def read(self, section: Section) -> Section:
        """Adds the targets of a section's tables; gives back the section without the lines that were table."""
        rest: list[Line] = []
        at = 0
        while at < len(section.lines):
            stop = _task_rows(section.lines, at)
            if stop:
                rest += task_lines(section.lines[at:stop])
                at = stop
                continue
            used = self._rows(section, at) or self._joined(section, at) or self._stacked(section, at)
            if not used:
                rest += _as_text(section.lines[at])
            at += used or 1
        return replace(section, lines=rest)

    def _rows(self, section: Section, start: int) -> int:
        """A table whose rows have cells; the count of its lines."""
        if not section.lines[start].cells:
            return 0
        stop = start
        while stop < len(section.lines) and section.lines[stop].cells:
            stop += 1
        lines = section.lines[start:stop]
        rows = [line.cells for line in lines]
        for at in range(min(3, len(rows))):
            columns, depth = _header(rows, at, self.calendar)
            if is_header(columns):
                for line in lines[at + depth :]:
                    self._row(section, line, columns)
                return stop - start
        return 0

    def _row(self, section: Section, line: Line, columns: Sequence[Column]) -> None:
        row = line.cells
        cells = _placed(row, columns)
        name = next((cells[at] for at, one in enumerate(columns) if one.use == "name" and cells.get(at)), "")
        if not name or is_value(name):
            texts = [cell for cell in row if cell and not is_value(cell) and not is_unit(cell) and cell not in _NATURE]
            name = max(texts, key=len, default="")
        unit = next((cells[at] for at, one in enumerate(columns) if one.use == "unit" and cells.get(at)), "")
        nature = next((cell for cell in row if cell.strip() in _NATURE), "")
        valued = [(one, cells.get(at, "")) for at, one in enumerate(columns) if one.use in ("base", "target", "change")]
        self._add(section, _Row(name, unit, nature, valued, line.text))

    def _joined(self, section: Section, at: int) -> int:
        text = section.lines[at].text
        header = joined_header(text, self.calendar)
        if header is None:
            return 0
        columns, end = header
        rows = joined_rows(text[end:], columns)
        valued = [one for one in columns if one.use in ("base", "target", "change")]
        for row in rows:
            name, unit = unit_at_end(row.name) if any(one.use == "unit" for one in columns) else (row.name, "")
            pairs = list(zip(valued, row.cells, strict=True))
            self._add(section, _Row(name, unit, row.nature, pairs, row.text, doubtful=row.fit < 0.7))
        return 1 if len(rows) >= 2 else 0

    def _stacked(self, section: Section, at: int) -> int:
        table = stacked_rows(section.lines, at, self.calendar)
        if table is None:
            return 0
        for row in table.rows:
            pairs = list(zip(table.columns, row.cells, strict=False))
            self._add(section, _Row(row.name, row.unit, row.nature, pairs, row.text))
        return table.lines

    def _add(self, section: Section, row: _Row) -> None:
        name, unit = name_and_unit(row.name)
        base = next((as_number(cell) for one, cell in row.valued if one.use == "base"), None)
        falls = any(
            re.match(r"[\[［]?\s*[-－]\s*\d|.*(?:下降|降低|减少)", cell)
            for one, cell in row.valued
            if one.use == "change"
        )
        for one, cell in row.valued:
            value = cell_value(cell) if one.use == "target" else None
            if value is None:
                continue
            own_unit = value.unit or row.unit or unit
            changed = named_change(name) if kind_of_unit(own_unit) == "share" else None
            cmp = _comparison(value, falls=falls, changed=changed)
            sure = 0.7 if row.doubtful else 0.95
            self.targets.append(
                Target(
                    indicator=re.sub(r"^\d{1,2}[.．、]?(?=[一-鿿])|^其中[：:]?", "", name.strip("[]［］【】")),
                    value=value.value,
                    value_max=value.value_max,
                    value_text=value.value_text,
                    unit=own_unit,
                    cmp=cmp,
                    bound=value.bound or (value.cmp if changed and value.cmp in ("ge", "le") else ""),
                    approx=value.approx,
                    by=one.year,
                    by_date=None,
                    per="",
                    strength="",
                    baseline=base,
                    binding=_NATURE.get(row.nature.strip()),
                    clause=_clause(section),
                    text=row.text,
                    form="table",
                    sure=sure,
                )
            )
            if row.doubtful:
                self.unsure.append(Unsure(_clause(section), row.text, value.value_text, "表格数字粘连，按比例拆分"))


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    unit: str
    nature: str
    valued: list[tuple[Column, str]]
    text: str
    doubtful: bool = False


def _task_rows(lines: Sequence[Line], start: int) -> int:
    """The line behind the table of tasks whose header stands at a line; 0 when there is none."""
    if not lines[start].cells or not is_task_header(lines[start].cells):
        return 0
    return next((at for at in range(start + 1, len(lines)) if not lines[at].cells), len(lines))


def _as_text(line: Line) -> list[Line]:
    """A row of a table of another kind as running text: its longer cells."""
    if not line.cells:
        return [line]
    return [Line(cell, line.number) for cell in dict.fromkeys(line.cells) if len(cell) > 12]


def _placed(row: Sequence[str], columns: Sequence[Column]) -> dict[int, str]:
    """The cells by column; where there are too few or too many, the values go to the columns of values in order."""
    if len(row) == len(columns):
        return dict(enumerate(row))
    valued = [at for at, one in enumerate(columns) if one.use in ("base", "target", "change")]
    values = [cell for cell in row if is_value(cell)]
    values = values[len(values) - len(valued) :] if len(values) > len(valued) else values
    unit = next((cell for cell in row if is_unit(cell)), "")
    units = {at: unit for at, one in enumerate(columns) if one.use == "unit"}
    return units | (dict(zip(valued, values, strict=True)) if len(values) == len(valued) else {})


def _comparison(value: CellValue, *, falls: bool, changed: Comparison | None) -> Comparison:
    """A bare number is to be met as it stands; where the table itself says that it falls, it is a ceiling.

    A row that is named after a change, 能耗降低率 or 年均增速, states the change itself.
    """
    if changed:
        return value.cmp if value.cmp in ("increase", "decrease") else changed
    return "le" if falls and not value.signed else value.cmp


def _clause(section: Section) -> str:
    """A table that stands below the last part of a chapter of goals belongs to the whole of it."""
    goals = [at for at, heading in enumerate(section.headings) if names_goals(heading)]
    return clause_number(section.headings[: goals[-1] + 1]) if goals else section.number


def _header(rows: Sequence[Sequence[str]], at: int, calendar: Calendar) -> tuple[list[Column], int]:
    """The columns of a header of one row, or of two when the second names years under a common heading."""
    columns = [column(cell, calendar) for cell in rows[at]]
    below = rows[at + 1] if at + 1 < len(rows) else ()
    lower = [column(cell, calendar) for cell in below]
    if (
        len(lower) == len(columns)
        and sum(one.use in ("target", "base") for one in lower) >= 2
        and not any(is_value(cell) and not re.search(r"年", cell) for cell in below)
    ):
        merged = [
            low if low.use in ("target", "base", "change") else high for high, low in zip(columns, lower, strict=True)
        ]
        return merged, 2
    return columns, 1
