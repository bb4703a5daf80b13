"""Writing the Parquet files of a table (数据文件)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from zhiquan.register.lake.delta import DATA
from zhiquan.register.lake.durable import sync_file
from zhiquan.register.lake.manifest import DataFile

ROWS_PER_FILE = 200_000
BYTES_PER_FILE = 256 * 1024 * 1024
ROWS_PER_GROUP = 20_000


class PartWriter:
    """Writes rows of one table into files of a bounded size, in the order given.

    Args:
        folder: the table's folder.
        schema: Arrow schema of every batch.
        by: column whose smallest and largest value each file entry carries.
    """

    def __init__(self, folder: Path, *, schema: pa.Schema, by: str) -> None:
        self._folder = folder
        self._schema = schema
        self._by = by
        self._sink: pq.ParquetWriter | None = None
        self._name = ""
        self._rows = 0
        self._bytes = 0
        self._low: str | None = None
        self._high: str | None = None
        self._done: list[DataFile] = []

    def write(self, batch: pa.RecordBatch | pa.Table) -> None:
        """Append rows."""
        if batch.num_rows == 0:
            return
        table = pa.Table.from_batches([batch]) if isinstance(batch, pa.RecordBatch) else batch
        if self._sink is None:
            self._open()
        assert self._sink is not None
        self._sink.write_table(table.cast(self._schema), row_group_size=ROWS_PER_GROUP)
        ends = pc.min_max(table[self._by]).as_py()
        self._low = ends["min"] if self._low is None else min(self._low, ends["min"])
        self._high = ends["max"] if self._high is None else max(self._high, ends["max"])
        self._rows += table.num_rows
        self._bytes += table.nbytes
        if self._rows >= ROWS_PER_FILE or self._bytes >= BYTES_PER_FILE:
            self._finish()

    def close(self) -> list[DataFile]:
        """Finish the last file; entries of all files written, durable on disk."""
        if self._sink is not None:
            self._finish()
        return self._done

    def abandon(self) -> None:
        """Delete what was written."""
        if self._sink is not None:
            self._finish()
        for file in self._done:
            (self._folder / file.name).unlink(missing_ok=True)

    def _open(self) -> None:
        self._name = f"{DATA}/part-{uuid.uuid4().hex}.parquet"
        self._rows, self._bytes, self._low, self._high = 0, 0, None, None
        self._sink = pq.ParquetWriter(self._folder / self._name, self._schema, compression="zstd", compression_level=1)

    def _finish(self) -> None:
        assert self._sink is not None
        self._sink.close()
        self._sink = None
        file = self._folder / self._name
        sync_file(file)
        self._done.append(DataFile(self._name, self._rows, file.stat().st_size, self._low, self._high))


def write_parts(folder: Path, batches: Iterable[pa.RecordBatch], *, schema: pa.Schema, by: str) -> list[DataFile]:
    """Write all batches; nothing is left behind when one of them fails."""
    writer = PartWriter(folder, schema=schema, by=by)
    try:
        for batch in batches:
            writer.write(batch)
    except BaseException:
        writer.abandon()
        raise
    return writer.close()


def copy_part(connection: duckdb.DuckDBPyConnection, sql: str, *, folder: Path, by: str) -> DataFile:
    """Write the answer of a query as one file, by the engine itself; the entry has 0 rows when nothing came."""
    name = f"{DATA}/part-{uuid.uuid4().hex}.parquet"
    file = folder / name
    target = str(file.absolute()).replace("'", "''")
    option = f"FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {ROWS_PER_GROUP}"
    connection.execute(f"COPY ({sql}) TO '{target}' ({option})").fetchall()
    column = '"' + by.replace('"', '""') + '"'
    ends = f"SELECT count(*), min({column}), max({column}) FROM read_parquet('{target}')"
    ((rows, low, high),) = connection.execute(ends).fetchall()
    if not rows:
        file.unlink()
        return DataFile(name, 0, 0, None, None)
    sync_file(file)
    return DataFile(name, rows, file.stat().st_size, low, high)


def write_schema_file(folder: Path, schema: pa.Schema) -> DataFile:
    """Write a file of no rows, so that every engine finds the table and all its columns."""
    name = f"{DATA}/schema-{uuid.uuid4().hex}.parquet"
    file = folder / name
    pq.write_table(schema.empty_table(), file)
    sync_file(file)
    return DataFile(name, 0, file.stat().st_size, None, None)
