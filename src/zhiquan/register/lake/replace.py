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

from zhiquan.register.lake.files import copy_part, write_parts
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
    run = reader.run
    reader.with_keys(keys, name="touched_keys")
    rows = scan(place.folder, place.state, files=touched, extra="filename")
    run(f"CREATE OR REPLACE TEMP TABLE old_rows AS FROM {rows} WHERE {by} IN (FROM touched_keys)")
    if not reader.records("SELECT 1 FROM old_rows LIMIT 1"):
        return Change(adds=tuple(new))
    fresh = scan(place.folder, place.state, files=list(new))
    run(f"CREATE OR REPLACE TEMP TABLE new_rows AS FROM {fresh}")
    old = "SELECT * EXCLUDE (filename) FROM old_rows"
    gone = f"SELECT DISTINCT {by} AS key FROM ({old} EXCEPT ALL FROM new_rows)"
    run(f"CREATE OR REPLACE TEMP TABLE gone_keys AS {gone}")
    return Change(
        adds=(*_kept(reader, place, touched), *_added(reader, place, old)),
        removes=tuple(_holding_gone(reader, place, touched)),
        drafts=tuple(new),
    )


def _holding_gone(reader: Reader, place: Place, touched: Sequence[DataFile]) -> list[DataFile]:
    """Files with a row of a key that loses a row."""
    by = quote_name(place.by)
    found = reader.records(f"SELECT DISTINCT filename FROM old_rows WHERE {by} IN (FROM gone_keys)")
    names = {row["filename"].rpartition("/")[2] for row in found}
    return [file for file in touched if file.name.rpartition("/")[2] in names]


def _kept(reader: Reader, place: Place, touched: Sequence[DataFile]) -> list[DataFile]:
    """Those files again, without the keys that lose a row; one file for one."""
    by = quote_name(place.by)
    made = []
    for file in _holding_gone(reader, place, touched):
        rows = scan(place.folder, place.state, files=[file])
        kept = f"SELECT * FROM {rows} WHERE {by} NOT IN (FROM gone_keys)"
        made.append(copy_part(reader.connection, kept, folder=place.folder, by=place.by))
    return [file for file in made if file.rows]


def _added(reader: Reader, place: Place, old: str) -> list[DataFile]:
    """New rows of keys that lose a row, and rows other keys gain."""
    by = quote_name(place.by)
    gained = f"SELECT * FROM (FROM new_rows EXCEPT ALL {old}) WHERE {by} NOT IN (FROM gone_keys)"
    rows = reader.stream(f"SELECT * FROM new_rows WHERE {by} IN (FROM gone_keys) UNION ALL {gained}")
    return write_parts(place.folder, rows, schema=place.state.schema, by=place.by)


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
