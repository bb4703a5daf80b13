"""The commands on the register, run as a user runs them: JSON shapes, exit codes, words."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from zhiquan.cli.main import main
from zhiquan.register.batches import Actor, Register, Source
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.rules import load_rules


@dataclass(frozen=True)
class Printed:
    """What one call of the program printed."""

    stdout: str
    stderr: str


Run = Callable[..., Printed]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of three source rows about two patents, and one about a mark of two classes."""
    folder = tmp_path_factory.mktemp("filled")
    register = Register(LakeHome(folder / "lake"), load_rules(None))
    register.create(actor=Actor("张三", datetime(2024, 1, 1, tzinfo=UTC)))
    patents = pa.table(
        {
            "app_no": ["CN202010566088.9", "ZL201811564288.X", "202010566088.9"],
            "pub_no": ["CN111639036A", "CN109999999B", "CN111639036B"],
            "title": ["=一种电池", "方法", "=一种电池"],
            "filed_on": [date(2020, 6, 19), date(2018, 12, 20), None],
            "published_on": [date(2020, 9, 8), date(2019, 7, 1), date(2021, 5, 4)],
            "applicants": [["甲公司"], ["乙公司"], ["甲公司"]],
            "region": ["500115", "500102", "500115"],
            "status_word": ["公开", "未缴年费", "驳回"],
        }
    )
    tool = Source("专利.xlsx", tool="incopat", as_of=date(2023, 12, 31))
    register.load({"rights": patents}, source=tool, actor=Actor("张三", datetime(2024, 1, 2, tzinfo=UTC)))
    marks = pa.table({"kind": ["trademark"], "reg_no": ["4409718"], "nice": [["31", "5"]], "title": ["橘"]})
    office = Source("商标.xlsx", authority="office")
    register.load({"rights": marks}, source=office, actor=Actor("李四", datetime(2024, 2, 2, tzinfo=UTC)))
    return folder


