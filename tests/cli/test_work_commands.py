"""``zhiquan organisation|duties|budget|meetings|appraisal|sheet`` as a user runs them on a small office."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import factory
from plan.office import ALL
from zhiquan.cli.main import main

Run = Callable[..., tuple[str, str]]

INPUTS = [
    {"year": 2022, "organisation": "区财政局", "item": "工作创新", "kind": "bonus", "value": 5, "note": "演示"},
    {"year": 2022, "organisation": "区知识产权局", "item": "任务完成率", "kind": "claim", "value": 39, "full": 40},
    {"year": 2022, "organisation": "区知识产权局", "item": "任务完成率", "kind": "objection", "note": "演示：少计一件",
     "decided_on": date(2023, 1, 20)},
    {"year": 2022, "organisation": "区知识产权局", "item": "任务完成率", "kind": "correction", "value": 30,
     "note": "演示：补计一件", "decided_on": date(2023, 1, 29)},
    {"year": 2022, "organisation": "演示无名局", "item": "任务完成率", "kind": "claim", "value": 40},
]  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with units, duties, meetings, a budget, inputs, rights and pledges."""
    folder = tmp_path_factory.mktemp("office")
    made = factory.register(folder / "lake")
    factory.load(made, {**ALL, "appraisal_inputs": INPUTS}, year=2026, name="规划工作.xlsx")
    return folder


