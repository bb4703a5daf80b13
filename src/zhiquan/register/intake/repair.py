"""The repair file: rows left out, in the user's own layout, to be corrected and loaded again (修复表)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhiquan.basics.words import Language, Words
from zhiquan.register.lake.reader import Reader

if TYPE_CHECKING:
    import xlsxwriter

MARKS = ("〔知权〕原因", "〔知权〕处理办法", "〔知权〕原行号", "〔知权〕批次")
"""Headings of the columns a repair file adds; kept as extra when it is loaded again, they tell what it mends."""

REPAIRED = "〔修复〕"
"""Mark in the note of a batch that was loaded from a repair file."""

_NOTE = Words(
    "请在原列中改正黄色单元格，保存后重新导入本文件；四个〔知权〕列不用删除。",
    "Correct the yellow cells in their own column, save, and load this file again; the four marked columns may stay.",
)


def write_repair(reader: Reader, batch: str, file: Path, *, language: Language = "zh") -> int:
    """Write the rows of a batch that were left out; returns how many.

    Each sheet keeps its name, headings and order of columns; the cell at fault is marked, the reason stands beside.

    Args:
        reader: a snapshot that holds the batch.
        batch: its id.
        file: the workbook to write.
        language: of the reasons.
    """
    sql = f"SELECT * FROM {reader.from_('quarantined', value=batch)} WHERE batch = ? ORDER BY sheet, line"
    rows = reader.records(sql, [batch])
    by_sheet: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        by_sheet[(row["sheet"], *row["headings"])].append(row)
    if not rows:
        return 0
    import xlsxwriter  # noqa: PLC0415 - slow to import, and most imports leave nothing to repair

    file.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(file), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for number, (key, chosen) in enumerate(by_sheet.items(), 1):
            _sheet(book, key[0], chosen, number=number, language=language)
    return len(rows)


def _sheet(
    book: xlsxwriter.Workbook, name: str, rows: list[dict[str, Any]], *, number: int, language: Language
) -> None:
    sheet = book.add_worksheet(_sheet_name(name, number, {one.get_name() for one in book.worksheets()}))
    bold, bad, told = (
        book.add_format({"bold": True, "bottom": 1}),
        book.add_format({"bg_color": "#FFF2CC"}),
        book.add_format({"font_color": "#9C2A10", "text_wrap": True}),
    )
    headings: list[str] = rows[0]["headings"]
    for place, heading in enumerate([*headings, *MARKS]):
        sheet.write_string(0, place, heading, bold)
    for line, row in enumerate(rows, 1):
        for place, cell in enumerate(row["cells"][: len(headings)]):
            fault = bad if headings[place] == row["column"] else None
            sheet.write_string(line, place, cell, fault)
        if row["column"] in headings and headings.index(row["column"]) >= len(row["cells"]):
            sheet.write_blank(line, headings.index(row["column"]), None, bad)
        suffix = "" if language == "zh" else "_en"
        said = f"{row['column']}：{row['says' + suffix]}" if row["column"] else row["says" + suffix]
        for offset, text in enumerate((said, row["remedy" + suffix], _line_mark(row), row["batch"])):
            sheet.write_string(line, len(headings) + offset, text, told)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max(len(headings) - 1, 0), 18)
    sheet.set_column(len(headings), len(headings) + 1, 44)
    sheet.write_comment(0, len(headings), _NOTE.to(language))


def _line_mark(row: Mapping[str, Any]) -> str:
    """Sheet and row it came from, by which the corrected row is known again."""
    return f"{row['sheet']}!{row['line']}" if row["sheet"] else str(row["line"])


def _sheet_name(name: str, number: int, taken: set[str]) -> str:
    """The sheet's own name where a workbook may have it."""
    plain = "".join(letter for letter in name.rpartition("!")[2] if letter not in "[]:*?/\\'")[:28].strip()
    chosen = plain or f"修复{number}"
    return chosen if chosen not in taken else f"{chosen}_{number}"
