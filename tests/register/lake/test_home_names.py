"""Lakes in folders with any name, empty tables, tables that grew columns, logs that grew old."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable

import factory
from deep import times
from zhiquan.register.batches import Register
from zhiquan.register.lake.digest import lake_digest
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.manifest import Because
from zhiquan.register.lake.reader import Reader
from zhiquan.register.lake.writer import Writer
from zhiquan.register.tables import TABLES, TableShape

ODD = "数据 库%20[1]"


def patents(*serials: int, title: str = "电池") -> factory.Rows:
    return {"rights": [{"app_no": factory.application(n), "title": title, "applicants": ["甲"]} for n in serials]}


def test_a_lake_in_an_oddly_named_folder_loads_updates_undoes_and_reads(tmp_path: Path) -> None:
    made = factory.register(tmp_path / ODD / "it's" / "数据湖")
    plain = factory.register(tmp_path / "plain")
    for register in (made, plain):
        factory.load(register, patents(1, 2, 3))
        update = factory.load(register, patents(2, title="钢材"), day=2)
        assert [row["title"] for row in factory.rows_of(register, "rights")] == ["电池", "钢材", "电池"]
        register.undo(update.batch, actor=factory.actor(3))
        register.rebuild(actor=factory.actor(4))
    assert factory.differing(factory.digests(made), factory.digests(plain)) == []
    for name, state in made.home.current().tables.items():
        assert all((made.home.table(name) / file.name).is_file() for file in state.files)


def test_the_delta_log_of_an_oddly_named_lake_names_its_files_relatively(tmp_path: Path) -> None:
    made = factory.register(tmp_path / ODD)
    factory.load(made, patents(1))
    for entry in made.home.table("rights").glob("_delta_log/*.json"):
        assert str(tmp_path) not in entry.read_text(encoding="utf-8")


def test_a_lake_created_in_an_oddly_named_folder_needs_no_other(tmp_path: Path) -> None:
    made = Register(LakeHome(tmp_path / ODD), factory.rules())
    made.create(actor=factory.actor())
    factory.load(made, patents(1))
    assert len(factory.rows_of(made, "rights")) == 1


@pytest.mark.parametrize("name", ["rights", "events", "decisions", "observations_rights"])
def test_an_empty_table_reads_as_no_rows_with_all_columns(tmp_path: Path, name: str) -> None:
    made = factory.register(tmp_path / "lake")
    with factory.read(made) as reader:
        found = reader.rows(f"SELECT * FROM {reader.from_(name)}")
        one = reader.rows(f"SELECT * FROM {reader.from_(name, value='nobody')}")
    assert (found.num_rows, one.num_rows) == (0, 0)
    assert found.column_names == one.column_names == TABLES[name].names


def test_a_table_that_grew_a_column_reads_old_and_new_rows_and_old_snapshots_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = factory.register(tmp_path / "lake")
    whole = TABLES["work_events"]
    narrow = replace(whole, name="grown", columns=whole.columns[:-1])
    wide = replace(whole, name="grown")
    old = _with_rows(made, narrow, monkeypatch, name="a", outcome=None)
    before = factory.digests(made, old)
    new = _with_rows(made, wide, monkeypatch, name="b", outcome="done")
    assert [row["outcome"] for row in factory.rows_of(made, "grown")] == [None, "done"]
    assert "outcome" not in factory.rows_of(made, "grown", snapshot=old)[0]
    assert factory.digests(made, old) == before
    with Writer(made.home, memory=300) as writer:
        writer.replace("grown", keys=pa.array(["a"]), new=[])
        writer.publish(Because("test", "", "clerk", factory.actor().at), definitions={})
    assert [row["id"] for row in factory.rows_of(made, "grown")] == ["b"]
    assert [row["outcome"] for row in factory.rows_of(made, "grown", snapshot=new)] == [None, "done"]
    assert DeltaTable(made.home.table("grown")).schema().to_arrow().names == wide.names


def _with_rows(made: Register, shape: TableShape, patch: pytest.MonkeyPatch, *, name: str, outcome: str | None) -> str:
    patch.setitem(TABLES, "grown", shape)
    row = {"id": name, "step": "x"} | ({"outcome": outcome} if outcome else {})
    with Writer(made.home, memory=300) as writer:
        assert writer.make_tables([shape]) == ["grown"]
        writer.append("grown", [pa.RecordBatch.from_pylist([row], schema=shape.schema)])
        return writer.publish(Because("test", name, "clerk", factory.actor().at), definitions={}).id


def test_snapshots_stay_readable_after_many_commits_and_an_aged_log(tmp_path: Path) -> None:
    made = factory.register(tmp_path / "lake")
    ids = [factory.load(made, patents(1)).snapshot]
    digests = factory.digests(made)
    old = time.time() - 60 * 86_400
    commits = times(30, 250)
    for number in range(commits):
        _append_batch_row(made, number)
        if number % 10 == 9:
            _age(made, old)
            DeltaTable(made.home.table("batches")).create_checkpoint()
    assert factory.digests(made, ids[0]) == digests
    entries = sorted(file.name for file in made.home.table("batches").glob("_delta_log/*.json"))
    assert len(entries) == commits + 2, "no entry of the log vanished with age"
    assert len(factory.rows_of(made, "batches")) == commits + 1
    first = DeltaTable(made.home.table("batches"), version=made.home.snapshot(ids[0]).tables["batches"].version)
    rows = sum(pq.read_metadata(made.home.table("batches") / file).num_rows for file in _files(first))
    assert rows == 1


def _files(table: DeltaTable) -> list[str]:
    return [f"data/{uri.rpartition('/')[2]}" for uri in table.file_uris()]


def _append_batch_row(made: Register, number: int) -> None:
    row = {"batch": f"b-{number:04d}", "rows": "{}", "known": factory.actor().at.date()}
    with Writer(made.home, memory=300) as writer:
        writer.append("batches", [pa.RecordBatch.from_pylist([row], schema=TABLES["batches"].schema)])
        writer.publish(Because("test", str(number), "clerk", factory.actor().at), definitions={})


def _age(made: Register, moment: float) -> None:
    for entry in made.home.table("batches").glob("_delta_log/*"):
        os.utime(entry, (moment, moment))


def test_a_reader_of_a_listed_table_needs_only_the_manifest(tmp_path: Path) -> None:
    made = factory.register(tmp_path / "lake")
    factory.load(made, patents(1))
    for log in made.home.tables.glob("*/_delta_log"):
        log.rename(log.with_name("away"))
    states = made.home.current().tables
    with Reader(made.home.tables, states, memory=300) as reader:
        assert set(lake_digest(reader, list(states))) == set(TABLES)
