"""Plain ways to keep the same rights, to measure the lake against: one Delta table, one Parquet file.

They keep the given columns only, without observations, history, parties or undoing.
"""

from __future__ import annotations

import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

import made_rights

Figures = dict[str, float]


def merged(room: Path, rows: int, *, new: int, updates: pa.RecordBatch) -> Figures:
    """Seconds to write a Delta table, and to merge new rows and updates into it."""
    from deltalake import DeltaTable, write_deltalake

    folder = str(room / "delta")
    begun = time.perf_counter()
    for batch in made_rights.rows(rows):
        write_deltalake(folder, pa.Table.from_batches([batch]), mode="append")
    written = time.perf_counter()
    fresh = pa.Table.from_batches(made_rights.rows(new, first=rows))
    same = "t.app_no = s.app_no"
    table = DeltaTable(folder)
    table.merge(fresh, same, "s", "t").when_matched_update_all().when_not_matched_insert_all().execute()
    added = time.perf_counter()
    changed = {name: f"s.{name}" for name in ("title", "status_word")}
    table.merge(pa.Table.from_batches([updates]), same, "s", "t").when_matched_update(changed).execute()
    return _figures(begun, written, added, time.perf_counter())


def rewritten(room: Path, rows: int, *, new: int, updates: pa.RecordBatch) -> Figures:
    """Seconds to write one Parquet file, and to read, change and write it again."""
    file = room / "rights.parquet"
    begun = time.perf_counter()
    pq.write_table(pa.Table.from_batches(made_rights.rows(rows)), file, compression="zstd")
    written = time.perf_counter()
    fresh = pa.Table.from_batches(made_rights.rows(new, first=rows))
    pq.write_table(pa.concat_tables([pq.read_table(file), fresh]), file, compression="zstd")
    added = time.perf_counter()
    held = pq.read_table(file)
    place = pc.index_in(held["app_no"], updates["app_no"])
    for name in ("title", "status_word"):
        value = pc.coalesce(updates[name].take(place.combine_chunks()), held[name].combine_chunks())
        held = held.set_column(held.schema.get_field_index(name), name, value)
    pq.write_table(held, file, compression="zstd")
    return _figures(begun, written, added, time.perf_counter())


def _figures(begun: float, written: float, added: float, changed: float) -> Figures:
    return {"write_s": written - begun, "new_rows_s": added - written, "updates_s": changed - added}
