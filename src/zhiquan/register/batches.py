"""Loading rows, taking a batch back, rebuilding: the ways the register changes (装载、撤销、重建)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeAlias

import pyarrow as pa

from zhiquan.basics.digests import SHA256
from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.basics.words import Words
from zhiquan.register.conform import conform, named
from zhiquan.register.derive.run import derive, touched_by
from zhiquan.register.lake.files import PartWriter
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.manifest import Because, Snapshot
from zhiquan.register.lake.reader import Reader
from zhiquan.register.lake.writer import Writer
from zhiquan.register.rules import RANKS, Rules
from zhiquan.register.tables import OBSERVATIONS, TABLES
from zhiquan.register.tables.left_out import QUARANTINED
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
        outcome: what became of the rows, as the stream's ``account`` counted.
    """

    batch: str
    snapshot: str
    rows: Mapping[str, int]
    is_new: bool
    outcome: Mapping[str, int] = field(default_factory=dict)


Account = Callable[[Writer, str], Mapping[str, int]]
"""Counts what became of a batch's rows, once they are derived and before they are published."""

Requirement = Callable[[Reader], None]
"""Refuses a load by raising, asked under the writer's lock: what it saw is still so when the rows go in."""


@dataclass(frozen=True, slots=True)
class Stream:
    """Rows of one file as they are read.

    Args:
        pieces: kind of row and some rows of it; kinds may alternate; ``quarantined`` for rows left out.
        kinds: every kind that may come.
        account: counts what became of the rows, for the answer.
        is_trial: True to do everything but publish, so that the answer tells what would happen.
        require: looks at the register once nobody else can write to it; raises to refuse the load.
    """

    pieces: Iterable[tuple[str, pa.RecordBatch]]
    kinds: Sequence[str]
    account: Account | None = None
    is_trial: bool = False
    require: Requirement | None = None


@dataclass(frozen=True, slots=True)
class Register:
    """A lake with the definitions it is derived by.

    Args:
        home: the lake.
        rules: the definitions.
        memory: MiB the engine may use.
        wait: seconds to wait for another writer.
        digest: algorithm of the hash of what is published.
    """

    home: LakeHome
    rules: Rules
    memory: int = 512
    wait: float = 60
    digest: str = SHA256

    def load(
        self,
        rows: Mapping[str, Rows],
        *,
        source: Source,
        actor: Actor,
        progress: Progress | None = None,
        require: Requirement | None = None,
    ) -> Loaded:
        """Load rows of one file as one batch: all of them, or none.

        Args:
            rows: kind of row (a key of ``OBSERVATIONS``) to its rows; any subset of the kind's columns.
            source: where they come from.
            actor: who loads them.
            progress: told the stage and the number of rows or rights done in it.
            require: looks at the register once nobody else can write to it; raises to refuse the load.

        Raises:
            BadInput: a kind or column is unknown, a value does not fit, or rows are streamed without a hash.
        """
        _check(rows, source)
        name = batch_id(source, sorted(rows), content=source.sha256 or hash_of_rows(rows))
        stream = Stream(_pieces(rows), list(rows), require=require)
        return self._load(stream, name, source=source, actor=actor, progress=progress)

    def load_stream(self, stream: Stream, *, source: Source, actor: Actor, progress: Progress | None = None) -> Loaded:
        """Load the rows of one file as they are read, as one batch: all of them, or none.

        Args:
            stream: the rows.
            source: where they come from; ``sha256`` is needed.
            actor: who loads them.
            progress: told the stage and the number of rows or rights done in it.

        Raises:
            BadInput: what reading the stream raises, or a value does not fit.
        """
        name = batch_id(source, sorted(stream.kinds), content=source.sha256)
        return self._load(stream, name, source=source, actor=actor, progress=progress)

    def _load(self, stream: Stream, name: str, *, source: Source, actor: Actor, progress: Progress | None) -> Loaded:
        tell = progress or _silent
        with Writer(self.home, memory=self.memory, wait=self.wait) as writer:
            if writer.base is None:
                writer.make_tables(TABLES.values())
            else:
                _require_columns(writer.base)
            before = "" if writer.base is None else writer.base.id
            if stream.require is not None:
                stream.require(writer.reader)
            if _has_batch(writer, name):
                return Loaded(name, before, {}, is_new=False)
            counts = _append_all(writer, stream, name, tell)
            writer.append("batches", [_batch_row(name, source, actor, counts)])
            kinds = [kind for kind in counts if kind != QUARANTINED.name]
            derive(writer, self.rules, touched_by(writer.reader, name, kinds=kinds), progress=tell)
            outcome = stream.account(writer, name) if stream.account else {}
            if stream.is_trial:
                return Loaded(name, before, counts, is_new=True, outcome=outcome)
            because = Because(source.action, name, actor.name, actor.at)
            snapshot = writer.publish(because, definitions=self.rules.digests())
        return Loaded(name, snapshot.id, counts, is_new=True, outcome=outcome)

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
            kinds = [kind for kind in _kinds_of(writer, name) if kind != QUARANTINED.name]
            touched = touched_by(writer.reader, name, kinds=kinds)
            keys = pa.array([name], pa.string())
            for table in [*(OBSERVATIONS[kind].name for kind in kinds), QUARANTINED.name, "batches"]:
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
        assert writer.base is not None
        _require_columns(writer.base)


