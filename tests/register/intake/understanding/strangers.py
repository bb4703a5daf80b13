"""Exports of strangers, made from real ones: other headings, order, columns, encoding and days (陌生导出文件)."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import xlsxwriter

from register.intake.understanding.reading import ReadSheet, headings, read_grid
from register.intake.understanding.stranger_words import WORDINGS
from zhiquan.knowledge.columns import heading_key
from zhiquan.register.intake.opening import open_file
from zhiquan.register.intake.parts import Cell, Grid
from zhiquan.register.intake.understanding import understand
from zhiquan.register.intake.values.days import DayReader, day_style
from zhiquan.register.tables import OBSERVATIONS

WRITINGS: Mapping[str, Mapping[str, object]] = {
    "iso": {"write": lambda day: day.isoformat()},
    "dots": {"write": lambda day: f"{day:%Y.%m.%d}"},
    "compact": {"write": lambda day: f"{day:%Y%m%d}"},
    "chinese": {"write": lambda day: f"{day.year}年{day.month}月{day.day}日"},
    "slashes": {"write": lambda day: f"{day.year}/{day.month}/{day.day}"},
    "day_first": {"write": lambda day: f"{day:%d/%m/%Y}"},
    "real": {"write": lambda day: datetime(day.year, day.month, day.day)},  # noqa: DTZ001 - a spreadsheet's day
    "whole": {"write": lambda day: int(f"{day:%Y%m%d}")},
    "serial": {"write": lambda day: (day - date(1899, 12, 30)) // timedelta(days=1)},
}
"""Styles of days; the last three only a workbook has."""

ADDED: Mapping[str, Sequence[Cell]] = {
    "跟进人": ["张伟", "王芳", "李娜"],
    "内部评分": [3.5, 4.0, 2.25, 4.75],
    "登记台账更新": ["2024-03-01", "2024-03-02", "2024-04-11", "2024-05-30"],
    "处理意见": ["已核对", "待核对", "转镇街"],
    "柜号": ["A-12", "B-07", "C-33", "A-01"],
}
"""Columns an office adds for itself."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as its tool wrote it."""

    name: str
    names: list[str]
    rows: list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Stranger:
    """A changed file with what should be read from it.

    Args:
        file: the file written.
        truth: column's place to field; columns without a use are left out.
        other: column's place to a field that its heading would mean, had the file no better column for it.
        known: places whose heading is one of the tables of names.
        values: field to values, row by row.
        says: how it was changed.
    """

    file: Path
    truth: dict[int, str]
    other: dict[int, str]
    known: set[int]
    values: dict[str, list[object]]
    says: str


def sheets_of(file: Path, *, most: int = 300) -> list[Sheet]:
    """The tables of an export with at most ``most`` rows each."""
    found = []
    with open_file(file) as opened:
        for part in opened.parts:
            if not isinstance(part, Grid):
                continue
            grid = understand(part, headings())
            rows = [cells for _, cells in zip(range(most), (cells for _, cells in grid.lines), strict=False)]
            if rows and grid.kind:
                names = [use.source for use in grid.columns]
                found.append(Sheet(part.name, names, [[*row, *[None] * len(names)][: len(names)] for row in rows]))
    return found


