"""Tables of a web page saved under a spreadsheet's name, as many office systems export (网页表格)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from zhiquan.basics.words import Words
from zhiquan.register.intake.opening.limits import CELL_CHARACTERS, COLUMNS
from zhiquan.register.intake.opening.refusals import no_table, too_long, too_wide
from zhiquan.register.intake.parts import Grid, Line

PAGE = Words("网页", "web page")
_LEAD = re.compile(r"\ufeff?(?:\s+|<\?xml.*?\?>|<!--.*?-->|<!doctype\s+html[^>]*>)*", re.DOTALL | re.IGNORECASE)
_STARTS = ("<html", "<table", "<head", "<meta", "<style", "<body", "<div")


def is_page(head: str) -> bool:
    """True when the beginning is a web page."""
    found = _LEAD.match(head)
    start = head[found.end() if found else 0 :][:4_000].lower()
    return start.startswith(_STARTS) or "<!doctype html" in head[:200].lower()


def page_tables(file: Path, *, encoding: str, name: str) -> list[Grid]:
    """The tables of the page that have rows; a row's number is the line of the file it starts at.

    Raises:
        BadInput: a row is too wide or a cell too long.
        NoRows: the page has no table with rows.
    """
    reader = _Tables(name)
    with file.open(encoding=encoding) as handle:
        while chunk := handle.read(1 << 20):
            reader.feed(chunk)
    reader.close()
    tables = [table for table in reader.tables if table]
    if not tables:
        raise no_table(name, PAGE)
    many = len(tables) > 1
    return [Grid(f"表{number}" if many else "", _lines(table)) for number, table in enumerate(tables, 1)]


def _lines(table: list[Line]) -> Iterator[Line]:
    yield from table


class _Tables(HTMLParser):
    """Collects rows of cells; a cell over several columns leaves empty ones, one over several rows is repeated."""

    def __init__(self, name: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[Line]] = []
        self._name = name
        self._cells: list[str] | None = None
        self._text: list[str] | None = None
        self._line = 0
        self._across = self._down = 1
        self._hanging: dict[int, tuple[int, str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._end_row()
            self.tables.append([])
            self._hanging = {}
        elif tag == "tr":
            self._end_row()
            self._cells, self._line = [], self.getpos()[0]
        elif tag in {"td", "th"}:
            self._end_cell()
            self._text = []
            given = dict(attrs)
            self._across, self._down = _span(given.get("colspan"), 64), _span(given.get("rowspan"), 10_000)
        elif tag in {"br", "p"} and self._text:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table"}:
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _end_cell(self) -> None:
        if self._text is not None and self._cells is not None:
            self._fill_from_above(self._cells)
            text = "".join(self._text).strip()
            column = len(self._cells) + 1
            if len(text) > CELL_CHARACTERS:
                raise too_long(self._name, sheet="", row=self._line, column=column, value=text[:80])
            for place in range(self._across):
                said = "" if place else text
                if self._down > 1:
                    self._hanging[len(self._cells)] = (self._down, said)
                self._cells.append(said)
        self._text = None

    def _fill_from_above(self, cells: list[str]) -> None:
        while len(cells) in self._hanging:
            cells.append(self._hanging[len(cells)][1])

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells is not None:
            self._fill_from_above(self._cells)
            self._hanging = {place: (left - 1, said) for place, (left, said) in self._hanging.items() if left > 1}
        if self._cells and any(self._cells):
            if len(self._cells) > COLUMNS:
                raise too_wide(self._name, sheet="", row=self._line, columns=len(self._cells), limit=COLUMNS)
            if not self.tables:
                self.tables.append([])
            self.tables[-1].append((self._line, list(self._cells)))
        self._cells = None


def _span(text: str | None, most: int) -> int:
    return max(1, min(int(text), most)) if text and text.isdecimal() and len(text) < 9 else 1
