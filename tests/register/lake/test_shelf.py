"""Snapshots are found by id or its leading part; a changed manifest is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import factory
from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.register.batches import Register
from zhiquan.register.lake.home import SCHEMA_NUMBER, LakeHome
from zhiquan.register.lake.manifest import read_manifest


@pytest.fixture
def made(tmp_path: Path) -> Register:
    register = factory.register(tmp_path / "lake")
    factory.load(register, {"pledges": [{"number": "P1"}]})
    return register


def test_a_snapshot_is_found_by_the_leading_part_that_names_it_alone(made: Register) -> None:
    current = made.home.current()
    assert made.home.snapshot(current.id) == made.home.snapshot(current.id[:9]) == made.home.snapshot(None) == current
    for name in ("00000", "", "nothing"):
        with pytest.raises(NotFound) as refused:
            made.home.snapshot(name)
        assert "there is no snapshot" in factory.said(refused)
    assert current.id in factory.said(refused)


def test_a_manifest_changed_after_publication_is_refused(made: Register) -> None:
    file = made.home.shelf.folder / f"{made.home.current().id}.json"
    file.write_text(file.read_text(encoding="utf-8").replace('"by":"clerk"', '"by":"other"'), encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        made.home.current()
    assert "it was changed" in factory.said(refused)
    with pytest.raises(BadInput):
        factory.load(made, {"pledges": [{"number": "P2"}]})


def test_a_manifest_reads_back_as_it_was_written(made: Register) -> None:
    current = made.home.current()
    assert read_manifest(current.to_bytes()) == current
    assert current.because.subject == factory.rows_of(made, "batches")[0]["batch"]
    assert set(current.definitions) == {"knowledge", "place_reading"}


def test_an_empty_folder_has_no_snapshot(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as refused:
        LakeHome(tmp_path / "none").current()
    assert "the register is empty" in factory.said(refused)
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("number", "way_out"),
    [(SCHEMA_NUMBER - 1, "Run zhiquan upgrade"), (SCHEMA_NUMBER + 1, "Update this program")],
)
def test_another_layout_is_refused_with_the_way_out(made: Register, number: int, way_out: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        made.home.require_layout(replace(made.home.current(), schema_number=number))
    assert way_out in factory.said(refused)


def test_a_draft_left_by_a_kill_is_no_snapshot(made: Register) -> None:
    before = made.home.shelf.ids()
    (made.home.shelf.folder / ".000009-000000000000.json.1.draft").write_text("{", encoding="utf-8")
    assert made.home.shelf.ids() == before
