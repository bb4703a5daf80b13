"""Writing the Parquet files of a table; the commit that names them makes them durable (数据文件)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from zhiquan.register.lake.delta import DATA
from zhiquan.register.lake.manifest import DataFile

ROWS_PER_FILE = 100_000
BYTES_PER_FILE = 256 * 1024 * 1024
ROWS_PER_GROUP = 20_000
_UNLIKE = frozenset(
    ["right", "app_no", "pub_no", "grant_no", "reg_no", "title", "title_en", "abstract", "claims", "goods", "text"]
)
"""Columns whose values hardly repeat: a dictionary of them costs time and saves nothing."""


@dataclass(frozen=True, slots=True)
class Stall:
    """Where one writer puts a table's files: the table's folder, and the mark in the names of that writer's files."""

    folder: Path
    mark: str

    def new_name(self, stem: str = "part") -> str:
        """A name nobody used, relative to the folder."""
        return f"{DATA}/{stem}-{self.mark}-{uuid.uuid4().hex[:20]}.parquet"

    def path(self, name: str) -> Path:
        """Where a file of that name lies."""
        return self.folder / name


class PartWriter:
    """Writes rows of one table into files of a bounded size, in the order given.

    Rows are packed by a thread of the writer's own while the caller makes the next ones; at most one batch waits.

    Args:
        stall: where they go.
        schema: Arrow schema of every batch.
        by: column whose smallest and largest value each file entry carries.
    """

    def __init__(self, stall: Stall, *, schema: pa.Schema, by: str) -> None:
        self._stall = stall
        self._schema = schema
        self._by = by
        self._pool = ThreadPoolExecutor(1)
        self._pending: Future[None] | None = None
        self._sink: pq.ParquetWriter | None = None
        self._name = ""
        self._rows = 0
        self._bytes = 0
        self._low: str | None = None
        self._high: str | None = None
        self._done: list[DataFile] = []

    def write(self, batch: pa.RecordBatch | pa.Table) -> None:
        """Append rows; raises what writing the batch before raised."""
        if batch.num_rows == 0:
            return
        table = pa.Table.from_batches([batch]) if isinstance(batch, pa.RecordBatch) else batch
        table = table.select(self._schema.names)  # an upgraded table has its new columns at the end
        self._wait()
        self._pending = self._pool.submit(self._write, table.cast(self._schema))

    def close(self) -> list[DataFile]:
        """Finish the last file; entries of all files written."""
        self._wait()
        if self._sink is not None:
            self._finish()
        self._pool.shutdown()
        return self._done

    def abandon(self) -> None:
        """Write nothing more; returns when no thread of this writer touches a file."""
        self._pool.shutdown(cancel_futures=True)

    def _wait(self) -> None:
        pending, self._pending = self._pending, None
        if pending is not None:
            pending.result()

    def _write(self, table: pa.Table) -> None:
        if self._sink is None:
            self._open()
        assert self._sink is not None
        self._sink.write_table(table, row_group_size=ROWS_PER_GROUP)
        ends = pc.min_max(table[self._by]).as_py()
        self._low = ends["min"] if self._low is None else min(self._low, ends["min"])
        self._high = ends["max"] if self._high is None else max(self._high, ends["max"])
        self._rows += table.num_rows
        self._bytes += table.nbytes
        if self._rows >= ROWS_PER_FILE or self._bytes >= BYTES_PER_FILE:
            self._finish()

    def _open(self) -> None:
        self._name = self._stall.new_name()
        self._rows, self._bytes, self._low, self._high = 0, 0, None, None
        self._sink = pq.ParquetWriter(
            self._stall.path(self._name),
            self._schema,
            compression="zstd",
            compression_level=1,
            use_dictionary=_repeating(self._schema),
            write_statistics=[self._by],
        )

    def _finish(self) -> None:
        assert self._sink is not None
        self._sink.close()
        self._sink = None
        size = self._stall.path(self._name).stat().st_size
        self._done.append(DataFile(self._name, self._rows, size, self._low, self._high))


def write_parts(stall: Stall, batches: Iterable[pa.RecordBatch], *, schema: pa.Schema, by: str) -> list[DataFile]:
    """Write all batches."""
    writer = PartWriter(stall, schema=schema, by=by)
    try:
        for batch in batches:
            writer.write(batch)
        return writer.close()
    finally:
        writer.abandon()


def _repeating(schema: pa.Schema) -> list[str]:
    """Names of the stored columns that are worth a dictionary."""
    paths = {field.name: ".list.element" if pa.types.is_list(field.type) else "" for field in schema}
    return [name + path for name, path in paths.items() if name not in _UNLIKE]


def write_schema_file(stall: Stall, schema: pa.Schema) -> DataFile:
    """Write a file of no rows, so that every engine finds the table and all its columns."""
    name = stall.new_name("schema")
    file = stall.path(name)
    pq.write_table(schema.empty_table(), file)
    return DataFile(name, 0, file.stat().st_size, None, None)
