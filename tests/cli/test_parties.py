"""``zhiquan parties`` and ``zhiquan review`` as a user runs them: JSON shapes, exit codes, words."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import factory
from zhiquan.cli.main import main

RIGHT, SLIP = "重庆维特瑞安科技有限公司", "重庆维特端安科技有限公司"
Run = Callable[..., tuple[str, str]]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with a slip of the pen, a branch and two spellings."""
    folder = tmp_path_factory.mktemp("filled")
    register = factory.register(folder / "lake")
    names = [
        RIGHT,
        RIGHT,
        SLIP,
        "Goertek Inc.",
        "GOERTEK, INC",
        "重庆甲乙化工有限公司",
        "重庆甲乙化工有限公司长寿分公司",
    ]
    rows = [{"app_no": factory.application(number), "applicants": [name]} for number, name in enumerate(names, 1)]
    factory.load(register, {"rights": rows})
    return folder


@pytest.fixture
def run(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program on a copy of that register; ``code`` is the exit code it must leave with."""
    home = tmp_path / "home"
    shutil.copytree(filled, home)

    def program(*words: str, code: int = 0) -> tuple[str, str]:
        monkeypatch.setenv("ZHIQUAN_HOME", str(home))
        monkeypatch.setenv("ZHIQUAN_TODAY", "2024-06-01")
        with pytest.raises(SystemExit) as left:
            main(words)
        printed = capsys.readouterr()
        assert left.value.code == code, printed.err
        return printed.out, printed.err

    return program


def objects(printed: tuple[str, str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed[0].splitlines()]


def test_parties_come_one_per_line_with_the_rights_they_hold(run: Run) -> None:
    rows = objects(run("parties", "--json"))
    assert [(row["schema"], row["rights"]) for row in rows] == [("party/1", 2)] * 2 + [("party/1", 1)] * 3
    assert {"party", "name", "code", "region", "names", "rights"} <= set(rows[0])
    assert len(objects(run("parties", "--json", "--limit", "2"))) == 2
    assert objects(run("parties", "--json", "--region", "500115")) == []


def test_one_party_is_told_with_names_reasons_and_groups(run: Run) -> None:
    (row,) = objects(run("parties", "--json", "--name", "goertek inc"))
    assert sorted((link["reason"], link["score"]) for link in row["links"]) == [
        ("same_name", "1.000000"),
        ("spelling", "0.990000"),
    ]
    told = {row["name"]: row for row in objects(run("parties", "--json", "--name", "重庆甲乙化工有限公司"))}
    assert told["重庆甲乙化工有限公司"]["groups"][0]["others"] == 1
    assert "links" not in told["重庆甲乙化工有限公司长寿分公司"]
    out, err = run("--lang", "en", "parties", "--name", "goertek inc")
    assert "other spelling" in out
    assert "snapshot" in err
    assert "没有符合条件的主体" in run("parties", "--name", "没有这个")[0]


def test_a_doubt_is_listed_decided_shown_and_taken_back(run: Run) -> None:
    (doubt,) = objects(run("review", "parties", "--json"))
    assert (doubt["schema"], doubt["kind"], doubt["subject"], doubt["value"]) == ("doubt/1", "same_party", RIGHT, SLIP)
    assert set(doubt["reason"]) == {"zh", "en"}
    (done,) = objects(run("review", "decide", doubt["id"], "yes", "--reason", "同一营业执照", "--json"))
    assert (done["schema"], done["kind"]) == ("decision/1", "same_party")
    assert objects(run("review", "parties", "--json")) == []
    (decided,) = objects(run("review", "decided", "--json"))
    assert (decided["batch"], decided["reason"], decided["day"]) == (done["batch"], "同一营业执照", "2024-06-01")
    (party,) = objects(run("parties", "--json", "--name", SLIP))
    assert (party["name"], party["rights"]) == (RIGHT, 3)
    assert "同一主体" in run("review", "decided")[0]
    assert objects(run("review", "undo", done["batch"], "--json"))[0]["schema"] == "undo/1"
    assert [row["id"] for row in objects(run("review", "parties", "--json"))] == [doubt["id"]]


def test_a_no_is_remembered_too(run: Run) -> None:
    (doubt,) = objects(run("review", "parties", "--json"))
    assert "已记录：不同主体" in run("review", "decide", doubt["id"], "no", "--reason", "两家企业")[0]
    assert objects(run("review", "parties", "--json")) == []
    assert len(objects(run("parties", "--json"))) == 5


def test_without_a_kind_both_are_listed_for_people(run: Run) -> None:
    out, _ = run("review")
    assert "是否同一主体" in out
    assert "zhiquan review decide" in out
    assert "Nothing to decide" in run("--lang", "en", "review", "--limit", "0")[0]


def test_what_cannot_be_decided_is_refused_with_the_way_out(run: Run) -> None:
    (doubt,) = objects(run("review", "parties", "--json"))
    assert "yes" in run("review", "decide", doubt["id"], "500115", "--reason", "x", code=3)[1]
    assert "zhiquan review" in run("review", "decide", "same_party:0", "yes", "--reason", "x", code=4)[1]
    assert "依据" in run("review", "decide", doubt["id"], "yes", "--reason", " ", code=3)[1]
    run("review", "decide", doubt["id"], "yes", code=2)


def test_only_decisions_are_taken_back_here(run: Run) -> None:
    (batch,) = objects(run("batches", "--json"))
    assert "zhiquan undo" in run("review", "undo", batch["batch"], code=5)[1]
    assert "review decided" in run("review", "undo", "b-0", code=4)[1]