def stranger_of(
    sheet: Sheet,
    folder: Path,
    *,
    seed: int,
    has_header: bool = True,
    wordings: Mapping[str, Sequence[str]] = WORDINGS,
    worded: float = 0.25,
) -> Stranger:
    """A sheet changed at random: the same seed gives the same file.

    Args:
        sheet: the table to change.
        folder: where the file is written.
        seed: of the random choices.
        has_header: False for a file without headings.
        wordings: field to headings that stand in no table.
        worded: share of columns that get one of these.
    """
    chance = random.Random(f"{seed} {sheet.names} {has_header}")
    names, columns, truth_read = _fewer(sheet, chance)
    truth = {use.place: use.field for use in truth_read.grid.columns if use.field}
    known_table = headings().known["rights", truth_read.grid.context]
    other = {place: field for place, name in enumerate(names) if (field := known_table.get(heading_key(name)))}
    is_book = not has_header or chance.random() < 0.3
    style = chance.choice(list(WRITINGS) if is_book else list(WRITINGS)[:6])
    days = {place for place, field in truth.items() if OBSERVATIONS["rights"].schema.field(field).type == pa.date32()}
    for place in days:
        columns[place] = _rewritten(columns[place], style)
    own = _own(wordings, truth_read.grid.context)
    headed, known = _renamed(names, truth, truth_read.grid.context, chance, wordings=own, worded=worded)
    for name in chance.sample(sorted(ADDED), 2):
        headed.append(name)
        columns.append([chance.choice(ADDED[name]) for _ in sheet.rows])
    order = chance.sample(range(len(headed)), len(headed))
    place_of = {old: new for new, old in enumerate(order)}
    lines = [[columns[old][row] for old in order] for row in range(len(sheet.rows))]
    if has_header:
        lines.insert(0, [headed[old] for old in order])
    encoding = "xlsx" if is_book else chance.choice(["utf-8-sig", "gb18030", "utf-16"])
    file = folder / f"stranger-{seed}-{len(sheet.names)}.{'xlsx' if is_book else 'csv'}"
    _write(file, lines, encoding=encoding)
    return Stranger(
        file,
        {place_of[old]: field for old, field in truth.items()},
        {place_of[old]: field for old, field in other.items()},
        {place_of[old] for old in known} if has_header else set(),
        {field: _values(truth_read.rows, field, len(sheet.rows)) for field in truth.values()},
        f"{encoding}, {style}, {'headed' if has_header else 'no header'}",
    )


def _fewer(sheet: Sheet, chance: random.Random) -> tuple[list[str], list[list[Cell]], ReadSheet]:
    """Three columns less, so that what is left is still about rights; and what the original headings say of it."""
    while True:
        kept = sorted(chance.sample(range(len(sheet.names)), len(sheet.names) - min(3, len(sheet.names) // 3)))
        names = [sheet.names[place] for place in kept]
        columns = [[row[place] for row in sheet.rows] for place in kept]
        lines = [(n, list(row)) for n, row in enumerate(zip(*columns, strict=True), 1)]
        read = read_grid(Grid("", [(0, list(names)), *lines]))
        if read.grid.kind == "rights":
            return names, columns, read


def _values(rows: Iterable[Mapping[str, object]], field: str, count: int) -> list[object]:
    """Values by row; rows left out hold ``...``, so that they are not compared."""
    found: list[object] = [...] * count
    for row in rows:
        line = row["line"]
        assert isinstance(line, int)
        found[line - 1] = row.get(field)
    return found


def _own(wordings: Mapping[str, Sequence[str]], context: str) -> dict[str, list[str]]:
    """The wordings without those that a table of names holds by now."""
    known = headings().known["rights", context]
    left = {field: [word for word in words if heading_key(word) not in known] for field, words in wordings.items()}
    return {field: words for field, words in left.items() if words}


def _renamed(
    names: Sequence[str],
    truth: Mapping[int, str],
    context: str,
    chance: random.Random,
    *,
    wordings: Mapping[str, Sequence[str]],
    worded: float,
) -> tuple[list[str], set[int]]:
    """New headings, and the places whose heading stands in the tables of names."""
    table = headings().names["rights"]
    means = headings().known["rights", context]
    headed, known = list(names), set()
    for place, field in truth.items():
        lot = chance.random()
        synonyms = [name for name in table.fields[field].names if means.get(heading_key(name)) == field]
        if lot < worded and field in wordings:
            headed[place] = chance.choice(wordings[field])
            continue
        if lot < 0.85:
            headed[place] = chance.choice(synonyms)
        known.add(place)
    return headed, known


def _rewritten(cells: Sequence[Cell], style: str) -> list[Cell]:
    write = WRITINGS[style]["write"]
    assert callable(write)
    days = DayReader(day_style(cells)).read(cells).values
    return [write(day) if day else cell for day, cell in zip(days, cells, strict=True)]


def _write(file: Path, lines: Sequence[Sequence[Cell]], *, encoding: str) -> None:
    if encoding != "xlsx":
        with file.open("w", encoding=encoding, newline="", errors="replace") as handle:
            csv.writer(handle).writerows([["" if cell is None else cell for cell in line] for line in lines])
        return
    with xlsxwriter.Workbook(file, {"strings_to_urls": False, "strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        page = book.add_worksheet("Sheet1")
        for row, line in enumerate(lines):
            for place, cell in enumerate(line):
                if isinstance(cell, (date, datetime)):
                    page.write_datetime(row, place, cell, day)
                elif isinstance(cell, str):
                    page.write_string(row, place, cell)
                elif cell is not None:
                    page.write(row, place, cell)
