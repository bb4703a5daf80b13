"""``zhiquan knowledge``: check, list and show, for people and for machines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from zhiquan.cli.main import main
from zhiquan.knowledge.other_kinds import OTHER_KINDS


class Ran:
    """What one run left behind: exit code and both streams."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "knowledge"


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, own: Path) -> Run:
    monkeypatch.setenv("ZHIQUAN_KNOWLEDGE", str(own))
    monkeypatch.delenv("ZHIQUAN_LANGUAGE", raising=False)
    monkeypatch.setenv("COLUMNS", "200")

    def call(*words: str) -> Ran:
        with pytest.raises(SystemExit) as left:
            main(words)
        code = left.value.code
        out, err = capsys.readouterr()
        return Ran(code if isinstance(code, int) else -1, out, err)

    return call


def lay(own: Path, place: str, text: str) -> None:
    file = own / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def test_check_counts_every_kind_and_finds_nothing_wrong(run: Run) -> None:
    told = run("knowledge", "check")
    assert told.code == 0
    assert "问题 0 个" in told.out
    (record,) = run("knowledge", "check", "--json").records
    assert record["schema"] == "knowledge-check/1"
    assert record["problems"] == []
    assert record["counts"]["fees"]["files"] >= 18
    assert record["counts"]["terms"]["unverified"] > 0
    assert record["counts"]["codes"] == {"files": 17, "unverified": 17, "own": 0}
    assert record["counts"]["holidays"]["files"] == 8
    assert record["counts"]["districts"]["files"] == 1
    assert "代码表 codes" in told.out


def test_check_names_the_file_of_a_bad_own_definition_and_exits_1(run: Run, own: Path) -> None:
    lay(own, "terms/design_patent.yaml", "id: design_patent\non: 2021-06-01\n")
    told = run("--lang", "en", "knowledge", "check")
    assert told.code == 1
    assert "design_patent.yaml" in told.out
    assert "What to do:" in told.out
    (record,) = run("knowledge", "check", "--json").records
    assert len(record["problems"]) == 1


def test_list_gives_one_line_per_definition(run: Run) -> None:
    found = run("knowledge", "list", "terms", "--json").records
    by_id = {record["id"]: record for record in found}
    assert by_id["trademark"]["versions"] == ["1983-03-01", "2019-11-01", "2027-01-01"]
    assert by_id["trademark"]["label"]["zh"] == "注册商标有效期"
    assert by_id["ic_layout"]["verified"] is True
    assert by_id["design_patent"]["verified"] is False
    assert {record["schema"] for record in found} == {"knowledge/1"}


def test_list_of_everything_names_the_kind(run: Run) -> None:
    kinds = {record["kind"] for record in run("knowledge", "list", "--json").records}
    assert {"instruments", "legal_events", "legal_statuses", "status_words", "terms", "fees", "reliefs"} <= kinds
    assert "未核实" in run("knowledge", "list", "terms").out


def test_an_unknown_kind_is_not_found(run: Run) -> None:
    for words in (("list", "term"), ("show", "term", "trademark")):
        told = run("knowledge", *words)
        assert told.code == 4
        assert "没有这一种类：term" in told.err
        assert "terms、fees" in told.err
    told = run("--lang", "en", "knowledge", "list", "term")
    assert "no such kind: term" in told.err
    assert "codes, holidays, districts" in told.err


def test_code_tables_holidays_and_districts_are_listed(run: Run) -> None:
    ids = {kind: [one["id"] for one in run("knowledge", "list", kind, "--json").records] for kind in OTHER_KINDS}
    assert "sei" in ids["codes"]
    assert ids["holidays"][-1] == "2026"
    assert ids["districts"] == ["500115"]
    assert "2021 (trial)" in run("knowledge", "list", "codes").out


def test_a_code_table_a_year_and_a_district_are_shown(run: Run) -> None:
    table = run("knowledge", "show", "codes", "sei").out
    assert "codes/sei  未核实" in table
    assert "国知办函规字〔2021〕121号" in table
    assert "已知缺漏" in table
    assert "1.1-01" in table
    assert "2024-02-10—2024-02-17" in run("knowledge", "show", "holidays", "2024").out
    assert "Fengcheng Subdistrict" in run("--lang", "en", "knowledge", "show", "districts", "500115").out
    (record,) = run("knowledge", "show", "codes", "nice", "--json").records
    assert record["definition"]["key"] == ["number"]
    assert run("knowledge", "show", "codes", "none").code == 4
    assert run("knowledge", "show", "holidays", "1900").code == 4


def test_json_keeps_the_keys_of_the_file(run: Run) -> None:
    (record,) = run("knowledge", "show", "fees", "annual_fee_invention", "--json").records
    amount = record["definition"]["versions"][1]["amounts"][0]
    assert amount == {"rights": ["invention_patent"], "yuan": "900", "per": "year", "years": [1, 3]}


def test_show_says_what_was_not_seen_of_a_law_and_spells_its_source_out(run: Run) -> None:
    out = run("knowledge", "show", "instruments", "fashi-2025-5").out
    assert "instruments/fashi-2025-5  未核实" in out
    assert "正式标题凭记忆书写" in out
    assert "Chin-Jing1998/IPReader" in out


def test_show_puts_the_law_beside_the_value(run: Run) -> None:
    out = run("knowledge", "show", "fees", "annual_fee_invention", "--on", "2026-11-22").out
    assert "第 7—9 年  2000 元/年  发明专利" in out
    assert "逾期：专利权终止" in out
    assert "专利法实施细则（2023年修订） 第一百一十五条" in out
    assert "自 2024-01-20 起" in out
    assert "2021-06-01" not in out


def test_show_marks_what_is_unverified(run: Run) -> None:
    out = run("knowledge", "show", "terms", "design_patent", "--on", "2021-05-31").out
    assert "未核实: transitional announcement" in out
    assert "15" not in out


def test_show_tells_whether_a_law_stands_on_a_day(run: Run) -> None:
    assert (
        "2026-12-31 不在施行期内"
        in run("knowledge", "show", "instruments", "trademark-law-2026", "--on", "2026-12-31").out
    )
    assert (
        "in force on 2027-01-01"
        in run("--lang", "en", "knowledge", "show", "instruments", "trademark-law-2026", "--on", "2027-01-01").out
    )


def test_show_as_json_holds_the_version_of_the_day(run: Run) -> None:
    (record,) = run("knowledge", "show", "terms", "trademark", "--on", "2027-01-01", "--json").records
    assert record["schema"] == "definition/1"
    (version,) = record["definition"]["versions"]
    assert version["from"] == "2027-01-01"
    assert version["cites"][0] == {
        "instrument": "trademark-law-2026",
        "place": "第四十三条",
        "transitional": False,
    }


def test_show_works_for_every_kind(run: Run) -> None:
    firsts = {record["kind"]: record["id"] for record in run("knowledge", "list", "--json").records}
    for kind, name in firsts.items():
        told = run("knowledge", "show", kind, name)
        assert told.code == 0
        assert name in told.out


def test_show_on_a_day_without_a_version_says_from_when_there_is_one(run: Run) -> None:
    told = run("knowledge", "show", "terms", "design_patent", "--on", "1970-01-01")
    assert told.code == 4
    assert "1985-04-01" in told.err
