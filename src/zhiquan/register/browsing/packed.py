"""Rows of the big tables by key, kept compressed in memory (按键取行).

A page of one right needs a few rows of many tables. Asking the engine for them costs some 10 ms a table; here the
Parquet row groups they stand in are unpacked once and kept in small compressed blocks, so that the next row of the same
group costs a tenth of a millisecond. Files never change under their name, so nothing kept is ever stale, and an import
leaves everything kept that it did not write anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from zhiquan.register.lake.reader import Reader, quote_name
from zhiquan.register.tables import TABLES, table_named
from zhiquan.register.tables.shapes import TableShape

MOST_BYTES = 256 * 1024 * 1024
"""Kept at most by a process; about 90 MB are all rows of 100,000 rights."""

_BLOCK_ROWS = 512
_LZ4 = pa.ipc.IpcWriteOptions(compression="lz4", use_threads=False)
_READ = pa.ipc.IpcReadOptions(use_threads=False)

Row: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[str, int]
"""Value of the table's ``by`` column, and in tables of source rows the line, 0 for none; elsewhere always 0."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """The rows of one row group in the order of their keys (行块).

    Args:
        firsts: key of the first row of each block.
        packed: the blocks, each an Arrow stream of one batch compressed with LZ4.
    """

    firsts: tuple[Key, ...]
    packed: tuple[bytes, ...]

    @property
    def nbytes(self) -> int:
        """Bytes of memory, about."""
        return sum(map(len, self.packed)) + 200 * len(self.packed)

    def rows(self, key: Key, shape: TableShape) -> Iterator[Row]:
        """The rows of a key; they stand together."""
        for place in range(max(0, bisect_left(self.firsts, key) - 1), len(self.firsts)):
            if self.firsts[place] > key:
                return
            block = pa.ipc.open_stream(self.packed[place], options=_READ).read_next_batch()
            keys = _keys(block, shape)
            held = pc.and_(pc.equal(keys["by"], key[0]), pc.equal(keys["line"], key[1]))
            found = np.flatnonzero(held.to_numpy())
            if len(found):
                yield from block.slice(found[0], len(found)).to_pylist()


@dataclass(frozen=True, slots=True)
class _Group:
    """One row group of a file, and the keys it can hold; ``name`` is the file's in the snapshot, never used twice."""

    name: str
    number: int
    low: Key
    high: Key

    def may_hold(self, key: Key) -> bool:
        return self.low[0] <= key[0] <= self.high[0] and self.low[1] <= key[1] <= self.high[1]


