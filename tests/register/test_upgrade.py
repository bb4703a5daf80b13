"""An upgrade adds what a lake lacks, derives again, and leaves old snapshots as they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from factory import actor, application, differing, digests, load, read, register, rows_of, rules, said
from zhiquan.basics.errors import NotAllowed
from zhiquan.register.batches import Register
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.manifest import Because
from zhiquan.register.lake.writer import Writer
from zhiquan.register.publications import publications, publish
from zhiquan.register.reading.place_doubts import doubtful_places
from zhiquan.register.tables import TABLES
from zhiquan.register.tables.plan_records import PLAN_KINDS
from zhiquan.register.upgrade import plan_upgrade, upgrade


def silent(stage: str, done: int) -> None:
    del stage, done


def test_a_lake_of_today_needs_nothing(tmp_path: Path) -> None:
    assert not plan_upgrade(register(tmp_path / "lake")).is_needed


def test_changed_definitions_derive_everything_again(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    load(made, {"rights": [{"app_no": application(1), "title": "甲"}]})
    with Writer(made.home, memory=300) as writer:
        old = writer.publish(Because("test", "", "clerk", actor().at), definitions={"knowledge": "older"})
    plan = plan_upgrade(made)
    assert plan.definitions_changed
    assert (plan.new_tables, plan.new_columns) == ((), {})
    upgrade(made, actor=actor(5), progress=silent)
    assert differing(digests(made), digests(made, old)) == []
    assert not plan_upgrade(made).is_needed


def test_a_column_the_lake_lacks_is_added_and_old_snapshots_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = register(tmp_path / "lake")
    load(made, {"series": [{"name": "x", "place": "500115"}]})
    before, content = made.home.current().id, digests(made)
    wider = replace(
        TABLES["published"],
        columns=(*TABLES["published"].columns, replace(TABLES["published"].columns[0], name="more")),
    )
    monkeypatch.setitem(TABLES, "published", wider)
    assert plan_upgrade(made).new_columns == {"published": ("more",)}
    upgrade(made, actor=actor(5), progress=silent)
    assert "more" in made.home.current().tables["published"].columns
    assert digests(made) == content
    assert digests(made, before) == content
    assert len(rows_of(made, "series", snapshot=before)) == 1


def test_a_lake_made_before_places_were_scored_opens_and_an_upgrade_places_its_rights(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scored = TABLES["rights"]
    old = replace(scored, columns=tuple(c for c in scored.columns if not c.name.startswith("place_")))
    monkeypatch.setitem(TABLES, "rights", old)
    made = Register(LakeHome(tmp_path / "lake"), rules())
    made.create(actor=actor())
    with Writer(made.home, memory=300) as writer:
        writer.publish(Because("test", "", "clerk", actor().at), definitions={"knowledge": "older"})
    monkeypatch.setitem(TABLES, "rights", scored)
    before = made.home.current().id
    assert rows_of(made, "rights") == []
    with read(made) as reader:
        assert doubtful_places(reader, home="500115") == []
    assert plan_upgrade(made).new_columns == {"rights": ("place_score", "place_reason")}
    upgrade(made, actor=actor(5), progress=silent)
    load(made, {"rights": [{"app_no": application(1), "address": "重庆市长寿区晏家街道演示路"}]}, day=6)
    (row,) = rows_of(made, "rights")
    assert (row["town"], row["place_reason"]) == ("500115002", "district")
    assert rows_of(made, "rights", snapshot=before) == []


def test_an_upgrade_places_rights_that_were_derived_without_places(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    load(made, {"rights": [{"app_no": application(1), "address": "重庆市长寿区晏家街道演示路"}]})
    placed = digests(made)
    with Writer(made.home, memory=300) as writer:
        columns = "* REPLACE (NULL AS region, NULL AS town, NULL AS place_score, NULL AS place_reason)"
        rows = writer.reader.rows(f"SELECT {columns} FROM {writer.reader.from_('rights')}")
        sink = writer.part_writer("rights")
        sink.write(rows)
        writer.replace_all("rights", sink.close())
        writer.publish(Because("test", "", "clerk", actor().at), definitions={"knowledge": "older"})
    assert rows_of(made, "rights")[0]["region"] is None
    assert plan_upgrade(made).definitions_changed
    upgrade(made, actor=actor(5), progress=silent)
    assert digests(made) == placed


def _layout_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tables as layout 2 had them: no plan's work, no survey samples, publications without content."""
    lacking = {
        "published": {"content"},
        "series": {"sample", "margin", "group"},
        "observations_series": {"sample", "margin", "group"},
    }
    for name in (*PLAN_KINDS, *(f"observations_{kind}" for kind in PLAN_KINDS)):
        monkeypatch.delitem(TABLES, name)
    for name, columns in lacking.items():
        shape = TABLES[name]
        kept = tuple(column for column in shape.columns if column.name not in columns)
        monkeypatch.setitem(TABLES, name, replace(shape, columns=kept))
    monkeypatch.setattr("zhiquan.register.lake.writer.SCHEMA_NUMBER", 2)
    monkeypatch.setattr("zhiquan.register.lake.home.SCHEMA_NUMBER", 2)


