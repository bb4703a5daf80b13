"""Spreadsheet files, new and old (电子表格)."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from zhiquan.basics.words import Words
from zhiquan.register.intake.opening.archives import BROKEN, Budget, require_bounded
from zhiquan.register.intake.opening.extents import require_bounded_sheets
from zhiquan.register.intake.opening.limits import CELL_CHARACTERS, COLUMNS, WORKBOOK_BYTES
from zhiquan.register.intake.opening.refusals import (
    damaged,
    no_table,
    not_a_table,
    protected,
    refused,
    too_long,
    too_wide,
)
from zhiquan.register.intake.parts import Grid, Line

WORKBOOK = Words("电子表格", "spreadsheet")
_TEXT_DOCUMENT = "WordDocument".encode("utf-16-le")
_SLIDES = "PowerPoint Document".encode("utf-16-le")
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_SHEETS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))


_TRIAL = """
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
except ImportError:
    pass
from python_calamine import CalamineWorkbook
book = CalamineWorkbook.from_path(sys.argv[1])
for sheet in book.sheets_metadata:
    book.get_sheet_by_name(sheet.name)
"""
"""Reads a workbook in a process of its own, which may break down without harm."""


def workbook(file: Path, *, name: str) -> list[Grid]:
    """The sheets of a workbook in their order, hidden ones too; formulas count with the value they last showed.

    Raises:
        BadInput: the file is protected, damaged, too large, or like a bomb.
        NoRows: it has no sheet with cells.
    """
    if file.stat().st_size > WORKBOOK_BYTES:
        limit = WORKBOOK_BYTES // (1024 * 1024)
        raise refused(
            name,
            rule=Words(f"电子表格超过 {limit} MiB", f"the spreadsheet is larger than {limit} MiB"),
            remedy=Words("请导出为 CSV，或分成几个文件。", "Export it as CSV, or in several files."),
        )
    if zipfile.is_zipfile(file):
        _require_harmless(file, name)
    with _reading(name):
        book = CalamineWorkbook.from_path(file)
    sheets = [sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    if not sheets:
        raise no_table(name, WORKBOOK)
    return [Grid(sheet, _lines(book, sheet, name=name)) for sheet in sheets]


def old_workbook(file: Path, *, name: str) -> list[Grid]:
    """The sheets of a file in the container of the older office programs, which also holds letters and slides.

    Raises:
        BadInput: as :func:`workbook`, or a new workbook behind a password.
        NoRows: a letter, slides, or something else.
    """
    names = _stream_names(file)
    if _LOCKED in names:
        raise protected(name)
    if not any(sheet in names for sheet in _SHEETS):
        if _TEXT_DOCUMENT in names:
            raise not_a_table(name, Words("Word 文档", "a Word document"))
        if _SLIDES in names:
            raise not_a_table(name, Words("演示文稿", "a presentation"))
    require_readable(file, name=name)
    return workbook(file, name=name)


def require_readable(file: Path, *, name: str) -> None:
    """Read a binary workbook on trial: its own counts, when damaged, make the reading library break the process down.

    Raises:
        BadInput: reading it ends in a breakdown.
    """
    done = subprocess.run(  # noqa: S603 - our own program, the file's name is its only argument
        [sys.executable, "-I", "-c", _TRIAL, str(file)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode < 0:
        raise damaged(name, WORKBOOK, "内部计数不合理 / its own counts make no sense")


def _stream_names(file: Path) -> bytes:
    """The bytes of the container's first folder sector; names stand in them as UTF-16."""
    with file.open("rb") as handle:
        head = handle.read(512)
        size = 1 << min(int.from_bytes(head[30:32], "little"), 16)
        handle.seek((int.from_bytes(head[48:52], "little") + 1) * size)
        return handle.read(size * 4)


def _require_harmless(file: Path, name: str) -> None:
    try:
        with zipfile.ZipFile(file) as archive:
            require_bounded(archive.infolist(), name=name, budget=Budget())
            require_bounded_sheets(archive, name=name)
            is_binary = "xl/workbook.bin" in archive.namelist()
    except BROKEN as problem:
        raise damaged(name, WORKBOOK, problem) from problem
    if is_binary:
        require_readable(file, name=name)


@contextmanager
def _reading(name: str) -> Iterator[None]:
    """Turn what the reading library raises into refusals, its own breakdowns too."""
    try:
        yield
    except PasswordError as problem:
        raise protected(name) from problem
    except (CalamineError, OSError, ValueError) as problem:
        raise damaged(name, WORKBOOK, problem) from problem
    except BaseException as problem:
        if type(problem).__name__ != "PanicException":
            raise
        raise damaged(name, WORKBOOK, problem) from problem


def _lines(book: CalamineWorkbook, sheet: str, *, name: str) -> Iterator[Line]:
    with _reading(name):
        opened = book.get_sheet_by_name(sheet)
    yield from _rows(opened, sheet, name=name)


class _FillDown:
    """Gives the value of cells merged downward to each of their rows: 产品 written once for three firms.

    Merged cells in a line that also merges sideways are headings of two lines, which stay as they are.
    """

    def __init__(self, opened: CalamineSheet) -> None:
        ranges = opened.merged_cell_ranges or []
        sideways = {top for (top, left), (_, right) in ranges if right > left}
        first = opened.start[1] if opened.start else 0
        self._ends = {
            (top, left - first): bottom
            for (top, left), (bottom, right) in ranges
            if bottom > top and right == left and top not in sideways
        }
        self._held: dict[int, tuple[object, int]] = {}

    def into(self, cells: list[Any], *, row: int) -> None:
        """Fill one row, given from the first row on; ``row`` counts from 0."""
        if not self._ends:
            return
        for place in range(len(cells)):
            end = self._ends.get((row, place))
            if end is not None:
                self._held[place] = (cells[place], end)
            held = self._held.get(place)
            if held is not None and cells[place] == "" and row <= held[1]:
                cells[place] = held[0]


def _rows(opened: CalamineSheet, sheet: str, *, name: str) -> Iterator[Line]:
    # The library gives rows from row 1, but columns from the first that holds something; both are numbered here as
    # the office program shows them.
    if opened.start is None:
        return
    pad: list[str] = [""] * opened.start[1]
    if len(pad) + opened.width > COLUMNS:
        raise too_wide(name, sheet=sheet, row=opened.start[0] + 1, columns=len(pad) + opened.width, limit=COLUMNS)
    fill = _FillDown(opened)
    for number, cells in enumerate(opened.iter_rows(), 1):
        fill.into(cells, row=number - 1)
        if not any(cell != "" for cell in cells):
            continue
        for place, cell in enumerate(cells, len(pad) + 1):
            if isinstance(cell, str) and len(cell) > CELL_CHARACTERS:
                raise too_long(name, sheet=sheet, row=number, column=place, value=cell[:80])
        yield number, [*pad, *cells] if pad else list(cells)
