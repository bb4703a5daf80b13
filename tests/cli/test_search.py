"""``zhiquan search`` as a user runs it on a small register."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import factory
from planted_rights import SECRET, rows
from zhiquan.cli.main import main

Run = Callable[..., tuple[str, str]]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("found")
    factory.load(factory.register(folder / "lake"), {"rights": rows()}, day=1, month=3)
    return folder


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def program(*words: str, code: int = 0) -> tuple[str, str]:
        monkeypatch.setenv("ZHIQUAN_HOME", str(home))
        monkeypatch.setenv("ZHIQUAN_TODAY", "2024-06-01")
        with pytest.raises(SystemExit) as left:
            main(words)
        printed = capsys.readouterr()
        assert left.value.code == code, printed.err
        return printed.out, printed.err

    return program


def test_the_first_question_builds_the_index_and_says_so_and_the_second_does_not(run: Run) -> None:
    out, said = run("search", "--json", "--limit", "3", "阻垢 -KIND:使用说明")
    (hit,) = [json.loads(line) for line in out.splitlines()]
    assert list(hit) == ["schema", "id", "kind", "title", "score", "highlights"]
    assert (hit["schema"], hit["id"], hit["kind"]) == ("search-hit/1", "trademark:CN9000001/09", "trademark")
    assert hit["highlights"] == [{"part": "body", "text": "工业用水软化剂；阻垢剂", "marks": [[8, 10]]}]
    assert "索引已重建" in said
    assert "快照 000001" in said
    assert "索引" not in run("search", "阻垢")[1]


def test_explain_prints_the_query_and_its_readback(run: Run) -> None:
    out, _ = run("search", "--explain", "--json", "阻垢 ?循环水 日期：2012..")
    told = json.loads(out)
    assert told["schema"] == "search-explain/1"
    assert told["parsed"] == "阻垢 ?循环水 DATE:2012.."
    assert (
        told["readback"]["zh"] == "必须含“阻垢”（或防垢、抑垢），最好含“循环水”（或循环冷却水），日期在 2012 年以后。"
    )
    assert [one["role"] for one in told["conditions"]] == ["must", "maybe", "must"]


def test_a_mistake_points_at_the_character_and_mends_the_query(run: Run) -> None:
    _, said = run("search", "--json", "(阻垢 OR 缓蚀", code=3)
    told = json.loads(said)
    assert told["error"] == "QueryMistake"
    assert told["where"]["character"] == "1"
    assert "(阻垢 OR 缓蚀)" in told["remedy"]


def test_kinds_facets_and_similar_records(run: Run) -> None:
    out, _ = run("search", "--json", "--facets", "--kind", "实用新型", "--limit", "1", "电池")
    lines = [json.loads(line) for line in out.splitlines()]
    (kinds,) = [line["values"] for line in lines if line.get("facet") == "kind"]
    counts = {one["key"]: one["count"] for one in kinds}
    assert (counts["invention_patent"], counts["utility_model"]) == (10, 10)
    assert set(counts) == {"invention_patent", "utility_model", "guide"}  # the documentation speaks of it too
    near, _ = run("search", "--json", "--similar", lines[0]["id"], "--limit", "5")
    found = [json.loads(line) for line in near.splitlines()]
    assert len(found) == 5
    assert all("电池" in one["title"] for one in found)
    assert lines[0]["id"] not in {one["id"] for one in found}
    assert "没有类型" in run("search", "--kind", "飞船", "电池", code=3)[1]


def test_hits_are_taken_away_as_a_file_that_leaves_a_line(run: Run, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "hits.csv"
    run("search", "--export", str(file), SECRET)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        listed = list(csv.DictReader(opened))
    assert {row["名称"] for row in listed} == {
        f"演示{SECRET}未公布装置",
        f"演示{SECRET}秘密",
        "演示个人发明",
        f"钱{SECRET}",
    }
    trail = [json.loads(line) for line in (home / "lake" / "trail.jsonl").read_text("utf-8").splitlines()]
    assert trail[-1]["detail"]["query"] == SECRET
    assert run("search", "--export", str(tmp_path / "hits.xlsx"), "电池", code=3)[1]


@pytest.mark.parametrize(
    "words",
    [
        ["--explain", b"\xb5\xe7\xb3\xd8"],  # 电池 as a terminal of another encoding sends it
        ["--explain", "--json", b"PA:\xff"],
        [b"\xff"],
        ["--json", "电池 \udcff".encode("utf-8", "surrogateescape")],
        ["--json", "--similar", b"patent:\xff"],
        ["--since", b"\xff", "电池"],
        ["--kind", b"\xff", "电池"],
        ["--lang", "en", "--json", "--explain", b"TI:\xff"],
        ["--order", b"\xff", "电池"],
    ],
)
def test_a_byte_that_is_no_utf8_is_refused_and_never_ends_in_a_trace(home: Path, words: list[str | bytes]) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZHIQUAN_", "PYTHON", "LC_"))}
    # as in most terminals: what cannot be encoded is an error on stdout
    own = {"ZHIQUAN_HOME": str(home), "PYTHONIOENCODING": "utf-8:strict", "PYTHONUTF8": "1"}
    command: list[str | bytes] = [sys.executable, "-m", "zhiquan.cli.main", "search", *words]
    ended = subprocess.run(command, env={**kept, **own}, cwd=home, capture_output=True, check=False)
    said = ended.stderr.decode()
    assert "Traceback" not in said
    assert ended.stdout == b""
    if "--order" in words:
        assert ended.returncode == 2
        return
    assert ended.returncode == 3
    assert ("no UTF-8" if "en" in words else "不是 UTF-8 的字节") in said
    if "--json" in words:
        assert int(json.loads(said)["where"]["character"]) >= 1


def test_hits_are_written_to_a_file_whose_name_is_no_utf8(home: Path, tmp_path: Path) -> None:
    own = {"ZHIQUAN_HOME": str(home), "ZHIQUAN_TODAY": "2024-06-01", "PYTHONIOENCODING": "utf-8:strict"}
    file = os.fsencode(tmp_path) + b"/\xff.csv"
    command: list[str | bytes] = [sys.executable, "-m", "zhiquan.cli.main", "search", "--export", file, "电池"]
    ended = subprocess.run(command, env={**os.environ, **own}, cwd=home, capture_output=True, check=False)
    assert (ended.returncode, b"Traceback" in ended.stderr) == (0, False), ended.stderr
    assert Path(os.fsdecode(file)).exists()
