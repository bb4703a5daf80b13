"""Plain functions that build rows, sources, actors and registers for tests."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from zhiquan.basics.errors import ZhiquanError
from zhiquan.basics.numbers import normalise_application
from zhiquan.register.batches import Actor, Loaded, Register, Source
from zhiquan.register.lake.digest import lake_digest
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.manifest import Snapshot
from zhiquan.register.lake.reader import Reader
from zhiquan.register.rules import Rules, load_rules
from zhiquan.register.tables import OBSERVATIONS

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Kind of row to rows as dictionaries."""


@functools.cache
def rules() -> Rules:
    """The shipped definitions, read once per process."""
    return load_rules(None)


@functools.cache
def _empty_lake() -> Path:
    """A lake with empty tables, to copy from: making one takes a second."""
    room = Path(tempfile.mkdtemp(prefix="zhiquan-tests-"))
    atexit.register(shutil.rmtree, room, ignore_errors=True)
    Register(LakeHome(room / "lake"), rules()).create(actor=actor())
    return room / "lake"


def actor(day: int = 1, *, month: int = 6, year: int = 2024) -> Actor:
    """A clerk whose clock stands still."""
    return Actor("clerk", datetime(year, month, day, 9, 0, tzinfo=UTC))


def register(root: Path, *, wait: float = 60) -> Register:
    """An empty register whose lake is ``root``."""
    shutil.copytree(_empty_lake(), root)
    return Register(LakeHome(root), rules(), wait=wait)


def application(serial: int, *, year: int = 2020, kind: int = 1) -> str:
    """An application number with its check digit. ``application(566088)`` is ``202010566088.9``."""
    made = normalise_application(f"{year}{kind}{serial:07d}")
    assert made is not None
    return made


def right(serial: int, *, year: int = 2020, kind: int = 1) -> str:
    """The id of that right."""
    return f"patent:CN{application(serial, year=year, kind=kind)}"


def table(kind: str, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows of one kind as given columns only, each in its type."""
    listed = [dict(row) for row in rows]
    shape = OBSERVATIONS[kind].schema
    names = [name for name in shape.names if any(name in row for row in listed)]
    return pa.Table.from_pylist(listed, schema=pa.schema([shape.field(name) for name in names]))


def tables(rows: Rows) -> dict[str, pa.Table]:
    """Rows of several kinds as tables."""
    return {kind: table(kind, listed) for kind, listed in rows.items()}


def source(name: str = "made.csv", **more: Any) -> Source:
    """A source file."""
    return Source(name, **more)


def load(made: Register, rows: Rows, *, day: int = 1, month: int = 6, year: int = 2024, **more: Any) -> Loaded:
    """Load rows given as dictionaries, on one day, from a source described by ``more``."""
    by = actor(day, month=month, year=year)
    return made.load(tables(rows), source=source(**more), actor=by)


def decision(serial: int, kind: str, subject: str, value: str, *, field: str = "") -> dict[str, Any]:
    """One decision of a person."""
    return {
        "id": f"d{serial}",
        "kind": kind,
        "subject": subject,
        "field": field or None,
        "value": value,
        "author": "clerk",
        "day": date(2024, 6, 1),
        "reason": "checked",
    }


def decide(made: Register, *decisions: Mapping[str, Any], day: int = 1) -> Loaded:
    """Load decisions as one batch."""
    return load(made, {"decisions": decisions}, day=day, name="decision", authority="decision", action="decision")


def read(made: Register, snapshot: str | None = None) -> Reader:
    """A reader of one snapshot; close it, or use it in a ``with`` block."""
    return Reader(made.home.tables, made.home.snapshot(snapshot).tables, memory=300)


def rows_of(made: Register, name: str, *, where: str = "true", snapshot: str | None = None) -> list[dict[str, Any]]:
    """Rows of a table in its key's order."""
    with read(made, snapshot) as reader:
        return reader.records(f"SELECT * FROM {reader.from_(name)} WHERE {where} ORDER BY ALL")


def digests(made: Register, snapshot: Snapshot | str | None = None) -> dict[str, str]:
    """Digest of every table of a snapshot, the newest by default."""
    name = snapshot.id if isinstance(snapshot, Snapshot) else snapshot
    with read(made, name) as reader:
        return lake_digest(reader, list(made.home.snapshot(name).tables))


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """Tables whose digests differ."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def data_files(made: Register) -> set[str]:
    """Every data file on disk, named by a snapshot or not."""
    return {str(file.relative_to(made.home.tables)) for file in made.home.tables.glob("*/data/*")}


def said(refused: pytest.ExceptionInfo[ZhiquanError]) -> str:
    """What an error says in English, with the way out."""
    return refused.value.to("en")
