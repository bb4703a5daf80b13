"""The one writer of a lake: lock, recover, change tables, publish (写入).

Files are written first, then one Delta commit per changed table, then the manifest. Until the manifest is in
place nobody sees a change; a writer that died is cleared away by the next one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import TracebackType

import filelock
import pyarrow as pa

from zhiquan import __version__
from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words
from zhiquan.register.lake import delta
from zhiquan.register.lake.files import PartWriter, write_parts, write_schema_file
from zhiquan.register.lake.home import SCHEMA_NUMBER, LakeHome
from zhiquan.register.lake.manifest import Because, DataFile, Snapshot, TableState
from zhiquan.register.lake.reader import Reader
from zhiquan.register.lake.replace import Change, Place, compact, replace_rows
from zhiquan.register.tables import TABLES, TableShape
from zhiquan.register.tables.shapes import type_name


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
        self._lock = filelock.FileLock(home.lock)
        self._states: dict[str, TableState] = {}
        self._base: Snapshot | None = None
        self._written: dict[str, list[DataFile]] = {}
        self._reader: Reader | None = None

    def __enter__(self) -> Writer:
        self._home.root.mkdir(parents=True, exist_ok=True)
        try:
            self._lock.acquire(timeout=self._wait)
        except filelock.Timeout:
            raise NotAllowed(
                Words("登记库正在被另一个程序写入", "another program is writing to the register"),
                where={"lake": self._home.root},
                remedy=Words("请等它结束后重试。", "Try again when it has finished."),
            ) from None
        try:
            self._base = self._home.shelf.current()
            if self._base is not None:
                self._home.require_layout(self._base, or_older=self._is_upgrade)
                self._states = dict(self._base.tables)
            self._recover()
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._reader is not None:
            self._reader.close()
        for name, files in self._written.items():
            for file in files:
                (self._home.table(name) / file.name).unlink(missing_ok=True)
        self._lock.release()

    @property
    def base(self) -> Snapshot | None:
        """The snapshot this write starts from; None in a new lake."""
        return self._base

    @property
    def reader(self) -> Reader:
        """An engine over the tables as this write has left them so far."""
        if self._reader is None:
            self._reader = Reader(self._home.tables, self._states, memory=self._memory)
        return self._reader

    def part_writer(self, name: str) -> PartWriter:
        """A writer of new files of a table; hand what it wrote to :meth:`replace` or :meth:`append_files`."""
        return PartWriter(self._home.table(name), schema=self._states[name].schema, by=TABLES[name].by)

    def append(self, name: str, batches: Iterable[pa.RecordBatch]) -> int:
        """Add rows to a table; returns how many."""
        files = write_parts(self._home.table(name), batches, schema=self._states[name].schema, by=TABLES[name].by)
        self.append_files(name, files)
        return sum(file.rows for file in files)

    def append_files(self, name: str, files: Sequence[DataFile]) -> None:
        """Add files already written."""
        self._apply(name, Change(adds=tuple(files)))

    def replace(self, name: str, *, keys: pa.Array, new: Sequence[DataFile]) -> None:
        """Leave exactly the rows of ``new`` for ``keys`` (sorted texts without repeats)."""
        self._written.setdefault(name, []).extend(new)
        self._apply(name, replace_rows(self.reader, self._place(name), keys=keys, new=new))

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
        self._home.shelf.publish(snapshot)
        self._forget_published()
        self._base = snapshot
        return snapshot

    def make_tables(self, shapes: Iterable[TableShape]) -> list[str]:
        """Create tables the lake lacks and add columns its tables lack; names of the tables changed."""
        changed: list[str] = []
        for shape in shapes:
            columns = {column.name: type_name(column.type) for column in shape.columns}
            known = self._states.get(shape.name)
            if known is None:
                self._create(shape.name, columns, shape.schema)
            elif set(columns) - set(known.columns):
                self._widen(shape.name, {**known.columns, **columns})
            else:
                continue
            changed.append(shape.name)
        return changed

    def _create(self, name: str, columns: dict[str, str], schema: pa.Schema) -> None:
        folder = self._home.table(name)
        if delta.head(folder) < 0:
            delta.create_table(folder, schema)
        elif delta.head(folder) > 0:
            delta.restore(folder, 0)
        self._states[name] = TableState(version=0, columns=columns, files=())
        self._apply(name, Change(adds=(write_schema_file(folder, schema),)))

    def _widen(self, name: str, columns: dict[str, str]) -> None:
        self._states[name] = replace(self._states[name], columns=columns)
        self._apply(name, Change(adds=(write_schema_file(self._home.table(name), self._states[name].schema),)))

    def _recover(self) -> None:
        """Bring back every table whose log is ahead of the manifest: a writer died there."""
        for name, state in self._states.items():
            folder = self._home.table(name)
            if delta.head(folder) > state.version:
                delta.restore(folder, state.version)

    def _place(self, name: str) -> Place:
        return Place(self._home.table(name), self._states[name], TABLES[name].by)

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
        before = {} if self._base is None else self._base.tables
        for name in self._changed():
            state = self._states[name]
            old = before[name].files if name in before else ()
            version = delta.commit(
                self._home.table(name),
                adds=[file for file in state.files if file not in set(old)],
                removes=[file for file in old if file not in set(state.files)],
                schema=state.schema,
            )
            self._states[name] = replace(state, version=version)

    def _forget_published(self) -> None:
        self._written = {}
