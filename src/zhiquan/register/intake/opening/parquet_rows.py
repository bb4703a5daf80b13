"""Rows of a Parquet file (Parquet)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from zhiquan.basics.words import Words
from zhiquan.register.intake.opening.limits import CELL_CHARACTERS, COLUMNS
from zhiquan.register.intake.opening.refusals import damaged, no_table, too_long, too_wide
from zhiquan.register.intake.parts import Cell, Grid, Line

PARQUET = Words("Parquet 文件", "Parquet file")
_BROKEN = (pa.ArrowException, OSError)


def parquet_rows(file: Path, *, name: str) -> Grid:
    """The rows with a first line of column names; a row's number counts from 1.

    Raises:
        BadInput: the file is damaged or too wide.
        NoRows: it has none.
    """
    try:
        with pq.ParquetFile(file) as opened:
            names, rows = opened.schema_arrow.names, opened.metadata.num_rows
    except _BROKEN as problem:
        raise damaged(name, PARQUET, problem) from problem
    if len(names) > COLUMNS:
        raise too_wide(name, sheet="", row=1, columns=len(names), limit=COLUMNS)
    if not rows:
        raise no_table(name, PARQUET)
    return Grid("", _lines(file, names, name))


def _lines(file: Path, names: list[str], name: str) -> Iterator[Line]:
    yield 0, list(names)
    number = 0
    try:
        with pq.ParquetFile(file) as opened:
            for batch in opened.iter_batches(2_000):
                columns = [[_cell(value) for value in column.to_pylist()] for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    number += 1
                    for place, cell in enumerate(cells):
                        if isinstance(cell, str) and len(cell) > CELL_CHARACTERS:
                            raise too_long(name, sheet="", row=number, column=names[place], value=cell[:80])
                    yield number, list(cells)
    except (*_BROKEN, UnicodeDecodeError) as problem:
        raise damaged(name, PARQUET, problem) from problem


def _cell(value: Any) -> Cell:  # noqa: ANN401 - whatever Parquet holds
    if isinstance(value, list):
        return "; ".join(str(item) for item in value if item is not None)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value) if isinstance(value, Decimal) else value
