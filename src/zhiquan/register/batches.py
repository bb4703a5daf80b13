"""Loading rows, taking a batch back, rebuilding: the ways the register changes (装载、撤销、重建)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

import pyarrow as pa

from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.words import Words
from zhiquan.register.conform import conform
from zhiquan.register.derive.run import derive, touched_by
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.manifest import Because, Snapshot
from zhiquan.register.lake.writer import Writer
from zhiquan.register.rules import RANKS, Rules
from zhiquan.register.tables import OBSERVATIONS, TABLES
from zhiquan.register.tables.parts import BATCHES

Rows: TypeAlias = pa.Table | Iterable[pa.RecordBatch]
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Source:
    """Where loaded rows come from.

    Args:
        file: name of the file, without folders.
        sha256: hash of the file; empty when there is no file, then the rows are hashed.
        size: bytes of the file.
        tool: vocabulary its status words are read with, such as ``incopat``.
        authority: standing: ``decision``, ``office``, ``gazette``, ``tool`` or ``own``.
        as_of: day the rows describe; None means the day they are loaded.
        mapping: which column of the file went where, for the record.
        note: a remark.
        action: ``import``, ``entry`` or ``decision``.
    """

    file: str
    sha256: str = ""
    size: int = 0
    tool: str = "general"
    authority: str = "tool"
    as_of: date | None = None
    mapping: Mapping[str, str] | None = None
    note: str = ""
    action: str = "import"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and when by an aware clock."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did.

    Args:
        batch: id of the batch.
        snapshot: id of the snapshot that holds it.
        rows: rows per kind.
        is_new: False when the same rows were loaded before and nothing changed.
    """

    batch: str
    snapshot: str
    rows: Mapping[str, int]
    is_new: bool


@dataclass(frozen=True, slots=True)
class Register:
    """A lake with the definitions it is derived by.

    Args:
        home: the lake.
        rules: the definitions.
        memory: MiB the engine may use.
        wait: seconds to wait for another writer.
    """

    home: LakeHome
    rules: Rules
    memory: int = 600
    wait: float = 60

    def load(
        self, rows: Mapping[str, Rows], *, source: Source, actor: Actor, progress: Progress | None = None
    ) -> Loaded:
        """Load rows of one file as one batch: all of them, or none.

        Args:
            rows: kind of row (a key of ``OBSERVATIONS``) to its rows; any subset of the kind's columns.
            source: where they come from.
            actor: who loads them.
            progress: told the stage and the number of rows or rights done in it.

        Raises:
            BadInput: a kind or column is unknown, a value does not fit, or rows are streamed without a hash.
        """
        _check(rows, source)
        tell = progress or _silent
        name = batch_id(source, rows)
        with Writer(self.home, memory=self.memory, wait=self.wait) as writer:
            self._prepare(writer, actor)
            if _has_batch(writer, name):
                assert writer.base is not None
                return Loaded(name, writer.base.id, {}, is_new=False)
            counts = {kind: _append(writer, kind, given, name, tell) for kind, given in rows.items()}
            writer.append("batches", [_batch_row(name, source, actor, counts)])
            touched = touched_by(writer.reader, name, kinds=list(counts))
            derive(writer, self.rules, touched, progress=tell)
            snapshot = writer.publish(
                Because(source.action, name, actor.name, actor.at), definitions=self.rules.digests()
            )
        return Loaded(name, snapshot.id, counts, is_new=True)

    def undo(self, name: str, *, actor: Actor, progress: Progress | None = None) -> Snapshot:
        """Take one batch back: the register is as if it had never been loaded.

        Raises:
            NotFound: there is no such batch.
        """
        with Writer(self.home, memory=self.memory, wait=self.wait) as writer:
            self._prepare(writer, actor)
            if not _has_batch(writer, name):
                raise NotFound(
                    Words(f"没有批次 {name}", f"there is no batch {name}"),
                    remedy=Words("用 zhiquan batches 查看全部批次。", "zhiquan batches lists them."),
                )
            kinds = _kinds_of(writer, name)
            touched = touched_by(writer.reader, name, kinds=kinds)
            keys = pa.array([name], pa.string())
            for table in [*(OBSERVATIONS[kind].name for kind in kinds), "batches"]:
                writer.replace(table, keys=keys, new=[])
            derive(writer, self.rules, touched, progress=progress or _silent)
            return writer.publish(Because("undo", name, actor.name, actor.at), definitions=self.rules.digests())

    def rebuild(self, *, actor: Actor, progress: Progress | None = None) -> Snapshot:
        """Derive everything again from observations, with today's definitions."""
        with Writer(self.home, memory=self.memory, wait=self.wait) as writer:
            self._prepare(writer, actor)
            derive(writer, self.rules, None, progress=progress or _silent)
            return writer.publish(Because("rebuild", "", actor.name, actor.at), definitions=self.rules.digests())

    def create(self, *, actor: Actor) -> Snapshot:
        """Make an empty register, or return the current snapshot of one that exists."""
        with Writer(self.home, memory=self.memory, wait=self.wait) as writer:
            self._prepare(writer, actor)
            assert writer.base is not None
            return writer.base

    def _prepare(self, writer: Writer, actor: Actor) -> None:
        """Make the tables of a new lake and publish it empty."""
        if writer.base is None:
            writer.make_tables(TABLES.values())
            writer.publish(Because("create", "", actor.name, actor.at), definitions=self.rules.digests())