def test_a_lake_of_layout_two_gets_the_plans_tables_and_keeps_what_it_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Register(LakeHome(tmp_path / "lake"), rules())
    with monkeypatch.context() as older:
        _layout_two(older)
        made.create(actor=actor())
        with Writer(made.home, memory=300) as writer:
            row: dict[str, Any] = dict.fromkeys(TABLES["observations_registered_parties"].names)
            row |= {"batch": "b-0", "sheet": "", "line": 1, "key": "1||", "code": "1", "name": "甲"}
            shape = TABLES["observations_registered_parties"].schema
            writer.append("observations_registered_parties", [pa.RecordBatch.from_pylist([row], schema=shape)])
            batch = {"batch": "b-0", "authority": "own", "known": actor().at.date(), "loaded_at": actor().at}
            writer.append("batches", [pa.RecordBatch.from_pylist([batch], schema=TABLES["batches"].schema)])
            old = writer.publish(Because("test", "", "clerk", actor().at), definitions=made.rules.digests())
    assert old.schema_number == 2
    with pytest.raises(NotAllowed) as refused:
        load(made, {"duties": [{"number": "1", "text": "甲事"}]})
    assert "zhiquan upgrade" in said(refused)
    plan = plan_upgrade(made)
    assert (plan.from_layout, plan.to_layout) == (2, 3)
    assert set(plan.new_tables) == {*PLAN_KINDS, *(f"observations_{kind}" for kind in PLAN_KINDS)}
    assert plan.new_columns["published"] == ("content",)
    assert plan.new_columns["series"] == ("sample", "margin", "group")
    upgrade(made, actor=actor(5), progress=silent)
    assert not plan_upgrade(made).is_needed
    assert [row["name"] for row in rows_of(made, "registered_parties")] == ["甲"]
    load(made, {"duties": [{"plan": "p", "number": "1", "text": "甲事"}]}, day=6)
    load(made, {"series": [{"name": "x", "place": "500115", "sample": 700}]}, day=7)
    assert [row["key"] for row in rows_of(made, "duties")] == ["p|1"]
    assert [row["sample"] for row in rows_of(made, "series")] == [700]
    publish(made, id="b", what="board", content={"a": 1}, actor=actor(8), snapshot_id=made.home.current().id)
    with read(made) as reader:
        assert [one.id for one in publications(reader)] == ["b"]
    with read(made, old.id) as reader:
        assert publications(reader) == []


def test_a_lake_of_a_newer_product_is_left_alone(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    newer = replace(made.home.current(), number=1, schema_number=99)
    made.home.shelf.publish(newer)
    with pytest.raises(NotAllowed, match="99"):
        plan_upgrade(made)
    with pytest.raises(NotAllowed, match="99"):
        load(made, {"series": [{"name": "x"}]})
