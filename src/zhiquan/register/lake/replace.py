"""Replacing the rows of some keys in a table by files of new rows, rewriting as little as can be (按键替换).

Rows that stay as they were are not written again: old and new rows of the touched keys are compared first, and
only files that hold a row which goes are rewritten.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from zhiquan.register.lake.files import write_parts
from zhiquan.register.lake.manifest import DataFile, TableState
from zhiquan.register.lake.reader import Reader, quote_name, scan

SMALL = 50_000
MANY_SMALL = 24


@dataclass(frozen=True, slots=True)
class Change:
    """Files that join a table and files that leave it; ``drafts`` were written on the way and serve nothing."""

    adds: tuple[DataFile, ...] = ()
    removes: tuple[DataFile, ...] = ()
    drafts: tuple[DataFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A table being changed: its folder, its state now and its ``by`` column."""

    folder: Path
    state: TableState
    by: str


def replace_rows(reader: Reader, place: Place, *, keys: pa.Array, new: Sequence[DataFile]) -> Change:
    """The change that leaves exactly the rows of ``new`` for ``keys``.

    Args:
        reader: an engine.
        place: the table.
        keys: values of the ``by`` column whose rows are replaced; sorted, without repeats, text.
        new: files already written with all new rows of these keys.
    """
    wanted = keys.to_pylist()
    touched = [file for file in place.state.files if _overlaps(file, wanted)]
    if not touched:
        return Change(adds=tuple(new))
    by = quote_name(place.by)
    reader.with_keys(keys, name="touched_keys")
    old = (
        f"(SELECT * FROM {scan(place.folder, place.state, files=touched)} WHERE {by} IN (FROM touched_keys))"
    )
    fresh = scan(place.folder, place.state, files=list(new))
    if not _any(reader, old):
        return Change(adds=tuple(new))
    gone = reader.rows(
        f"SELECT DISTINCT {by} AS key FROM (SELECT * FROM {old} EXCEPT ALL SELECT * FROM {fresh})"
    )
    if gone.num_rows == 0:
        return _only_added(reader, place, old=old, fresh=fresh, new=new)
    return _rewritten(reader, place, touched=touched, gone=gone["key"], old=old, fresh=fresh, new=new)


def _only_added(reader: Reader, place: Place, *, old: str, fresh: str, new: Sequence[DataFile]) -> Change:
    added = reader.stream(f"SELECT * FROM {fresh} EXCEPT ALL SELECT * FROM {old}")
    files = write_parts(place.folder, added, schema=place.state.schema, by=place.by)
    return Change(adds=tuple(files), drafts=tuple(new))


def _rewritten(
    reader: Reader,
    place: Place,
    *,
    touched: Sequence[DataFile],
    gone: pa.ChunkedArray,
    old: str,
    fresh: str,
    new: Sequence[DataFile],
) -> Change:
    """Rewrite the files that hold a row which goes; rows of keys that changed come from the new rows only."""
    by = quote_name(place.by)
    reader.with_keys(gone.combine_chunks(), name="gone_keys")
    holding = reader.rows(
        f"SELECT DISTINCT filename FROM {scan(place.folder, place.state, files=touched, extra='filename')} "
        f"WHERE {by} IN (FROM gone_keys)"
    )["filename"].to_pylist()
    names = {name.rpartition("/")[2] for name in holding}
    affected = [file for file in touched if file.name.rpartition("/")[2] in names]
    kept = (
        f"SELECT * FROM {scan(place.folder, place.state, files=affected)} WHERE {by} NOT IN (FROM gone_keys)"
    )
    changed = f"SELECT * FROM {fresh} WHERE {by} IN (FROM gone_keys)"
    added = f"SELECT * FROM (SELECT * FROM {fresh} EXCEPT ALL SELECT * FROM {old}) WHERE {by} NOT IN (FROM gone_keys)"
    files = write_parts(place.folder, reader.stream(kept), schema=place.state.schema, by=place.by)
    rest = reader.stream(f"{changed} UNION ALL {added}")
    files += write_parts(place.folder, rest, schema=place.state.schema, by=place.by)
    return Change(adds=tuple(files), removes=tuple(affected), drafts=tuple(new))


def compact(reader: Reader, place: Place) -> Change:
    """Merge small files once there are many, ordered by the ``by`` column; no row changes."""
    small = [file for file in place.state.files if 0 < file.rows < SMALL]
    if len(small) <= MANY_SMALL:
        return Change()
    ordered = f"SELECT * FROM {scan(place.folder, place.state, files=small)} ORDER BY {quote_name(place.by)}"
    files = write_parts(place.folder, reader.stream(ordered), schema=place.state.schema, by=place.by)
    return Change(adds=tuple(files), removes=tuple(small))


def _overlaps(file: DataFile, wanted: Sequence[str]) -> bool:
    if file.low is None or file.high is None:
        return False
    place = bisect_left(wanted, file.low)
    return place < len(wanted) and wanted[place] <= file.high


def _any(reader: Reader, sql: str) -> bool:
    return bool(reader.records(f"SELECT 1 FROM {sql} LIMIT 1"))
