"""What a table is: named, typed, explained columns and a key (表的形状)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from zhiquan.basics.words import Words


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, Arrow type and meaning. Null means the sources do not say."""

    name: str
    type: pa.DataType
    says: Words


@dataclass(frozen=True, slots=True)
class TableShape:
    """One table of the lake.

    Args:
        name: folder and SQL name.
        says: what one row is.
        columns: in stored order.
        key: columns that together name a row.
        by: the column by which rows are replaced together and files are kept apart.
    """

    name: str
    says: Words
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    by: str

    @property
    def schema(self) -> pa.Schema:
        """The Arrow schema; every column may be null."""
        return pa.schema([pa.field(column.name, column.type) for column in self.columns])

    @property
    def names(self) -> list[str]:
        """Column names in stored order."""
        return [column.name for column in self.columns]

    def empty(self) -> pa.Table:
        """A table of no rows with this schema."""
        return self.schema.empty_table()


TEXT = pa.string()
DAY = pa.date32()
WHOLE = pa.int32()
LARGE = pa.int64()
TEXTS = pa.list_(pa.string())
AMOUNT = pa.decimal128(20, 2)
NUMBER = pa.decimal128(28, 6)
FLAG = pa.bool_()
PAIRS = pa.map_(pa.string(), pa.string())
INSTANT = pa.timestamp("us", "UTC")
STATED_EVENTS = pa.list_(
    pa.struct(
        [
            ("event", pa.string()),
            ("effective", pa.date32()),
            ("announced", pa.date32()),
            ("until", pa.date32()),
            ("days", pa.int32()),
            ("word", pa.string()),
        ]
    )
)
"""What a source row says of legal events: event id of the model, days, new end day, days added, own word."""


def columns(rows: Iterable[tuple[str, pa.DataType, str, str]]) -> tuple[Column, ...]:
    """Columns from rows of name, type, Chinese meaning, English meaning."""
    return tuple(Column(name, kind, Words(zh, en)) for name, kind, zh, en in rows)


TYPE_NAMES: dict[str, pa.DataType] = {
    "text": TEXT,
    "day": DAY,
    "whole": WHOLE,
    "large": LARGE,
    "texts": TEXTS,
    "amount": AMOUNT,
    "number": NUMBER,
    "flag": FLAG,
    "pairs": PAIRS,
    "instant": INSTANT,
    "events": STATED_EVENTS,
}
"""The column types of the lake, by the short name manifests and the reference use."""


def type_name(kind: pa.DataType) -> str:
    """The short name of a column type. ``type_name(pa.date32())`` is ``"day"``."""
    return next(name for name, known in TYPE_NAMES.items() if known.equals(kind))


def schema_from_names(names: dict[str, str]) -> pa.Schema:
    """An Arrow schema from column names and short type names, as a manifest lists them."""
    return pa.schema([pa.field(name, TYPE_NAMES[kind]) for name, kind in names.items()])
