"""Reading one snapshot with DuckDB, from the files its manifest lists (快照读取)."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from zhiquan.register.lake.manifest import DataFile, TableState

BATCH_ROWS = 20_000


def connect(*, memory: int, threads: int = 2) -> duckdb.DuckDBPyConnection:
    """A connection with working tables of its own to this process's engine, which spills to the temporary folder.

    Starting an engine takes longer than most look-ups, so connections of the same bounds share one.

    Args:
        memory: MiB the engine may use before it spills, all its connections together.
        threads: worker threads.
    """
    return _engine(memory, threads, os.getpid()).cursor()


@cache
def _engine(memory: int, threads: int, process: int) -> duckdb.DuckDBPyConnection:
    """The engine of one process; a forked child must not use its parent's."""
    del process
    engine = duckdb.connect(
        config={
            "memory_limit": f"{memory}MiB",
            "threads": threads,
            "temp_directory": str(Path(tempfile.gettempdir()) / "zhiquan-spill"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    engine.execute("SET GLOBAL parquet_metadata_cache = true")  # a file never changes under its name
    return engine


def _quiet(connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    return connection.execute("SET enable_progress_bar = false")  # it would write among what commands print


def scan(folder: Path, state: TableState, *, files: Sequence[DataFile] | None = None, extra: str = "") -> str:
    """SQL of a table in one snapshot: a parenthesised select of its columns.

    Args:
        folder: the table's folder.
        state: the table in the snapshot.
        files: read these files only; all of them when None.
        extra: one more column to select, for instance ``filename``.
    """
    chosen = [file for file in state.files if file.rows == 0] + [
        file for file in (state.files if files is None else files) if file.rows
    ]
    paths = ", ".join(quote_text(str((folder / file.name).absolute())) for file in chosen)
    names = ", ".join(quote_name(name) for name in state.columns) + (f", {extra}" if extra else "")
    option = ", filename=true" if extra else ""
    return f"(SELECT {names} FROM read_parquet([{paths}], union_by_name=true{option}))"


def quote_name(name: str) -> str:
    """A column or table name for SQL. ``quote_name("from")`` is ``'"from"'``."""
    return '"' + name.replace('"', '""') + '"'


def quote_text(text: str) -> str:
    """A text literal for SQL."""
    return "'" + text.replace("'", "''") + "'"


class Reader:
    """Tables of one snapshot, or of a write in progress, through one DuckDB connection.

    Args:
        tables: folder that holds the table folders.
        states: the tables to read, by name.
        memory: MiB the engine may use.
        connection: an engine to use instead of a new one, which is made when the first query is asked.
    """

    def __init__(
        self,
        tables: Path,
        states: Mapping[str, TableState],
        *,
        memory: int,
        connection: duckdb.DuckDBPyConnection | None = None,
    ) -> None:
        self._tables = tables
        self._states = states
        self._memory = memory
        self._connection = None if connection is None else _quiet(connection)

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The engine."""
        if self._connection is None:
            self._connection = _quiet(connect(memory=self._memory))
        return self._connection

    def beside(self) -> Reader:
        """A reader in the same engine with working tables of its own, for another thread."""
        return Reader(self._tables, self._states, memory=self._memory, connection=self.connection.cursor())

    def state(self, name: str) -> TableState:
        """The table as the snapshot has it."""
        return self._states[name]

    def has(self, name: str) -> bool:
        """True when the snapshot knows the table."""
        return name in self._states

    def from_(self, name: str, *, value: str | None = None, extra: str = "") -> str:
        """SQL to select from a table.

        Args:
            name: the table.
            value: when given, files that cannot hold this value of the ``by`` column are left out.
            extra: one more column, for instance ``filename``.
        """
        state = self._states[name]
        files = None if value is None else [file for file in state.files if file.may_hold(value)]
        return scan(self._tables / name, state, files=files, extra=extra)

    def path(self, name: str, file: DataFile) -> Path:
        """Where a file of a table is."""
        return self._tables / name / file.name

    def view(self, name: str) -> None:
        """Give a table its own name in the engine, for expressions that refer to tables by name."""
        self.run(f"CREATE OR REPLACE TEMP VIEW {quote_name(name)} AS SELECT * FROM {self.from_(name)}")

    def rows(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> pa.Table:
        """Run a query; the whole answer as an Arrow table. Parameters stand for ``?``, or by name for ``$name``."""
        given = dict(parameters) if isinstance(parameters, Mapping) else list(parameters)
        return self.connection.sql(sql, params=given).to_arrow_table()

    def run(self, sql: str) -> None:
        """Run a statement to its end, for instance one that makes a working table."""
        self.connection.execute(sql).fetchall()

    def records(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> list[dict[str, Any]]:
        """Run a query; the answer as dictionaries."""
        found: list[dict[str, Any]] = self.rows(sql, parameters).to_pylist()
        return found

    def stream(self, sql: str, parameters: Sequence[Any] = ()) -> Iterable[pa.RecordBatch]:
        """Run a query; the answer in batches of at most 20,000 rows, in the query's order."""
        batches: Iterable[pa.RecordBatch] = self.connection.sql(sql, params=list(parameters)).to_arrow_reader(
            BATCH_ROWS
        )
        return batches

    def save(self, sql: str, file: Path, *, rows_per_group: int) -> int:
        """Run a query and write the answer to a Parquet file, in the query's order; returns the number of rows."""
        form = f"FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE {rows_per_group}"
        done = self.connection.execute(f"COPY ({sql}) TO {quote_text(str(file.absolute()))} ({form})").fetchone()
        assert done is not None
        return int(done[0])

    def with_keys(self, keys: pa.Array, *, name: str = "keys") -> str:
        """Make a list of values joinable as table ``name`` with one column ``key``; returns the name."""
        self.connection.register(name, pa.table({"key": keys}))
        return name

    def close(self) -> None:
        """Give the engine's memory back."""
        if self._connection is not None:
            self._connection.close()

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