@pytest.fixture
def run(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program on a copy of that register; ``code`` is the exit code it must leave with."""
    home = tmp_path / "home"
    shutil.copytree(filled, home)

    def program(*words: str, code: int = 0) -> tuple[str, str]:
        monkeypatch.setenv("ZHIQUAN_HOME", str(home))
        monkeypatch.setenv("ZHIQUAN_TODAY", "2026-03-01")
        with pytest.raises(SystemExit) as left:
            main(words)
        printed = capsys.readouterr()
        assert left.value.code == code, printed.err
        return printed.out, printed.err

    return program


def objects(printed: tuple[str, str], schema: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in printed[0].splitlines()]
    return [row for row in found if row["schema"] == schema]


def test_units_are_listed_as_a_tree_and_a_split_one_tells_who_answers(run: Run) -> None:
    rows = {
        row["number"]: row for row in objects(run("organisation", "--as-of", "2023-12-31", "--json"), "organisation/1")
    }
    assert (rows["G1"]["depth"], rows["D1"]["depth"]) == (0, 1)
    assert rows["D3"]["parent_unknown"] == "没有的上级"
    assert rows["P1"]["origin"]["file"] == "规划工作.xlsx"
    assert "P2" not in rows
    (park,) = objects(run("organisation", "--unit", "演示园管委会", "--json"), "organisation/1")
    assert [heir["number"] for heir in park["answers"]] == ["P2", "P3"]
    assert "演示东园管委会、演示西园管委会" in run("organisation", "--unit", "P1")[0]
    run("organisation", "--unit", "演示无名局", code=4)


def test_duties_tell_state_evidence_and_line(run: Run) -> None:
    rows = {row["number"]: row for row in objects(run("duties", "--json"), "duty/1")}
    assert {number: row["state"] for number, row in rows.items() if number in "12345"} == {
        "1": "proved", "2": "proved", "3": "overdue", "4": "proved", "5": "overdue",
    }  # fmt: skip
    assert (rows["2"]["late_days"], rows["2"]["is_in_time"]) == (45, False)
    assert rows["5"]["is_explained"]
    assert rows["4"]["indicators"][0]["indicator"] == "pledge_amount"
    assert rows["1"]["evidence"][0]["origin"]["file"] == "规划工作.xlsx"
    assert rows["1"]["asof"] == "2025-12-31"
    out, err = run("--lang", "en", "duties", "--unit", "长寿区财政局", "--state", "overdue")
    assert "never from a typed percentage" in out
    assert "snapshot" in err
    assert "演示无名局" in run("duties")[0]


def test_duties_may_be_asked_by_clause_plan_and_day(run: Run) -> None:
    assert [row["number"] for row in objects(run("duties", "--clause", "四", "--json"), "duty/1")] == ["3"]
    later = objects(run("duties", "--plan", "demo-successor-2026-2030", "--json"), "duty/1")
    assert [row["text"] for row in later] == ["演示下期", "演示下期无名", "演示：下期事项"]
    early = {row["number"]: row for row in objects(run("duties", "--as-of", "2022-06-01", "--json"), "duty/1")}
    assert (early["1"]["state"], early["2"]["state"]) == ("proved", "open")
    run("duties", "--unit", "没有的局", code=4)


def test_a_budget_tells_rates_unused_lines_and_unpaid_duties(run: Run) -> None:
    printed = run("budget", "--json")
    rows = {(row["year"], row["line"]): row for row in objects(printed, "budget/1")}
    assert rows[2022, "宣传"]["rate"] == "80.50"
    assert rows[2022, "宣传"]["duties"] == ["1", "2"]
    assert rows[2022, "版权"]["duties"] == []
    without = {row["duty"]: row["line"] for row in objects(printed, "duty_without_budget/1")}
    assert (without["2"], without["3"]) == ("农业", None)
    assert "1" not in without
    out = run("--lang", "en", "budget", "--year", "2022")[0]
    assert "67.08" in out
    assert "lines no duty names: 版权" in out


def test_meetings_tell_the_duty_each_decision_became(run: Run) -> None:
    rows = {row["item"]: row for row in objects(run("meetings", "--json"), "meeting/1")}
    assert (rows["1"]["duty"]["number"], rows["1"]["duty"]["state"]) == ("演示纪要1号/1", "overdue")
    assert (rows["2"]["duty"]["number"], rows["2"]["duty"]["state"]) == ("9", "proved")
    assert "演示：列入预算" in run("meetings")[0]


def test_an_appraisal_tells_every_point_and_what_was_left_out(run: Run) -> None:
    printed = run("appraisal", "--year", "2022", "--json")
    rows = {row["unit"]["name"]: row for row in objects(printed, "appraisal/1")}
    office = rows["区知识产权局"]
    # 20.00 by evidence, corrected to 30.00; 30 + 7.50 + 0 + 12.08 = 49.58
    assert (office["items"][0]["earned"], office["items"][0]["points"]) == ("20.00", "30.00")
    assert office["total"] == "49.58"
    assert office["items"][0]["claims"][0]["value"] == "39"
    assert [one["is_open"] for one in office["objections"]] == [False]
    assert rows["区财政局"]["bonuses"][0]["points"] == "3.00"
    assert [row["reason"] for row in objects(printed, "appraisal_left_out/1")] == ["unknown_unit"]
    assert objects(run("appraisal", "--json"), "appraisal/1")[0]["year"] == 2025


def test_an_appraisals_trace_reads_down_to_the_line(run: Run) -> None:
    out = run("--lang", "en", "appraisal", "--year", "2022", "--unit", "区知识产权局", "--trace")[0]
    assert "40.00 × 1 ÷ 2 = 20.00; corrected 20.00 → 30.00: 演示：补计一件" in out
    assert "规划工作.xlsx" in out
    assert "claim 任务完成率 39/40, not counted" in out
    assert "objection answered" in out
    assert "formula not verified" in out
    run("appraisal", "--year", "2027", code=3)


def test_a_sheet_tells_what_cannot_be_computed(run: Run) -> None:
    rows = {row["row"]: row for row in objects(run("sheet", "business_environment", "--json"), "sheet/1")}
    assert (rows["pledge_amount"]["value"], rows["pledge_amount"]["change"]) == ("2.10", "0.00")
    assert rows["enforcement_on_time"]["value"] is None
    out = run("--lang", "en", "sheet", "business_environment")[0]
    assert "cannot be computed: needs matters of enforcement" in out
    run("sheet", "no_such_sheet", code=4)
