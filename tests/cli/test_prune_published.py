"""``zhiquan prune`` never takes away a snapshot that a publication names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import factory
from zhiquan.cli.main import main
from zhiquan.register.publications import publication, publish


def _prune(*words: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    with pytest.raises(SystemExit) as left:
        main(["prune", "--keep-days", "0", "--json", *words])
    assert left.value.code == 0
    return dict(json.loads(capsys.readouterr().out))


def test_a_published_snapshot_and_its_files_stay_when_the_others_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZHIQUAN_HOME", str(tmp_path))
    monkeypatch.setenv("ZHIQUAN_TODAY", "2026-01-01")
    made = factory.register(tmp_path / "lake")
    ids = [
        factory.load(made, {"rights": [{"app_no": factory.application(1), "title": f"第{day}版"}]}, day=day).snapshot
        for day in (2, 3, 4)
    ]
    was = factory.digests(made, ids[1])
    publish(made, id="b", what="board", content={"n": 1}, actor=factory.actor(5), snapshot_id=ids[1])
    (gone,) = [name for name in ids if name not in set(_kept(_prune("--dry-run", capsys=capsys))) | {ids[0]}]
    assert gone == ids[2]
    done = _prune(capsys=capsys)
    assert ids[1] in _kept(done)
    assert {ids[0], ids[2]} <= set(made.home.shelf.pruned())
    assert factory.digests(made, ids[1]) == was
    assert factory.rows_of(made, "rights", snapshot=ids[1])[0]["title"] == "第3版"
    with factory.read(made) as reader:
        assert publication(reader, "b").snapshot == ids[1]


def _kept(told: dict[str, object]) -> list[str]:
    kept = told["kept"]
    assert isinstance(kept, list)
    return kept
