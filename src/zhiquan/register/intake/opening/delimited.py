"""Tables in text files: separated by comma, tab, semicolon or bar (CSV/TSV)."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from zhiquan.basics.errors import BadInput
from zhiquan.register.intake.opening.limits import CELL_CHARACTERS, COLUMNS, LINE_CHARACTERS
from zhiquan.register.intake.opening.refusals import open_quote, too_long, too_wide, zero_byte
from zhiquan.register.intake.parts import Grid, Line

SEPARATORS = (",", "\t", ";", "|", "，", "\x01")
_STATED = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n", re.IGNORECASE)
_END = "\x1e\x1e"
"""Handed to the parser after the last line: it comes back alone, or inside the cell whose quotation mark is open."""


def delimited(file: Path, *, encoding: str, name: str) -> list[Grid]:
    """A text file as one grid; line numbers are those of the file, so a cell with line breaks counts all its lines."""
    with file.open(encoding=encoding, newline="") as handle:
        head = handle.read(200_000)
    return [Grid("", _Rows(file, encoding=encoding, separator=separator_of(head), name=name).lines())]


def separator_of(head: str) -> str:
    r"""The separator of a table from its first lines: the one that splits them into the most, and most equal, cells.

    A first line ``sep=;``, as spreadsheet programs read it, decides.

    ``separator_of("申请号\\t名称\\n1\\t甲")`` is a tab.
    """
    stated = _STATED.match(head)
    if stated:
        return stated[1]
    best, best_score = ",", 0.0
    for separator in SEPARATORS:
        sizes = _sizes(head, separator)
        wide = [size for size in sizes if size > 1]
        if not wide:
            continue
        _, times = Counter(wide).most_common(1)[0]
        score = times / len(sizes) * min(sum(wide) / len(wide), 12)
        if score > best_score:
            best, best_score = separator, score
    return best


def _sizes(head: str, separator: str) -> list[int]:
    """Numbers of cells of the first lines."""
    sizes: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(head, newline=""), delimiter=separator):
            if any(cells):
                sizes.append(len(cells))
            if len(sizes) == 40:
                break
    except csv.Error:
        return []
    return sizes


@dataclass(slots=True)
class _Rows:
    """Reads one file; holds the lines of the row being read, to say where a fault stands."""

    file: Path
    encoding: str
    separator: str
    name: str
    _first: int = 1
    _width: int = 0
    _held: list[str] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        """Rows that hold something, with the line each starts at."""
        csv.field_size_limit(CELL_CHARACTERS)
        with self.file.open(encoding=self.encoding, newline="") as handle:
            reader = csv.reader(self._physical(handle), delimiter=self.separator)
            while True:
                try:
                    cells = next(reader)
                except csv.Error as problem:
                    raise self._too_long() from problem
                if cells == [_END]:
                    return
                if len(self._held) > 1:
                    self._require_paired(cells)
                else:
                    self._width = len(cells)
                if len(cells) > COLUMNS:
                    raise too_wide(self.name, sheet="", row=self._first, columns=len(cells), limit=COLUMNS)
                if any(cells) and not (self._first == 1 and _STATED.match(self._held[0])):
                    yield self._first, cells  # type: ignore[misc]
                self._first += len(self._held)
                self._held.clear()

    def _physical(self, handle: io.TextIOWrapper) -> Iterator[str]:
        """Lines of the file, then the mark of its end."""
        while line := handle.readline(LINE_CHARACTERS):
            self._held.append(line)
            if len(line) == LINE_CHARACTERS:
                raise self._too_long()
            if "\x00" in line:
                raise self._zero(line)
            yield line
        if self._held:
            self._held.append(_END)
        yield _END

    def _require_paired(self, cells: list[str]) -> None:
        """A row over several lines needs quotation marks in pairs; else it has swallowed the rows after it."""
        if cells[-1].endswith(_END):
            raise self._unpaired(len(cells), cells[-1])
        try:
            list(csv.reader(self._held, delimiter=self.separator, strict=True))
        except csv.Error:
            alone = [next(csv.reader([line], delimiter=self.separator)) for line in self._held if line.strip()]
            if self._width > 1 and any(len(one) == self._width for one in alone[1:]):
                broken = next((place for place, cell in enumerate(cells, 1) if "\n" in cell or "\r" in cell), 1)
                raise self._unpaired(broken, cells[broken - 1]) from None

    def _unpaired(self, column: int, value: str) -> BadInput:
        return open_quote(
            self.name, sheet="", row=self._first, column=column, value=value.splitlines()[0] if value else ""
        )

    def _zero(self, line: str) -> BadInput:
        row = self._first + len(self._held) - 1
        before = line[: line.index("\x00")]
        column = before.count(self.separator) + 1
        value = before.rpartition(self.separator)[2] + "\\0"
        return zero_byte(self.name, sheet="", row=row, column=column, value=value)

    def _too_long(self) -> BadInput:
        text = "".join(self._held)[: 2 * LINE_CHARACTERS]
        column, start = 1, 0
        for found in re.finditer(f'"[^"]*"?|{re.escape(self.separator)}', text):
            if found[0] != self.separator:
                continue
            if found.start() - start > CELL_CHARACTERS:
                break
            column, start = column + 1, found.end()
        return too_long(
            self.name,
            sheet="",
            row=self._first,
            column=column,
            value=text[start : start + 80].strip('"'),
        )
