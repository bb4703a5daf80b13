"""The one writer of a lake: lock, recover, change tables, publish (写入).

Files are written first, then one Delta commit per changed table, then the manifest. Until the manifest is in
place nobody sees a change; a writer that died is cleared away by the next one.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import pyarrow as pa

from zhiquan import __version__
from zhiquan.register.lake import delta
from zhiquan.register.lake.durable import sync_folder
from zhiquan.register.lake.files import PartWriter, Stall, write_parts, write_schema_file
from zhiquan.register.lake.home import SCHEMA_NUMBER, LakeHome
from zhiquan.register.lake.lock import writing
from zhiquan.register.lake.manifest import Because, DataFile, Snapshot, TableState
from zhiquan.register.lake.reader import Reader
from zhiquan.register.lake.replace import Change, Place, compact, replace_rows
from zhiquan.register.tables import TABLES, TableShape
from zhiquan.register.tables.shapes import type_name

UNBORN = -1
"""Version of a table that this write makes: its log begins when the write is published."""
AT_A_TIME = 4
Made = TypeVar("Made")


class Writer:
    """A write in progress. Leave the ``with`` block without :meth:`publish` and nothing has happened.

    Args:
        home: the lake.
        memory: MiB the engine may use.
        wait: seconds to wait for another writer to finish.
        is_upgrade: True to accept a lake of an older layout, in order to change it.

    Raises:
        NotAllowed: another writer holds the lake, or its layout is not the one this product writes.
    """

    def __init__(self, home: LakeHome, *, memory: int, wait: float = 60, is_upgrade: bool = False) -> None:
        self._home = home
        self._memory = memory
        self._wait = wait
        self._is_upgrade = is_upgrade
        self._mark = uuid.uuid4().hex[:12]
        self._held = ExitStack()
        self._states: dict[str, TableState] = {}
        self._base: Snapshot | None = None
        self._written: dict[str, list[DataFile]] = {}
        self._sinks: list[PartWriter] = []
        self._reader: Reader | None = None

    def __enter__(self) -> Writer:
        with ExitStack() as held:
            held.enter_context(writing(self._home, wait=self._wait))
            self._base = self._home.shelf.current()
            if self._base is not None:
                self._home.require_layout(self._base, or_older=self._is_upgrade)
                self._states = dict(self._base.tables)
            self._recover()
            self._held = held.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._held:
            for sink in self._sinks:  # a thread that still writes would make a file after they are cleared away
                sink.abandon()
            if self._reader is not None:
                self._reader.close()
            for file in self._home.tables.glob(f"*/{delta.DATA}/*-{self._mark}-*"):
                file.unlink(missing_ok=True)

    @property
    def base(self) -> Snapshot | None:
        """The snapshot this write starts from; None in a new lake."""
        return self._base

    @property
    def tables(self) -> Path:
        """Folder of the table folders."""
        return self._home.tables

    @property
    def reader(self) -> Reader:
        """An engine over the tables as this write has left them so far."""
        if self._reader is None:
            self._reader = Reader(self._home.tables, self._states, memory=self._memory)
        return self._reader

    def part_writer(self, name: str) -> PartWriter:
        """A writer of new files of a table; hand what it wrote to :meth:`replace` or :meth:`append_files`."""
        self._sinks.append(PartWriter(self._stall(name), schema=self._states[name].schema, by=TABLES[name].by))
        return self._sinks[-1]

    def append(self, name: str, batches: Iterable[pa.RecordBatch]) -> int:
        """Add rows to a table; returns how many."""
        files = write_parts(self._stall(name), batches, schema=self._states[name].schema, by=TABLES[name].by)
        self.append_files(name, files)
        return sum(file.rows for file in files)

    def append_files(self, name: str, files: Sequence[DataFile]) -> None:
        """Add files already written."""
        self._apply(name, Change(adds=tuple(files)))

    def replace(self, name: str, *, keys: pa.Array, new: Sequence[DataFile]) -> None:
        """Leave exactly the rows of ``new`` for ``keys`` (sorted texts without repeats)."""
        self.replace_each({name: new}, keys=keys)

    def replace_each(self, new: Mapping[str, Sequence[DataFile]], *, keys: pa.Array) -> None:
        """The same for several tables, each with its new files; two at a time."""
        for name, files in new.items():
            self._written.setdefault(name, []).extend(files)

        def change(name: str) -> Change:
            with self.reader.beside() as reader:
                return replace_rows(reader, self._place(name), keys=keys, new=new[name])

        assert self.reader.connection  # the engine is there before threads ask for it
        with ThreadPoolExecutor(2) as pool:
            for name, changed in zip(new, pool.map(change, new), strict=True):
                self._apply(name, changed)

    def replace_all(self, name: str, new: Sequence[DataFile]) -> None:
        """Leave exactly the rows of ``new`` in the table."""
        old = tuple(file for file in self._states[name].files if file.rows)
        self._apply(name, Change(adds=tuple(new), removes=old))

    def publish(self, because: Because, *, definitions: Mapping[str, str]) -> Snapshot:
        """Make everything done so far the current snapshot, at once."""
        for name in self._changed():
            self._apply(name, compact(self.reader, self._place(name)))
        self._commit_tables()
        snapshot = Snapshot(
            number=0 if self._base is None else self._base.number + 1,
            because=because,
            product=__version__,
            schema_number=SCHEMA_NUMBER,
            definitions=dict(definitions),
            tables=dict(self._states),
        )
        self._mark = uuid.uuid4().hex[:12]  # before the manifest: its files must never be cleared away
        self._written = {}
        self._home.shelf.publish(snapshot)
        self._base = snapshot
        return snapshot

    def make_tables(self, shapes: Iterable[TableShape]) -> list[str]:
        """Create tables the lake lacks and add columns its tables lack; names of the tables changed."""
        changed: dict[str, TableState] = {}
        for shape in shapes:
            columns = {column.name: type_name(column.type) for column in shape.columns}
            known = self._states.get(shape.name)
            if known is None:
                changed[shape.name] = TableState(version=UNBORN, columns=columns, files=())
            elif set(columns) - set(known.columns):
                changed[shape.name] = replace(known, columns={**known.columns, **columns})
        self._states |= changed
        for name, file in zip(changed, self._together(self._schema_file, changed), strict=True):
            self._apply(name, Change(adds=(file,)))
        return list(changed)

    def _schema_file(self, name: str) -> DataFile:
        delta.make_folders(self._home.table(name))
        return write_schema_file(self._stall(name), self._states[name].schema)

    def _together(self, work: Callable[[str], Made], names: Iterable[str]) -> list[Made]:
        """Answers for each table, in order; a few at a time, for most of the work is waiting for the disk."""
        with ThreadPoolExecutor(AT_A_TIME) as pool:
            return list(pool.map(work, names))

    def _recover(self) -> None:
        """Bring back every table whose log is ahead of the manifest: a writer died there."""
        for name, state in self._states.items():
            delta.bring_back(self._home.table(name), state.version)

    def _place(self, name: str) -> Place:
        return Place(self._stall(name), self._states[name], TABLES[name].by)

    def _stall(self, name: str) -> Stall:
        return Stall(self._home.table(name), self._mark)

    def _apply(self, name: str, change: Change) -> None:
        """Note files that come and go; drafts and files of this write that leave again are deleted."""
        written = self._written.setdefault(name, [])
        written.extend(file for file in change.adds if file not in written)
        gone = set(change.removes)
        state = self._states[name]
        files = (*(file for file in state.files if file not in gone), *change.adds)
        self._states[name] = replace(state, files=files)
        for file in (*change.drafts, *change.removes):
            if file in written:
                written.remove(file)
                (self._home.table(name) / file.name).unlink(missing_ok=True)

    def _changed(self) -> list[str]:
        before = {} if self._base is None else self._base.tables
        return [name for name, state in self._states.items() if before.get(name) != state]

    def _commit_tables(self) -> None:
        names = self._changed()
        for name, version in zip(names, self._together(self._commit, names), strict=True):
            self._states[name] = replace(self._states[name], version=version)
        sync_folder(self._home.tables)

    def _commit(self, name: str) -> int:
        """Write one table's entry of the log; its version."""
        state, folder = self._states[name], self._home.table(name)
        if state.version == UNBORN:
            return delta.create(folder, adds=state.files, schema=state.schema)
        assert self._base is not None  # the tables of a new lake are all unborn
        old = self._base.tables[name].files
        before, after = set(old), set(state.files)
        return delta.commit(
            folder,
            adds=[file for file in state.files if file not in before],
            removes=[file for file in old if file not in after],
            schema=state.schema,
        )