class PackedRows:
    """Row groups read so far, packed; safe for several threads (压缩行库).

    Args:
        most: bytes kept at most. Once they are reached, groups of files that the reader's snapshot no longer has go;
            when everything kept is of this snapshot, the engine is asked instead.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._lock = Lock()
        self._groups: dict[str, tuple[_Group, ...]] = {}
        self._blocks: dict[_Group, Blocks] = {}
        self._size = 0

    def of(self, reader: Reader, table: str, value: str, *, line: int = 0) -> list[Row]:
        """The rows of a table whose ``by`` column is ``value``, in no order to rely on.

        Args:
            reader: one snapshot.
            table: name of the table.
            value: id of the right, party or batch, or the alias, as the table has it.
            line: of a table of source rows, the row of the sheet; 0 finds rows without one.

        Returns:
            Rows with every column of the snapshot's table; none when nothing has the value.
        """
        shape, key = table_named(table), (value, line)
        found: list[Row] = []
        for file, group in self._groups_of(reader, shape, value):
            if group.may_hold(key):
                blocks = self._packed(reader, file, group, shape)
                if blocks is None:
                    return _asked_for(reader, shape, key)
                found += blocks.rows(key, shape)
        columns = reader.state(table).columns  # a file written before a column was added lacks it
        return [row if len(row) == len(columns) else {name: row.get(name) for name in columns} for row in found]

    def fill(self, reader: Reader, tables: Iterable[str]) -> None:
        """Pack the rows of some tables beforehand, as far as there is room."""
        for table in tables:
            shape = table_named(table)
            for file, group in self._groups_of(reader, shape, None):
                self._packed(reader, file, group, shape)

    @property
    def nbytes(self) -> int:
        """Bytes kept, about."""
        return self._size

    def _groups_of(self, reader: Reader, shape: TableShape, value: str | None) -> Iterator[tuple[Path, _Group]]:
        """The row groups of the files of a table that can hold a value, or of all of them, with the file of each."""
        for file in reader.state(shape.name).files:
            if file.rows and (value is None or file.may_hold(value)):
                path = reader.path(shape.name, file)
                groups = self._groups.get(file.name)
                if groups is None:
                    groups = self._groups[file.name] = tuple(_groups_in(file.name, path, shape))
                for group in groups:
                    yield path, group

    def _packed(self, reader: Reader, file: Path, group: _Group, shape: TableShape) -> Blocks | None:
        """The blocks of a group, packed when they are not there; None when there is no room."""
        blocks = self._blocks.get(group)
        if blocks is not None:
            return blocks
        with self._lock:  # one at a time: unpacked, a group is ten times as large
            blocks = self._blocks.get(group)
            if blocks is None and self._has_room(reader):
                blocks = self._blocks[group] = _pack(file, group, shape)
                self._size += blocks.nbytes
        return blocks

    def _has_room(self, reader: Reader) -> bool:
        """True when one more group may be kept; those the snapshot no longer has are given up for it."""
        if self._size < self._most:
            return True
        current = {file.name for table in TABLES if reader.has(table) for file in reader.state(table).files}
        for group in [one for one in self._blocks if one.name not in current]:
            self._size -= self._blocks.pop(group).nbytes
        for name in [one for one in list(self._groups) if one not in current]:
            self._groups.pop(name, None)
        return self._size < self._most


ROWS = PackedRows()
"""What the threads of this process share."""


def _line_of(shape: TableShape) -> str | None:
    """The column that tells apart the many rows of one ``by`` value: the line of a source row."""
    return "line" if shape.by == "batch" and "line" in shape.names else None


def _keys(rows: pa.Table | pa.RecordBatch, shape: TableShape) -> pa.Table:
    """Columns ``by, line`` of rows."""
    line = _line_of(shape)
    lines = pa.repeat(pa.scalar(0, pa.int32()), rows.num_rows) if line is None else pc.fill_null(rows.column(line), 0)
    return pa.table({"by": rows.column(shape.by), "line": lines})


def _groups_in(name: str, file: Path, shape: TableShape) -> Iterator[_Group]:
    """The row groups of a file that have rows."""
    columns = [column for column in (shape.by, _line_of(shape)) if column]
    with pq.ParquetFile(file) as parquet:
        for number in range(parquet.num_row_groups):
            keys = _keys(parquet.read_row_group(number, columns=columns, use_threads=False), shape)
            if keys.num_rows:
                by, line = (pc.min_max(keys[name]).as_py() for name in ("by", "line"))
                yield _Group(name, number, (by["min"], line["min"]), (by["max"], line["max"]))


def _pack(file: Path, group: _Group, shape: TableShape) -> Blocks:
    with pq.ParquetFile(file) as parquet:
        rows = parquet.read_row_group(group.number, use_threads=False).combine_chunks()
    order = pc.sort_indices(_keys(rows, shape), [("by", "ascending"), ("line", "ascending")]).to_numpy()
    in_order = rows if np.all(order[1:] > order[:-1]) else rows.take(order)
    firsts, packed = [], []
    for block in in_order.to_batches(max_chunksize=_BLOCK_ROWS):
        keys, sink = _keys(block.slice(0, 1), shape), pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, block.schema, options=_LZ4) as stream:
            stream.write_batch(block)
        firsts.append((keys["by"][0].as_py(), keys["line"][0].as_py()))
        packed.append(sink.getvalue().to_pybytes())  # the stream's own buffer is up to twice as large
    return Blocks(tuple(firsts), tuple(packed))


def _asked_for(reader: Reader, shape: TableShape, key: Key) -> list[Row]:
    """The same rows from the engine."""
    line = _line_of(shape)
    sql = f"SELECT * FROM {reader.from_(shape.name, value=key[0])} WHERE {quote_name(shape.by)} = $1"
    if line is None:
        return reader.records(sql, [key[0]])
    return reader.records(f"{sql} AND coalesce(line, 0) = $2", list(key))
