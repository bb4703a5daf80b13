"""Files of a table are written in order and of a bounded size, and a failure of the writing thread is told."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from zhiquan.register.lake import files
from zhiquan.register.lake.delta import make_folders
from zhiquan.register.lake.files import PartWriter, Stall, write_parts

SCHEMA = pa.schema([("batch", pa.string()), ("line", pa.int32())])


def stall(tmp_path: Path) -> Stall:
    make_folders(tmp_path)
    return Stall(tmp_path, "m")


def piece(first: int, count: int) -> pa.RecordBatch:
    lines = range(first, first + count)
    return pa.RecordBatch.from_pydict({"batch": [f"b{n:04d}" for n in lines], "line": list(lines)}, schema=SCHEMA)


def test_rows_keep_their_order_and_every_file_tells_its_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "ROWS_PER_FILE", 250)
    place = stall(tmp_path)
    made = write_parts(place, (piece(first, 100) for first in range(0, 1_000, 100)), schema=SCHEMA, by="batch")
    # 100 + 100 + 100 rows reach the bound of 250: three files of 300 rows and one of 100
    assert [(file.rows, file.low, file.high) for file in made] == [
        (300, "b0000", "b0299"), (300, "b0300", "b0599"), (300, "b0600", "b0899"), (100, "b0900", "b0999"),
    ]  # fmt: skip
    read = pa.concat_tables(pq.read_table(place.path(file.name)) for file in made)
    assert read["line"].to_pylist() == list(range(1_000))
    assert [file.size for file in made] == [place.path(file.name).stat().st_size for file in made]


def test_no_rows_make_no_file(tmp_path: Path) -> None:
    assert write_parts(stall(tmp_path), [piece(0, 0)], schema=SCHEMA, by="batch") == []


def test_what_the_writing_thread_meets_is_raised_by_the_next_step(tmp_path: Path) -> None:
    sink = PartWriter(Stall(tmp_path / "nowhere", "m"), schema=SCHEMA, by="batch")
    sink.write(piece(0, 1))
    with pytest.raises(FileNotFoundError):
        sink.close()
    sink.abandon()
