"""What a kind of record is: a table, and observations of the same columns (登记种类).

Each kind is loaded as observations and believed per key: the best stated value of each column wins.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from zhiquan.basics.words import Words
from zhiquan.register.tables.facts import ORIGIN
from zhiquan.register.tables.shapes import TEXT, TableShape, columns

KEY_COLUMN = columns([("key", TEXT, "键", "the key columns joined by |, made when the row is loaded")])


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of record: its table and the observations the table is derived from."""

    table: TableShape

    @property
    def observations(self) -> TableShape:
        """The shape of the source rows of this kind."""
        return TableShape(
            name=f"observations_{self.table.name}",
            says=Words(f"来源文件中一行：{self.table.says.zh}", f"one source row: {self.table.says.en}"),
            columns=(*ORIGIN, *self.table.columns),
            key=("batch", "sheet", "line"),
            by="batch",
        )


def record(
    name: str, zh: str, en: str, key: tuple[str, ...], rows: list[tuple[str, pa.DataType, str, str]]
) -> RecordKind:
    """A kind of record: name, what one row is, key columns, and columns as :func:`columns` takes them (登记种类)."""
    shape = TableShape(name, Words(zh, en), (*KEY_COLUMN, *columns(rows)), key, "key")
    return RecordKind(shape)
