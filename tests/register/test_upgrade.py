"""An upgrade adds what a lake lacks, derives again, and leaves old snapshots as they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factory import actor, application, differing, digests, load, read, register, rows_of, rules
from zhiquan.basics.errors import NotAllowed
from zhiquan.register.batches import Register
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.lake.manifest import Because
from zhiquan.register.lake.writer import Writer
from zhiquan.register.reading.place_doubts import doubtful_places
from zhiquan.register.tables import TABLES
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


def test_a_lake_of_a_newer_product_is_left_alone(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    newer = replace(made.home.current(), number=1, schema_number=99)
    made.home.shelf.publish(newer)
    with pytest.raises(NotAllowed, match="99"):
        plan_upgrade(made)
    with pytest.raises(NotAllowed, match="99"):
        load(made, {"series": [{"name": "x"}]})
