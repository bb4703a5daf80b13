"""Replacing the rows of some keys in a table by files of new rows, rewriting as little as can be (按键替换).

Rows that stay as they were are not written again: old and new rows of the touched keys are compared first, and
only files that hold a row which goes are rewritten.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from zhiquan.register.lake.files import ROWS_PER_GROUP, Stall, write_parts
from zhiquan.register.lake.manifest import DataFile, TableState
from zhiquan.register.lake.reader import Reader, quote_name, scan

SMALL = 50_000
MANY_SMALL = 24
LONG = frozenset(["abstract", "claims", "goods", "text", "extra"])
"""Columns of long texts, compared only when the other columns of a row are equal."""


@dataclass(frozen=True, slots=True)
class Change:
    """Files that join a table and files that leave it; ``drafts`` were written on the way and serve nothing."""

    adds: tuple[DataFile, ...] = ()
    removes: tuple[DataFile, ...] = ()
    drafts: tuple[DataFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A table being changed: where its files go, its state now and its ``by`` column."""

    stall: Stall
    state: TableState
    by: str

    def scan(self, files: Sequence[DataFile], *, extra: str = "") -> str:
        """SQL of the rows of some files."""
        return scan(self.stall.folder, self.state, files=files, extra=extra)

    def without(self, reader: Reader, file: DataFile, *, gone: str) -> list[DataFile]:
        """One file written again without the rows whose key is in the engine's table ``gone``; none when all go."""
        staying = f"SELECT * FROM {self.scan([file])} WHERE {quote_name(self.by)} NOT IN (SELECT key FROM {gone})"
        made = self.stall.new_name()
        rows = reader.save(staying, self.stall.path(made), rows_per_group=ROWS_PER_GROUP)
        if rows == 0:
            self.stall.path(made).unlink()
            return []
        return [replace(file, name=made, rows=rows, size=self.stall.path(made).stat().st_size)]


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
    reader.with_keys(keys, name="touched_keys")
    if not _compare(reader, place, touched, new):
        return Change(adds=tuple(new))
    losing = _holding_gone(reader, touched)
    kept = [made for file in losing for made in place.without(reader, file, gone="gone_keys")]
    return Change(adds=(*kept, *_added(reader, place)), removes=tuple(losing), drafts=tuple(new))


def _compare(reader: Reader, place: Place, touched: Sequence[DataFile], new: Sequence[DataFile]) -> bool:
    """Make ``new_rows``, ``places`` of old rows, ``gone_keys`` that lose a row and ``old_rows`` of the other keys.

    Keys whose short columns tell that a row goes are settled first: long texts are read for the others only.

    Returns:
        False when the table holds no row of the touched keys.
    """
    by, run = quote_name(place.by), reader.run
    run(f"CREATE OR REPLACE TEMP TABLE new_rows AS FROM {place.scan(list(new))}")
    columns = [quote_name(name) for name in place.state.columns if name not in LONG]
    short = ", ".join(columns)
    rows = f"FROM {place.scan(touched, extra='filename')} WHERE {by} IN (FROM touched_keys)"
    run(f"CREATE OR REPLACE TEMP TABLE short_rows AS SELECT {short}, filename {rows}")
    run(f"CREATE OR REPLACE TEMP TABLE places AS SELECT DISTINCT {by} AS key, filename FROM short_rows")
    if not reader.records("SELECT 1 FROM places LIMIT 1"):
        return False
    run(f"""
        CREATE OR REPLACE TEMP TABLE gone_keys AS SELECT DISTINCT {by} AS key
        FROM (SELECT {short} FROM short_rows EXCEPT ALL SELECT {short} FROM new_rows)
    """)
    if len(columns) == len(place.state.columns):
        run(f"CREATE OR REPLACE TEMP TABLE old_rows AS SELECT {short} FROM short_rows")
    elif not reader.records("SELECT 1 FROM places WHERE key NOT IN (FROM gone_keys) LIMIT 1"):
        run("CREATE OR REPLACE TEMP TABLE old_rows AS FROM new_rows LIMIT 0")
    else:
        run(f"""
            CREATE OR REPLACE TEMP TABLE old_rows AS
            SELECT * EXCLUDE (filename) {rows} AND {by} NOT IN (FROM gone_keys)
        """)
        run(f"INSERT INTO gone_keys SELECT DISTINCT {by} FROM (FROM old_rows EXCEPT ALL FROM new_rows)")
    return True


def _holding_gone(reader: Reader, touched: Sequence[DataFile]) -> list[DataFile]:
    """Files with a row of a key that loses a row."""
    found = reader.records("SELECT DISTINCT filename FROM places WHERE key IN (FROM gone_keys)")
    names = {row["filename"].rpartition("/")[2] for row in found}
    return [file for file in touched if file.name.rpartition("/")[2] in names]


def _added(reader: Reader, place: Place) -> list[DataFile]:
    """New rows of keys that lose a row, and rows other keys gain."""
    by = quote_name(place.by)
    gained = f"SELECT * FROM (FROM new_rows EXCEPT ALL FROM old_rows) WHERE {by} NOT IN (FROM gone_keys)"
    rows = reader.stream(f"SELECT * FROM new_rows WHERE {by} IN (FROM gone_keys) UNION ALL {gained}")
    return write_parts(place.stall, rows, schema=place.state.schema, by=place.by)


def compact(reader: Reader, place: Place) -> Change:
    """Merge small files once there are many, ordered by the ``by`` column; no row changes."""
    small = [file for file in place.state.files if 0 < file.rows < SMALL]
    if len(small) <= MANY_SMALL:
        return Change()
    ordered = f"SELECT * FROM {place.scan(small)} ORDER BY {quote_name(place.by)}"
    files = write_parts(place.stall, reader.stream(ordered), schema=place.state.schema, by=place.by)
    return Change(adds=tuple(files), removes=tuple(small))


def _overlaps(file: DataFile, wanted: Sequence[str]) -> bool:
    if file.low is None or file.high is None:
        return False
    place = bisect_left(wanted, file.low)
    return place < len(wanted) and wanted[place] <= file.high
