"""A new lake whose first writer died begins again, and its log says what the manifest says."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable

import factory
from zhiquan.register.batches import Register
from zhiquan.register.lake import delta
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.shelf import Shelf
from zhiquan.register.lake.writer import Writer
from zhiquan.register.tables import TABLES

ROWS: factory.Rows = {"rights": [{"app_no": factory.application(n), "title": f"演示{n}"} for n in range(5)]}


class PowerCutError(Exception):
    """Stands for what ends a process between the tables and the manifest."""


def new_register(tmp_path: Path) -> Register:
    return Register(LakeHome(tmp_path / "lake"), factory.rules())


def logged_files(made: Register, name: str) -> set[str]:
    return {uri.rpartition("/")[2] for uri in DeltaTable(made.home.table(name)).file_uris()}


def test_every_table_of_a_new_lake_begins_with_one_entry_that_names_its_files(tmp_path: Path) -> None:
    made = new_register(tmp_path)
    factory.load(made, ROWS)
    states = made.home.current().tables
    assert set(states) == set(TABLES)
    assert {state.version for state in states.values()} == {0}
    for name, state in states.items():
        assert logged_files(made, name) == {file.name.rpartition("/")[2] for file in state.files}, name
        entry = (made.home.table(name) / delta.LOG / f"{0:020d}.json").read_text(encoding="utf-8").splitlines()
        settings = next(told["metaData"]["configuration"] for line in entry if "metaData" in (told := json.loads(line)))
        assert settings == delta.KEEP_LOG


def test_what_a_dead_first_writer_logged_is_undone_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = new_register(tmp_path)

    def cut(*_: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as patch:
        patch.setattr(Shelf, "publish", cut)
        with pytest.raises(PowerCutError):
            factory.load(made, ROWS)
    assert made.home.shelf.current() is None
    factory.load(made, ROWS)
    for name, state in made.home.current().tables.items():
        assert state.version == 1
        assert logged_files(made, name) == {file.name.rpartition("/")[2] for file in state.files}, name
    assert len(factory.rows_of(made, "rights")) == 5


def write_and_fail(made: Register) -> None:
    batch = pa.RecordBatch.from_pylist([{"batch": f"b{n:05d}"} for n in range(20_000)], schema=TABLES["batches"].schema)
    with Writer(made.home, memory=300) as writer:
        sink = writer.part_writer("batches")
        for _ in range(7):
            sink.write(batch)
        raise PowerCutError


def test_a_write_that_fails_in_the_middle_leaves_no_file_behind(tmp_path: Path) -> None:
    made = factory.register(tmp_path / "lake")
    before = factory.data_files(made)
    with pytest.raises(PowerCutError):
        write_and_fail(made)
    assert factory.data_files(made) == before
