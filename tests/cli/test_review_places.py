"""``zhiquan review places``: an address without a town is asked about and placed by a clerk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import factory
from zhiquan.cli.main import main


@pytest.fixture
def home(tmp_path: Path) -> Path:
    register = factory.register(tmp_path / "lake")
    row = {"app_no": factory.application(1), "applicants": ["重庆甲乙化工有限公司"], "address": "重庆市长寿区化工路9号"}
    factory.load(register, {"rights": [row]})
    return tmp_path


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def program(*words: str, code: int = 0) -> list[dict[str, Any]]:
        monkeypatch.setenv("ZHIQUAN_HOME", str(home))
        with pytest.raises(SystemExit) as left:
            main([*words, "--json"])
        printed = capsys.readouterr()
        assert left.value.code == code, printed.err
        return [json.loads(line) for line in printed.out.splitlines()]

    return program


@pytest.mark.parametrize(("answer", "value"), [("yes", "500115"), ("500115130", "500115130"), ("outside", "outside")])
def test_a_place_is_decided_by_yes_a_code_or_outside(run: Any, answer: str, value: str) -> None:
    (doubt,) = run("review", "places")
    assert (doubt["kind"], doubt["value"]) == ("place", "500115")
    (done,) = run("review", "decide", doubt["id"], answer, "--reason", "实地核对")
    assert (done["kind"], done["value"]) == ("place", value)
    assert [row["value"] for row in run("review", "decided")] == [value]
    run("review", "undo", done["batch"])
    assert [row["id"] for row in run("review", "places")] == [doubt["id"]]


def test_a_no_does_not_place_anything(run: Any) -> None:
    (doubt,) = run("review", "places")
    run("review", "decide", doubt["id"], "no", "--reason", "x", code=3)