def batch_id(source: Source, rows: Mapping[str, Rows]) -> str:
    """The id of a batch: the same rows read in the same way from the same source have the same id."""
    content = source.sha256 or _hash_rows(rows)
    reading = [
        content,
        source.tool,
        source.authority,
        str(source.as_of),
        json.dumps(dict(source.mapping or {}), sort_keys=True),
    ]
    return "b-" + hashlib.sha256("\x1f".join([*reading, *sorted(rows)]).encode()).hexdigest()[:16]


def _check(rows: Mapping[str, Rows], source: Source) -> None:
    unknown = sorted(set(rows) - set(OBSERVATIONS))
    if unknown:
        raise BadInput(
            Words(f"没有行类型 {unknown[0]}", f"there is no kind of row {unknown[0]}"),
            remedy=Words(f"可用：{'、'.join(OBSERVATIONS)}", f"Kinds: {', '.join(OBSERVATIONS)}"),
        )
    if source.authority not in RANKS:
        raise BadInput(
            Words(f"没有来源级别 {source.authority}", f"there is no authority {source.authority}"),
            remedy=Words(f"可用：{'、'.join(RANKS)}", f"Authorities: {', '.join(RANKS)}"),
        )
    if not source.sha256 and not all(isinstance(given, pa.Table) for given in rows.values()):
        raise BadInput(
            Words("流式装载须给出文件哈希 sha256", "rows that are streamed need the sha256 of their file"),
            where={"file": source.file},
        )


def _hash_rows(rows: Mapping[str, Rows]) -> str:
    digest = hashlib.sha256()
    for kind in sorted(rows):
        table = rows[kind]
        digest.update(kind.encode())
        if isinstance(table, pa.Table):
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, table.schema) as stream:
                stream.write_table(table.combine_chunks())
            digest.update(sink.getvalue())
    return digest.hexdigest()


def _append(writer: Writer, kind: str, given: Rows, name: str, tell: Progress) -> int:
    batches = given.to_batches() if isinstance(given, pa.Table) else given

    def conformed() -> Iterable[pa.RecordBatch]:
        line = 1
        for batch in batches:
            yield from conform(kind, batch, name=name, first_line=line)
            line += batch.num_rows
            tell("rows", line - 1)

    return writer.append(OBSERVATIONS[kind].name, conformed())


def _batch_row(name: str, source: Source, actor: Actor, counts: Mapping[str, int]) -> pa.RecordBatch:
    row = {
        "batch": name,
        "action": source.action,
        "file": source.file,
        "sha256": source.sha256,
        "size": source.size,
        "tool": source.tool,
        "authority": source.authority,
        "as_of": source.as_of or actor.at.date(),
        "known": actor.at.date(),
        "loaded_at": actor.at,
        "by": actor.name,
        "mapping": json.dumps(dict(source.mapping or {}), ensure_ascii=False, sort_keys=True),
        "rows": json.dumps(dict(counts), sort_keys=True),
        "note": source.note,
    }
    return pa.RecordBatch.from_pylist([row], schema=BATCHES.schema)


def _has_batch(writer: Writer, name: str) -> bool:
    sql = f"SELECT 1 FROM {writer.reader.from_('batches', value=name)} WHERE batch = ?"
    return bool(writer.reader.records(sql, [name]))


def _kinds_of(writer: Writer, name: str) -> list[str]:
    sql = f"SELECT rows FROM {writer.reader.from_('batches', value=name)} WHERE batch = ?"
    counts: dict[str, int] = json.loads(writer.reader.records(sql, [name])[0]["rows"])
    return list(counts)


def _silent(stage: str, done: int) -> None:
    del stage, done