@pytest.fixture
def run(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program on a copy of that register; ``code`` is the exit code it must leave with."""
    home = tmp_path / "数据 库%20[1]"
    shutil.copytree(filled, home)

    def program(*words: str, code: int = 0, **settings: str) -> Printed:
        for name, value in {"ZHIQUAN_HOME": str(home), "ZHIQUAN_TODAY": "2024-06-01", **settings}.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as left:
            main(words)
        printed = capsys.readouterr()
        assert left.value.code == code, printed.err
        return Printed(printed.out, printed.err)

    return program


def objects(done: Printed) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_rights_come_one_per_line_with_the_names_of_the_reference(run: Run) -> None:
    rows = objects(run("rights", "--json"))
    assert [row["right"] for row in rows] == [
        "patent:CN201811564288.X",
        "patent:CN202010566088.9",
        "trademark:CN4409718/05",
        "trademark:CN4409718/31",
    ]
    battery = rows[1]
    assert battery["schema"] == "right/1"
    assert (battery["kind"], battery["granted_on"], battery["expires_on"]) == (
        "invention_patent",
        "2021-05-04",
        "2040-06-18",
    )
    assert (battery["status"], battery["status_stated"]) == ("in_force", "refused")


def test_rights_are_narrowed_by_status_place_holder_and_day(run: Run) -> None:
    assert objects(run("rights", "--count", "--json", "--kind", "invention_patent"))[0]["count"] == 2
    assert [row["right"] for row in objects(run("rights", "--json", "--holder", "乙公司"))] == [
        "patent:CN201811564288.X"
    ]
    assert objects(run("rights", "--json", "--count", "--place", "500115"))[0]["count"] == 1
    in_force = objects(run("rights", "--json", "--status", "in_force", "--on", "2022-01-01"))
    assert {row["status_group"] for row in in_force} == {"in_force"}
    then = objects(run("rights", "--json", "--count", "--status", "in_force", "--known", "2023-01-01"))
    assert then[0]["count"] == 0
    disputed = objects(run("rights", "--json", "--disputed"))
    assert [row["right"] for row in disputed] == ["patent:CN202010566088.9"]


def test_a_right_is_shown_by_any_spelling_with_both_statements_of_sources_that_differ(run: Run) -> None:
    for spelling in ("ZL202010566088.9", "ＣＮ２０２０１０５６６０８８．９", "cn111639036b", "patent:CN202010566088.9"):
        (card,) = objects(run("show", spelling, "--json"))
        assert card["right"]["right"] == "patent:CN202010566088.9"
    words = [
        (one["value"], one["line"], one["is_believed"]) for one in card["statements"] if one["field"] == "status_word"
    ]
    assert words == [("驳回", 3, True), ("公开", 1, False)]
    assert "status_word" in card["disputed"]


def test_a_mark_number_shows_each_of_its_classes(run: Run) -> None:
    cards = objects(run("show", "4409718", "--json"))
    assert [card["right"]["main_class"] for card in cards] == ["05", "31"]


def test_what_is_not_there_leaves_with_four_and_says_what_to_do(run: Run) -> None:
    done = run("show", "CN999999999A", code=4)
    assert "没有" in done.stderr
    assert "处理办法" in done.stderr
    error = json.loads(run("undo", "b-none", "--json", code=4).stderr)
    assert (error["schema"], error["error"]) == ("error/1", "NotFound")
    english = run("--lang", "en", "export", "right", "--to", "x.csv", code=4)
    assert "rights" in english.stderr


def test_an_export_guards_formulas_and_refuses_to_overwrite(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "权利.csv"
    assert objects(run("export", "rights", "--to", str(target), "--json"))[0]["rows"] == 4
    with target.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert rows[1]["title"] == "'=一种电池"
    assert rows[1]["applicants"] == "甲公司"
    assert "已存在" in run("export", "rights", "--to", str(target), code=3).stderr
    lines = tmp_path / "权利.jsonl"
    run("export", "rights", "--to", str(lines))
    assert json.loads(lines.read_text("utf-8").splitlines()[1])["title"] == "=一种电池"
    assert ".xlsx" in run("export", "rights", "--to", str(tmp_path / "a.xlsx"), code=3).stderr


def test_batches_snapshots_and_digest_tell_one_story_and_undo_takes_back(run: Run) -> None:
    latest, first = objects(run("batches", "--json"))
    assert (latest["file"], latest["by"], latest["rows"]) == ("商标.xlsx", "李四", {"rights": 1})
    before = objects(run("digest", "--json", "--snapshot", "000001"))[0]
    assert before["schema"] == "digest/1"
    assert before["rights"].startswith("sha256:")
    undone = objects(run("undo", latest["batch"], "--json"))[0]
    listed = objects(run("snapshots", "--json"))
    assert [one["action"] for one in listed] == ["undo", "import", "import", "create"]
    assert listed[0]["snapshot"] == undone["snapshot"]
    assert objects(run("digest", "--json"))[0] == before
    assert objects(run("batches", "--json")) == [first]
    assert objects(run("rights", "--json", "--count", "--snapshot", "000002"))[0]["count"] == 4


def test_rebuilding_and_upgrading_change_nothing_that_need_not(run: Run) -> None:
    before = objects(run("digest", "--json"))[0]
    run("rebuild", "--json")
    assert objects(run("digest", "--json"))[0] == before
    assert objects(run("upgrade", "--json"))[0]["is_needed"] is False


def test_pruning_says_first_what_it_would_do(run: Run) -> None:
    planned = objects(run("prune", "--dry-run", "--keep-days", "0", "--json"))[0]
    assert planned["done"] is False
    done = objects(run("prune", "--keep-days", "0", "--json"))[0]
    assert done["retired"] == planned["retired"] != []
    assert objects(run("rights", "--json", "--count"))[0]["count"] >= 2
    assert "已清理" in run("digest", "--snapshot", done["retired"][0], code=4).stderr


def test_an_empty_register_says_so(run: Run, tmp_path: Path) -> None:
    assert "空" in run("rights", code=4, ZHIQUAN_HOME=str(tmp_path)).stderr
    assert not (tmp_path / "lake").exists()


def test_a_setting_that_cannot_be_used_names_itself(run: Run) -> None:
    assert "ZHIQUAN_TODAY" in run("rights", code=3, ZHIQUAN_TODAY="tomorrow").stderr


def test_wrong_usage_leaves_with_two(run: Run) -> None:
    assert "--nonsense" in run("rights", "--nonsense", code=2).stderr
