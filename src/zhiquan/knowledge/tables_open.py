"""Opening one code table, the office's own before the shipped one (打开代码表).

Each table is a folder ``data/codes/<id>`` with ``table.csv`` (or ``table.csv.gz``) and its sidecar
``table.yaml``. An office lays its own table over a shipped one by keeping a folder of the same name under
``codes`` in its overlay.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.definition_files import SHIPPED
from zhiquan.knowledge.tables_reader import Row, check_references, read_rows, read_sheet, refuse
from zhiquan.knowledge.tables_sheet import LIST_SEPARATOR, Column, ColumnType, TableSheet

_ARROW: dict[ColumnType, tuple[Any, Callable[[str], object]]] = {
    "text": (pa.string(), str),
    "integer": (pa.int64(), int),
    "decimal": (pa.decimal128(20, 4), Decimal),
    "day": (pa.date32(), date.fromisoformat),
    "yes_no": (pa.bool_(), "Y".__eq__),
    "list": (pa.list_(pa.string()), lambda text: text.split(LIST_SEPARATOR)),
}


@dataclass(frozen=True, slots=True)
class CodeTable:
    """One checked code table (代码表).

    Attributes:
        sheet: what the table is, its edition, source and known gaps.
        rows: one mapping per row, column name to the text as written; ``""`` where nothing is stated.
    """

    sheet: TableSheet
    rows: tuple[Row, ...]

    def by(self, column: str) -> dict[str, Row]:
        """The rows by the value of one column; of equal values the last row stays.

        ``open_table("nice").by("number")["31"]["kind"]`` is ``"goods"``.
        """
        return {row[column]: row for row in self.rows}

    def arrow(self) -> pa.Table:
        """The table for joins: one Arrow column per column of the sidecar, typed; empty cells are null.

        Returns:
            A table of ``sheet.rows`` rows; text is string, lists are ``list<string>``, days ``date32``,
            decimals ``decimal128(20, 4)``, Y and N booleans.
        """
        arrays = [_arrow_array(column, self.rows) for column in self.sheet.columns]
        return pa.table(dict(zip(self.sheet.names(), arrays, strict=True)))


def table_ids(overlay: Path | None = None) -> tuple[str, ...]:
    """The ids of all tables at hand, shipped or in the overlay, sorted."""
    roots = [SHIPPED, *([overlay] if overlay else [])]
    return tuple(sorted({file.parent.name for root in roots for file in root.glob("codes/*/table.yaml")}))


def open_sheet(table: str, overlay: Path | None = None) -> tuple[TableSheet, Path]:
    """The sidecar of one code table and its folder, without reading the rows.

    Raises:
        NotFound: there is no such table.
        BadDefinition: the sidecar is wrong.
    """
    folder = _folder(table, overlay)
    return read_sheet(folder), folder


def open_table(table: str, overlay: Path | None = None) -> CodeTable:
    """One code table, read and checked at first use and kept for the life of the process (打开代码表).

    Args:
        table: id of the table, such as ``"sei"``; ``table_ids`` lists them.
        overlay: the office's own data folder; a table under its ``codes`` takes the place of the shipped one.

    Returns:
        The table. ``len(open_table("nice").rows)`` is 45.

    Raises:
        NotFound: there is no such table.
        BadDefinition: a line or the sidecar is wrong; the message names table, row, column, value and rule.
    """
    return _read(table, overlay)


def read_table(table: str, overlay: Path | None = None) -> CodeTable:
    """The same as ``open_table``, read afresh from disk."""
    return _read.__wrapped__(table, overlay)


@cache
def _read(table: str, overlay: Path | None) -> CodeTable:
    folder = _folder(table, overlay)
    sheet = read_sheet(folder)
    if overlay is not None and folder.is_relative_to(overlay):
        _check_same_columns(sheet)
    rows = read_rows(folder, sheet)
    check_references(rows, sheet, _known_values(rows, sheet, overlay))
    return CodeTable(sheet, rows)


def _folder(table: str, overlay: Path | None) -> Path:
    for root in (overlay, SHIPPED):
        if root is not None and (root / "codes" / table / "table.yaml").is_file():
            return root / "codes" / table
    raise NotFound(
        Words(f"没有名为 {table} 的代码表", f"there is no code table {table}"),
        remedy=Words("可用的表：" + "、".join(table_ids(overlay)), "Tables: " + ", ".join(table_ids(overlay))),
    )


def _check_same_columns(sheet: TableSheet) -> None:
    shipped_folder = SHIPPED / "codes" / sheet.id
    if not shipped_folder.is_dir():
        return
    stated = {column.name: column.type for column in sheet.columns}
    for column in read_sheet(shipped_folder).columns:
        if stated.get(column.name) != column.type:
            rule = Words(
                f"须有随附版本的列，类型为 {column.type}",
                f"needs the shipped table's column, of type {column.type}",
            )
            refuse(rule, table=sheet.id, column=column.name)


def _known_values(rows: tuple[Row, ...], sheet: TableSheet, overlay: Path | None) -> Mapping[str, frozenset[str]]:
    known = {}
    for column in sheet.columns:
        if column.refers_to is not None:
            table, _, name = column.refers_to.rpartition(".")
            others = _read(table, overlay).rows if table else rows
            known[column.name] = frozenset(row[name] for row in others)
    return known


def _arrow_array(column: Column, rows: tuple[Row, ...]) -> Any:  # noqa: ANN401
    arrow_type, parse = _ARROW[column.type]
    texts = (row[column.name] for row in rows)
    return pa.array([parse(text) if text else None for text in texts], type=arrow_type)
