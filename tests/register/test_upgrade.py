"""An upgrade adds what a lake lacks, derives again, and leaves old snapshots as they were."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from factory import actor, application, differing, digests, load, register, rows_of
from zhiquan.basics.errors import NotAllowed
from zhiquan.register.lake.manifest import Because
from zhiquan.register.lake.writer import Writer
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


def test_a_lake_of_a_newer_product_is_left_alone(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    newer = replace(made.home.current(), number=1, schema_number=99)
    made.home.shelf.publish(newer)
    with pytest.raises(NotAllowed, match="99"):
        plan_upgrade(made)
    with pytest.raises(NotAllowed, match="99"):
        load(made, {"series": [{"name": "x"}]})
