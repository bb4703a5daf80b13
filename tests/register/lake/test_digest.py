"""The digest of a table depends on its rows alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import factory
from zhiquan.register.batches import Register
from zhiquan.register.lake.digest import lake_digest, table_digest
from zhiquan.register.lake.files import Stall, write_parts
from zhiquan.register.lake.manifest import TableState
from zhiquan.register.lake.reader import Reader
from zhiquan.register.tables.catalogue import RIGHT_OBSERVATION
from zhiquan.register.tables.shapes import type_name

ROW: dict[str, Any] = {
    "batch": "b",
    "title": "电池",
    "claims_count": 3,
    "applicants": ["甲", "乙"],
    "extra": [("备注", "一")],
    "events": [{"event": "granted", "effective": None, "announced": None, "until": None, "days": 1, "word": "x"}],
}
COLUMNS = {column.name: type_name(column.type) for column in RIGHT_OBSERVATION.columns}


def digest(folder: Path, *files: list[dict[str, Any]], columns: dict[str, str] | None = None) -> str:
    """Digest of a table of some files."""
    folder.mkdir(exist_ok=True)
    (folder / "data").mkdir(exist_ok=True)
    state = TableState(version=0, columns=columns or COLUMNS, files=())
    made = []
    for rows in files:
        batch = pa.RecordBatch.from_pylist(rows, schema=state.schema)
        made += write_parts(Stall(folder, "m"), [batch], schema=state.schema, by="batch")
    with Reader(folder.parent, {folder.name: replace(state, files=tuple(made))}, memory=300) as reader:
        return table_digest(reader, folder.name)


def test_the_order_of_rows_and_files_does_not_matter(tmp_path: Path) -> None:
    rows = [ROW | {"line": n} for n in range(5)]
    one = digest(tmp_path / "t", rows)
    assert digest(tmp_path / "t", rows[::-1]) == one
    assert digest(tmp_path / "t", rows[3:], rows[:3]) == one


def test_a_column_that_is_null_throughout_does_not_matter(tmp_path: Path) -> None:
    narrow = {name: kind for name, kind in COLUMNS.items() if name not in {"abstract", "claims"}}
    assert digest(tmp_path / "t", [ROW]) == digest(tmp_path / "t", [ROW], columns=narrow)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "电 池"},
        {"title": None},
        {"title": ""},
        {"claims_count": 4},
        {"applicants": ["甲乙"]},
        {"applicants": ["乙", "甲"]},
        {"extra": [("备注", "二")]},
        {"events": []},
        {"title": None, "title_en": "电池"},
    ],
)
def test_one_changed_value_changes_the_digest(tmp_path: Path, change: dict[str, Any]) -> None:
    assert digest(tmp_path / "t", [ROW]) != digest(tmp_path / "t", [ROW | change])


def test_values_cannot_flow_from_one_column_into_the_next(tmp_path: Path) -> None:
    # 甲 in one column and a forged "title=1:乙" beside it must not read as two columns
    forged = digest(tmp_path / "t", [{"batch": "b", "reg_no": "甲title=1:乙"}])
    assert forged != digest(tmp_path / "t", [{"batch": "b", "reg_no": "甲", "title": "乙"}])


def test_a_row_twice_is_not_a_row_once(tmp_path: Path) -> None:
    assert digest(tmp_path / "t", [ROW, ROW]) != digest(tmp_path / "t", [ROW])


def test_progress_names_each_table_in_order(tmp_path: Path) -> None:
    made: Register = factory.register(tmp_path / "lake")
    told: list[str] = []
    with factory.read(made) as reader:
        found = lake_digest(reader, ["rights", "batches"], progress=told.append)
    assert told == list(found) == ["batches", "rights"]
    assert found["rights"] == found["batches"], "empty tables are alike"
