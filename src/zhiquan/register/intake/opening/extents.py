"""How far the sheets of a workbook reach, before a library lays their cells out in memory (表格范围)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from zhiquan.basics.words import Words
from zhiquan.register.intake.opening.limits import COLUMNS, GRID_CELLS
from zhiquan.register.intake.opening.refusals import bomb, too_wide

_CHUNK = 1 << 20
_FAR = re.compile(rb"r\s*=\s*[\"'](?=[A-Z]{2}|[A-Z]?[0-9]{5})([A-Z]{0,3})([0-9]{1,8})[\"']")
"""References of cells and rows that stand far out, which most sheets do not have."""


def require_bounded_sheets(archive: zipfile.ZipFile, *, name: str) -> None:
    """Refuse a workbook that places cells so far out that laying the sheet out would fill the memory.

    Args:
        archive: an XLSX or ODS file.
        name: its name for messages.

    Raises:
        BadInput: a sheet reaches over ``COLUMNS`` columns or ``GRID_CELLS`` cells.
    """
    for member in archive.namelist():
        if member.startswith("xl/worksheets/") and member.endswith(".xml"):
            rows, columns = _reach(archive, member)
        elif member == "content.xml":
            rows, columns = _Repeats(archive).reach()
        else:
            continue
        sheet = member.rpartition("/")[2].removesuffix(".xml")
        if columns > COLUMNS:
            raise too_wide(name, sheet=sheet, row=1, columns=columns, limit=COLUMNS)
        if rows * columns > GRID_CELLS:
            rule = Words(
                "首末单元格相距过远，疑为构造的文件", "its first and last cells lie too far apart, as if forged"
            )
            raise bomb(name, rule=rule, value=f"{rows:,} x {columns:,}", sheet=sheet)


def _pieces(archive: zipfile.ZipFile, member: str) -> Iterator[bytes]:
    with archive.open(member) as packed:
        while piece := packed.read(_CHUNK):
            yield piece


def _reach(archive: zipfile.ZipFile, member: str) -> tuple[int, int]:
    """Last row and column that a cell of the sheet names; near ones are not counted."""
    last_row, last_column, tail = 9_999, 26, b""
    for piece in _pieces(archive, member):
        held = tail + piece
        for found in _FAR.finditer(held):
            if held.rfind(b"<", 0, found.start()) > held.rfind(b">", 0, found.start()):  # in a tag, not in a text
                last_row = max(last_row, int(found[2]))
                last_column = max(last_column, _column(found[1]))
        tail = held[-512:]
    return last_row, last_column


def _column(letters: bytes) -> int:
    """``_column(b"AA")`` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class _Repeats:
    """Reads how often an ODS sheet repeats cells and rows that hold something."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._place = self._width = self._widest = self._rows = self._filled = self._times = 0
        self._span = 1

    def reach(self) -> tuple[int, int]:
        """Rows and columns up to the last cell with content, repeats counted."""
        parser = expat.ParserCreate()
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        try:
            for piece in _pieces(self._archive, "content.xml"):
                parser.Parse(piece, False)  # noqa: FBT003 - the parser takes it by position
        except expat.ExpatError:
            return 0, 0  # the reading library says what is broken
        return self._filled, self._widest

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "table:table":
            self._rows = 0
        elif tag == "table:table-row":
            self._place = self._width = 0
            self._times = _number(given.get("table:number-rows-repeated"))
        elif tag in {"table:table-cell", "table:covered-table-cell"}:
            self._span = _number(given.get("table:number-columns-repeated"))
            self._place += self._span
            if "office:value-type" in given or "calcext:value-type" in given:
                self._width = self._place
        elif tag == "text:p":
            self._width = self._place

    def _end(self, tag: str) -> None:
        if tag == "table:table-row":
            self._rows += self._times
            if self._width:
                self._filled = max(self._filled, self._rows)
                self._widest = max(self._widest, self._width)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 1
