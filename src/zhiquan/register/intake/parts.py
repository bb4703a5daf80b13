"""What an opened file is made of: grids of cells, or records that name their own fields (文件内容)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, TypeAlias

from zhiquan.basics.words import Words

Cell: TypeAlias = str | int | float | bool | date | datetime | time | timedelta | None
"""One cell as the file holds it; an empty cell is None or an empty text."""

Line: TypeAlias = tuple[int, list[Cell]]
"""A row with its number in the file, from 1, as the office program shows it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet or table: rows of cells whose meaning is still to be understood.

    Args:
        name: sheet, table or member name; empty when the file has none.
        lines: numbered rows, read once, in order; wholly empty rows may be left out.
    """

    name: str
    lines: Iterable[Line]


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a structured file, its values by the register's own column names.

    Args:
        kind: kind of row, a key of ``OBSERVATIONS``.
        values: column to value in the column's Python type: text, ``date``, int, ``Decimal``, list of texts, or for
            ``events`` a list of dictionaries with the keys of ``STATED_EVENTS``.
        line: number of the record in its part, from 1 (or the line of the file it starts at).
        extra: what nobody knew, as printed, by name.
    """

    kind: str
    values: Mapping[str, Any]
    line: int
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Records:
    """A part whose format names its own fields, such as an office's XML.

    Args:
        name: member name; empty for the file itself.
        format: short name of the format, such as ``st36``, ``uspto-grant``, ``cnipa-2``.
        records: read once, in order.
    """

    name: str
    format: str
    records: Iterable[Record]


@dataclass(frozen=True, slots=True)
class Named:
    """A part that holds no rows for the register: a code list, a schema, claims only (不含权利的文件).

    Args:
        name: member name; empty for the file itself.
        format: short name of the format.
        says: what it is, for the clerk.
    """

    name: str
    format: str
    says: Words


Part: TypeAlias = Grid | Records | Named
