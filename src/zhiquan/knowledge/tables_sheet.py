"""The sidecar of a code table: what it holds, where it is from, what is missing (代码表说明)."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from pydantic import Field, field_validator, model_validator

from zhiquan.basics.words import Words
from zhiquan.knowledge.shapes import Shape, Text

ColumnType = Literal["text", "integer", "decimal", "day", "yes_no", "list"]
LIST_SEPARATOR = ";"

_SYMBOL = r"[A-H]([0-9]{2}([A-Z]([0-9]{1,4}/[0-9]{2,6})?)?)?"
_PATTERN = r"[A-H][0-9]{2}(\*|[A-Z](\*|[0-9]{1,4}(\*|/[0-9]{2,6}\*?)))"
_TERM = r"!?[^|&!\s](?:[^|&!]*[^|&!\s])?"

SHAPES: dict[str, tuple[re.Pattern[str], Words]] = {
    "ipc_symbol": (
        re.compile(_SYMBOL),
        Words("国际专利分类号，如 C21D9/00", "an IPC symbol such as C21D9/00"),
    ),
    "ipc_pattern": (
        re.compile(_PATTERN),
        Words("分类号或其加 * 的范围，如 G06F11*", "an IPC symbol or a range with *, such as G06F11*"),
    ),
    "keywords": (
        re.compile(rf"{_TERM}(?: [|&] {_TERM})*"),
        Words("关键词以“ | ”“ & ”相连，! 为排除", "words joined by ' | ' or ' & ', ! excludes"),
    ),
    "gbt2260": (re.compile(r"[1-9][0-9]{5}"), Words("六位行政区划代码", "a six-digit GB/T 2260 code")),
    "town_code": (re.compile(r"[1-9][0-9]{8}"), Words("九位乡级代码", "a nine-digit town code")),
    "gbt4754": (
        re.compile(r"[A-T]([0-9]{2,4})?"),
        Words("门类字母加二至四位数字，如 C2611", "a letter and two to four digits such as C2611"),
    ),
    "edition": (
        re.compile(r"[0-9]{4}\.[0-9]{2}(-[0-9]{4}\.[0-9]{2})?|after [0-9]{4}\.[0-9]{2}"),
        Words("版本，如 2026.01", "an edition such as 2026.01"),
    ),
}
"""Shapes a column may ask for by name: the pattern a whole value must match, and the rule in words."""


class Source(Shape):
    """Where the facts of a table come from (来源): the official document, and where our copy was seen."""

    document: str = Field(min_length=1)
    seen_in: str = Field(min_length=1)


class Column(Shape):
    """One column of a code table (列).

    Attributes:
        needed: False when a row may leave the column empty.
        shape: name of an entry of ``SHAPES`` that every value (of a list: every item) must match.
        one_of: the values allowed; empty means any.
        refers_to: ``column`` of this table or ``table.column``; every value must occur there.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    type: ColumnType
    label: Text
    needed: bool = True
    shape: str | None = None
    one_of: tuple[str, ...] = ()
    refers_to: str | None = None

    @field_validator("shape")
    @classmethod
    def _shape_exists(cls, shape: str | None) -> str | None:
        if shape is not None and shape not in SHAPES:
            raise ValueError(f"shape {shape!r} is not one of {', '.join(SHAPES)}")
        return shape


class TableSheet(Shape):
    """The sidecar ``table.yaml`` of one code table (代码表说明).

    Attributes:
        valid_from: the day the edition came into force, ISO in quotes; null when not known.
        verified: True once a person has compared our copy with the official file.
        complete: False when rows of the official document are known to be missing.
        key: the columns that together name a row; no two rows may share them.
        rows: number of rows; null in an office's own table means "not stated".
        ipc_edition: of a table of IPC ranges: the latest edition of the IPC they can have been written in,
            null when not known.
        sha256: hash of the unpacked CSV; null as for ``rows``.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Text
    edition: str = Field(min_length=1)
    valid_from: str | None
    source: tuple[Source, ...] = Field(min_length=1)
    licence: Text
    verified: bool
    complete: bool
    known_gaps: tuple[Text, ...]
    key: tuple[str, ...] = Field(min_length=1)
    columns: tuple[Column, ...] = Field(min_length=1)
    ipc_edition: str | None = Field(default=None, pattern=r"^[0-9]{4}\.[0-9]{2}$")
    rows: int | None = None
    sha256: str | None = Field(default=None, pattern=r"^[0-9a-f]{64}$")

    @field_validator("valid_from")
    @classmethod
    def _is_a_day(cls, day: str | None) -> str | None:
        if day is not None:
            date.fromisoformat(day)
        return day

    @model_validator(mode="after")
    def _hangs_together(self) -> TableSheet:
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise ValueError("a column is described twice")
        missing = [name for name in self.key if name not in names]
        if missing:
            raise ValueError(f"key column {missing[0]!r} is not described")
        if not self.complete and not self.known_gaps:
            raise ValueError("an incomplete table must state its known_gaps")
        return self

    def names(self) -> tuple[str, ...]:
        """The column names in the order of the file."""
        return tuple(column.name for column in self.columns)
