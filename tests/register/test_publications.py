"""What was published stays as it was, with the snapshot it rests on, whatever happens to the register later."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import factory
from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.register.batches import Register
from zhiquan.register.lake.retention import plan_sweep, sweep
from zhiquan.register.publications import Publication, canonical_json, publication, publications, publish

BOARD = {"targets": [{"indicator": "甲", "value": "20.00"}], "asof": "2024-06-01"}


@pytest.fixture
def made(tmp_path: Path) -> Register:
    register = factory.register(tmp_path / "lake")
    factory.load(register, {"rights": [{"app_no": factory.application(1), "title": "甲"}]})
    return register


def _publish(made: Register, *, name: str = "board-1", content: Any = BOARD, snapshot: str = "", day: int = 3) -> str:
    rests_on = snapshot or made.home.current().id
    by = factory.actor(day)
    return publish(made, id=name, what="board", content=content, actor=by, snapshot_id=rests_on).id


def test_a_publication_is_kept_word_for_word_in_a_later_snapshot(made: Register) -> None:
    rests_on = made.home.current().id
    held = _publish(made)
    assert held == made.home.current().id != rests_on
    with factory.read(made) as reader:
        found = publication(reader, "board-1")
        assert publications(reader) == [found]
    assert (found.snapshot, found.what, found.by) == (rests_on, "board", "clerk")
    assert (found.published_on, found.content) == (date(2024, 6, 3), BOARD)
    assert found.text == '{"asof":"2024-06-01","targets":[{"indicator":"甲","value":"20.00"}]}'
    assert found.sha256 == hashlib.sha256(found.text.encode()).hexdigest()
    assert found.is_whole
    with factory.read(made, rests_on) as reader:
        assert publications(reader) == []


def test_publishing_the_same_again_changes_nothing(made: Register) -> None:
    rests_on = made.home.current().id
    held = _publish(made)
    again = _publish(made, content={"asof": "2024-06-01", "targets": BOARD["targets"]}, snapshot=rests_on, day=9)
    assert again == held == made.home.current().id


def test_other_content_or_another_snapshot_under_the_same_id_is_refused(made: Register) -> None:
    rests_on = made.home.current().id
    held = _publish(made)
    for content, snapshot in (({"asof": "2024-06-02"}, rests_on), (BOARD, held)):
        with pytest.raises(NotAllowed) as refused:
            _publish(made, content=content, snapshot=snapshot)
        assert "something else was published as board-1" in factory.said(refused)
    assert made.home.current().id == held


def test_a_snapshot_that_is_not_there_and_content_that_is_no_json_are_refused(made: Register) -> None:
    before = made.home.current().id
    with pytest.raises(NotFound):
        _publish(made, snapshot="000099-0123456789ab")
    for content in ({"day": date(2024, 6, 1)}, {"value": Decimal("1.0")}, {"value": float("nan")}):
        with pytest.raises(BadInput, match="JSON"):
            _publish(made, content=content)
    with pytest.raises(BadInput, match="编号"):
        _publish(made, name=" ")
    assert made.home.current().id == before


def test_a_publication_that_is_not_there_is_not_found(made: Register) -> None:
    with factory.read(made) as reader, pytest.raises(NotFound, match="没有发布 board-9"):
        publication(reader, "board-9")


def test_equal_content_has_equal_json_in_any_order() -> None:
    assert canonical_json({"b": 1, "a": "区"}) == '{"a":"区","b":1}' == canonical_json({"a": "区", "b": 1})


def test_after_imports_an_undo_a_rebuild_and_pruning_the_published_snapshot_reads_the_same(made: Register) -> None:
    rests_on = made.home.current().id
    was, rows = factory.digests(made, rests_on), factory.rows_of(made, "rights", snapshot=rests_on)
    (batch,) = (row["batch"] for row in factory.rows_of(made, "batches"))
    _publish(made)
    with factory.read(made) as reader:
        told = publication(reader, "board-1")
    for serial in range(2, 5):
        factory.load(made, {"rights": [{"app_no": factory.application(serial), "title": "乙"}]}, day=serial + 3)
    made.undo(batch, actor=factory.actor(10))
    made.rebuild(actor=factory.actor(11))
    published = {one.snapshot for one in _all(made)}
    planned = plan_sweep(made.home, published=published, today=date(2026, 1, 1), keep_days=0)
    sweep(made.home, planned)
    assert rests_on in made.home.shelf.ids()
    assert len(planned.retired) >= 4
    assert factory.digests(made, rests_on) == was
    assert factory.rows_of(made, "rights", snapshot=rests_on) == rows
    assert _all(made) == [told]
    assert plan_sweep(made.home, published=set(), today=date(2026, 1, 1), keep_days=0).retired == (rests_on,)


def test_what_is_published_stays_out_of_what_is_derived(made: Register) -> None:
    _publish(made)
    before = factory.digests(made)
    made.rebuild(actor=factory.actor(5))
    assert factory.differing(factory.digests(made), before) == []


def _all(made: Register) -> list[Publication]:
    with factory.read(made) as reader:
        return publications(reader)