def _require_columns(snapshot: Snapshot) -> None:
    """Refuse to write to a lake that lacks tables or columns of this product."""
    for name, shape in TABLES.items():
        state = snapshot.tables.get(name)
        if state is None or set(shape.names) - set(state.columns):
            raise NotAllowed(
                Words("登记库缺少新表或新列", "the register lacks tables or columns of this version"),
                where={"table": name},
                remedy=Words("请运行 zhiquan upgrade。", "Run zhiquan upgrade."),
            )


def batch_id(source: Source, kinds: Sequence[str], *, content: str) -> str:
    """The id of a batch: the same content read in the same way from the same source has the same id.

    Args:
        source: tool, authority, day and mapping count; the file's name does not.
        kinds: kinds of rows, sorted.
        content: hash of the file or of its rows.
    """
    reading = [
        content,
        source.tool,
        source.authority,
        str(source.as_of),
        json.dumps(dict(source.mapping or {}), sort_keys=True),
    ]
    return "b-" + hashlib.sha256("\x1f".join([*reading, *kinds]).encode()).hexdigest()[:16]


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


def hash_of_rows(rows: Mapping[str, Rows]) -> str:
    """Hash of rows given as tables, which stands for a file's when there is none; streamed rows do not count."""
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


def _pieces(rows: Mapping[str, Rows]) -> Iterable[tuple[str, pa.RecordBatch]]:
    for kind, given in rows.items():
        for batch in given.to_batches() if isinstance(given, pa.Table) else given:
            yield kind, batch


def _append_all(writer: Writer, stream: Stream, name: str, tell: Progress) -> dict[str, int]:
    """Write the pieces as observations; rows per kind."""
    sinks: dict[str, PartWriter] = {}
    counts = dict.fromkeys(stream.kinds, 0)
    for kind, piece in stream.pieces:
        table = QUARANTINED.name if kind == QUARANTINED.name else OBSERVATIONS[kind].name
        if kind not in sinks:
            sinks[kind] = writer.part_writer(table)
        first = counts.setdefault(kind, 0) + 1
        for rows in (
            [named(piece, name)] if kind == QUARANTINED.name else conform(kind, piece, name=name, first_line=first)
        ):
            sinks[kind].write(rows)
        counts[kind] += piece.num_rows
        tell("rows", sum(counts.values()))
    for kind, sink in sinks.items():
        writer.append_files(QUARANTINED.name if kind == QUARANTINED.name else OBSERVATIONS[kind].name, sink.close())
    return counts


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
