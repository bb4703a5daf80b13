"""Files and grids read for tests: understood, then read into rows, without a register."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

import factory
from zhiquan.register.intake.lookups import lookups_for
from zhiquan.register.intake.opening import open_file
from zhiquan.register.intake.parts import Cell, Grid
from zhiquan.register.intake.rows import SheetReader, Tally
from zhiquan.register.intake.understanding import Headings, Understood, understand
from zhiquan.register.intake.understanding.headings import load_headings
from zhiquan.register.intake.values import Lookups
from zhiquan.register.tables.left_out import QUARANTINED

HOME = "500115"


@functools.cache
def headings() -> Headings:
    """The shipped tables of column names, read once."""
    return load_headings(None)


@functools.cache
def lookups(tool: str = "general") -> Lookups:
    """Answers of the shipped definitions for files of one tool."""
    return dataclasses.replace(lookups_for(factory.rules(), tool=tool, home=HOME, overlay=None), home=HOME)


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One sheet as understood, its rows by field, and what was counted."""

    grid: Understood
    rows: list[dict[str, Any]]
    left_out: list[dict[str, Any]]
    tally: Tally

    def column(self, field: str) -> list[Any]:
        """Values of one field in the order of the rows; None where the field has no column."""
        return [row.get(field) for row in self.rows]

    @property
    def uses(self) -> dict[str, str]:
        """Heading to field, of columns that have one."""
        return {use.source: use.field for use in self.grid.columns if use.field}


def grid_of(*lines: Sequence[Cell], name: str = "") -> Grid:
    """A grid of lines of cells, numbered from 1."""
    return Grid(name, [(number, list(cells)) for number, cells in enumerate(lines, 1)])


def read_grid(grid: Grid, *, tool: str = "general", saved: Mapping[str, str] | None = None) -> ReadSheet:
    """A grid understood and read."""
    understood = understand(grid, headings(), saved=saved)
    tally = Tally()
    rows: list[dict[str, Any]] = []
    left_out: list[dict[str, Any]] = []
    if understood.kind:
        table = headings().names[understood.kind]
        for kind, piece in SheetReader(understood, lookups(tool), table, tally).pieces():
            (left_out if kind == QUARANTINED.name else rows).extend(_dictionaries(piece))
    return ReadSheet(understood, rows, left_out, tally)


def _dictionaries(piece: pa.RecordBatch) -> list[dict[str, Any]]:
    return [dict(row) for row in piece.to_pylist()]


def read_file(file: Path, *, tool: str = "general") -> Iterator[ReadSheet]:
    """The grids of a file, understood and read; empty sheets and parts of other formats are left out."""
    with open_file(file) as opened:
        for part in opened.parts:
            if isinstance(part, Grid):
                read = read_grid(part, tool=tool)
                if read.grid.columns:
                    yield read
