"""Plan in, figures out, from the command line: read a document, confirm it, board, rows, publish, verify, bundle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from factory import application
from register.intake.office import csv_file, xlsx_file

DOCUMENT = """演示区知识产权规划（2021—2025年）

一、目标
到2025年，力争万人发明专利拥有量达到20件，万人演示拥有量达到5件，知识产权质押融资登记金额累计达到2亿元。
二、任务
（一）实施演示行动。由区市场监管局牵头，区财政局配合，建立演示机制。
"""


class Office:
    """A home of its own, and the program run in it as a person would."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def run(self, *words: str, today: str = "2026-03-01", code: int = 0) -> str:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHIQUAN_")}
        done = subprocess.run(
            [sys.executable, "-m", "zhiquan.cli.main", *words],
            env={**kept, "ZHIQUAN_HOME": str(self.home), "ZHIQUAN_TODAY": today},
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def read(self, *words: str, **more: Any) -> dict[str, Any]:
        (line,) = self.run(*words, "--json", **more).splitlines()
        told: dict[str, Any] = json.loads(line)
        return told

    def lines(self, *words: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.run(*words, "--json").splitlines()]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Three inventions in force, one pending, one elsewhere; 1,500 people; one pledge of 2.1 hundred million."""
    home = tmp_path_factory.mktemp("区 局")
    head = ["申请号", "专利名称", "申请人", "申请日", "授权公告日", "地址", "主分类号"]
    here, there = "重庆市长寿区晏家街道演示路1号", "重庆市永川区演示路2号"
    rows = [
        [application(n, year=2018), f"演示装置{n}", "演示甲科技有限公司", "2018-03-01", granted, place, "C21D 9/00"]
        for n, granted, place in [
            (1, "2020-05-05", here),
            (2, "2020-06-05", here),
            (3, "2021-06-05", here),
            (4, "", here),
            (5, "2020-05-05", there),
        ]
    ]
    xlsx_file(home / "专利.xlsx", {"专利": [head, *rows]})
    csv_file(
        home / "统计.csv",
        [
            ["指标", "地区", "截至日", "公布日", "数值", "单位", "来源"],
            ["常住人口", "500115", "2024-12-31", "2025-03-20", "1500", "人", "演示公报"],
        ],
    )
    pledge = ["登记号", "权利种类", "专利号", "登记日", "出质人", "担保金额（万元）", "行政区划代码"]
    row = ["Y2022990001", "发明专利", application(1, year=2018), "2022-05-01", "演示甲科技有限公司", "21000", "500115"]
    csv_file(home / "质押登记.csv", [pledge, row])
    (home / "规划.txt").write_text(DOCUMENT, "utf-8")
    made = Office(home)
    made.run("import", "专利.xlsx", "统计.csv", "质押登记.csv")
    made.run("plan", "read", "规划.txt", "--draft", "our-plan.yaml")
    made.run("plan", "confirm", "our-plan.yaml")
    return made


def test_a_document_is_read_into_headings_targets_and_duties(office: Office) -> None:
    told = office.read("plan", "read", "规划.txt")
    assert [heading["text"] for heading in told["headings"]] == ["目标", "任务", "实施演示行动"]
    assert [(target["value"], target["unit"], target["by"], target["cmp"]) for target in told["targets"]] == [
        (20, "件", 2025, "ge"),
        (5, "件", 2025, "ge"),
        (2, "亿元", 2025, "cumulative"),
    ]
    assert told["duties"][0]["lead"] == ["区市场监管局"]
    assert told["duties"][0]["help"] == ["区财政局"]


def test_the_draft_ties_known_words_to_indicators_and_leaves_unknown_ones_open(office: Office) -> None:
    told = office.read("board", "--plan", "our-plan")
    assert [target["indicator"] for target in told["targets"]] == ["invention_patents_per_10k", None, "pledge_amount"]


def test_the_board_is_the_closing_account_of_a_plan_that_is_over(office: Office) -> None:
    told = office.read("board", "--plan", "our-plan")
    assert told["asof"] == "2025-12-31"
    rate, unknown, pledges = told["targets"]
    # 3 inventions in force, 1,500 people: 20.00
    assert (rate["value"], rate["numerator"], rate["status"]) == ("20.00", 3, "met")
    assert rate["denominator"]["value"] == "1500"
    assert (unknown["value"], unknown["status"]) == (None, None)
    assert unknown["needs"]
    assert (pledges["value"], pledges["status"]) == ("2.10", "met")
    assert "结账" in office.run("board", "--plan", "our-plan")


def test_a_figure_opens_down_to_the_line_of_the_file(office: Office) -> None:
    told = office.read("figure", "invention_patents_per_10k", "--plan", "our-plan", "--as-of", "2025-12-31")
    assert [row["origin"]["line"] for row in told["rows"]] == [2, 3, 4]
    assert {row["origin"]["file"] for row in told["rows"]} == {"专利.xlsx"}
    assert [out["reason"] for out in told["left_out"]] == ["pending"]
    shown = office.run("figure", "invention_patents_per_10k", "--rows", "--plan", "our-plan")
    assert "专利.xlsx" in shown


def test_a_figure_by_month_town_and_without_input(office: Office) -> None:
    months = office.lines(
        "figure", "invention_patents", "--months", "12", "--plan", "our-plan", "--as-of", "2021-12-31"
    )
    assert [month["value"] for month in months] == ["2"] * 5 + ["3"] * 7
    (group,) = office.lines("figure", "invention_patents", "--by", "town", "--plan", "our-plan")
    assert (group["group"], group["counted"]) == ("500115002", 3)
    assert "算不出" in office.run("figure", "plant_varieties", "--plan", "our-plan")


def test_a_published_board_is_the_same_after_new_imports_and_says_when_it_is_not(office: Office) -> None:
    first = office.read("publish", "--plan", "our-plan")
    assert set(first) >= {"id", "snapshot"}
    assert office.read("publish", "--plan", "our-plan")["id"] != ""
    csv_file(
        office.home / "更多.csv",
        [
            ["申请号", "专利名称", "申请人", "申请日", "授权公告日", "地址"],
            [application(9, year=2018), "演示九", "演示甲科技有限公司", "2018-03-01", "2020-05-05", "重庆市长寿区"],
        ],
    )
    office.run("import", "更多.csv")
    assert office.read("board", "--plan", "our-plan")["targets"][0]["numerator"] == 4
    verdict = office.read("verify", first["id"])
    assert verdict["equal"] is True
    office.run("rebuild")
    assert office.read("verify", first["id"])["equal"] is True


def test_verify_names_a_definition_that_changed(office: Office) -> None:
    first = office.read("publish", "--plan", "our-plan")
    own = office.home / "knowledge" / "indicators" / "pledge_amount.yaml"
    own.parent.mkdir(exist_ok=True)
    shipped = Path(sys.modules["zhiquan"].__file__ or "").parent / "knowledge/data/indicators/pledge_amount.yaml"
    own.write_text(shipped.read_text("utf-8").replace('divide: "100000000"', 'divide: "10000"'), "utf-8")
    verdict = office.read("verify", first["id"], code=1)
    own.unlink()
    assert verdict["changed"] == ["all data files", "indicators/pledge_amount"]
    office.run("board", "--plan", "our-plan")
    assert any("pledge_amount" in one["place"] for one in verdict["differences"])
    assert office.read("verify", first["id"])["equal"] is True


def test_an_outsider_recomputes_the_bundle_and_notices_a_changed_row(office: Office, tmp_path: Path) -> None:
    first = office.read("publish", "--plan", "our-plan")
    office.run("bundle", first["id"], "--out", str(tmp_path / "b.zip"))
    office.run("bundle", first["id"], "--out", str(tmp_path / "again.zip"))
    assert (tmp_path / "b.zip").read_bytes() == (tmp_path / "again.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        archive.extractall(tmp_path / "open")

    def recompute() -> subprocess.CompletedProcess[str]:
        script = tmp_path / "open" / "recompute.py"
        return subprocess.run([sys.executable, "-I", script], capture_output=True, text=True, check=False)

    done = recompute()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "invention_patents_per_10k: " in done.stdout
    rows = tmp_path / "open" / "rows" / "invention_patents_per_10k.csv"
    rows.write_text(rows.read_text("utf-8-sig").replace(",1,1,in_force", ",0,1,in_force", 1), "utf-8-sig")
    assert recompute().returncode == 1


def test_each_clause_shows_what_serves_it(office: Office) -> None:
    clauses = {one["clause"]: one for one in office.lines("coverage", "--plan", "our-plan")}
    assert [one["id"] for one in clauses["一"]["served_by"]] == ["invention_patents_per_10k", "pledge_amount"]
    assert clauses["二（一）"]["served_by"] == []
    assert "尚无" in office.run("coverage", "--plan", "our-plan")


def test_the_duties_of_a_confirmed_plan_are_in_the_register(office: Office) -> None:
    (duty,) = office.lines("duties", "--plan", "our-plan")
    assert "区市场监管局" in json.dumps(duty, ensure_ascii=False)


def test_a_forecast_says_what_it_knows_what_if_and_when(office: Office) -> None:
    words = ("forecast", "invention_patents_per_10k", "--plan", "our-plan", "--as-of", "2024-06-30")
    told = office.read(*words, "--base", "1000", "--back-test")
    assert {"low", "mid", "high", "path", "known", "method", "reached", "gap", "back_test"} <= set(told)
    assert told["until"] == "2025-12-31"
    # three rights are no past to learn from: it says so instead of drawing a range
    assert (told["low"], told["mid"], told["high"]) == (None, None, None)
    assert told["needs"]
    assert "不能预测" in office.run(*words)
    office.run(*words, "--until", "2024-06-30", code=3)
    office.run(*words, "--target", "many", code=3)
    office.run(*words, "--renewal", "2", code=2)


def test_past_forecasts_are_tried_once_and_kept(office: Office) -> None:
    words = ("board", "--plan", "our-plan", "--as-of", "2024-06-30")
    first = office.read(*words)
    kept = sorted((office.home / "cache" / "back-tests").glob("*.json"))
    assert office.read(*words) == first
    assert sorted((office.home / "cache" / "back-tests").glob("*.json")) == kept
    shown = [target["forecast"] for target in first["targets"] if target["forecast"]]
    assert all("back_test" in one for one in shown)
    assert len(kept) == len(shown)
    without = office.read(*words, "--no-back-test")
    assert all("back_test" not in target["forecast"] for target in without["targets"] if target["forecast"])


def test_a_setting_asked_for_instead_must_exist(office: Office) -> None:
    office.run("figure", "overseas_patents_granted", "--set", "overseas_grants_window=year", "--plan", "our-plan")
    office.run("figure", "overseas_patents_granted", "--set", "overseas_grants_window=never", code=3)
    office.run("figure", "overseas_patents_granted", "--set", "no_such=1", code=3)


def test_a_plan_confirmed_twice_under_one_id_is_refused(office: Office) -> None:
    (office.home / "other").mkdir()
    other = office.home / "other" / "our-plan.yaml"
    text = (office.home / "our-plan.yaml").read_text("utf-8")
    other.write_text(text.replace("力争万人", "确保万人").replace("2026", "2027"), "utf-8")
    office.run("plan", "confirm", str(other), code=5)
    office.run("plan", "confirm", "our-plan.yaml")


def test_a_broken_draft_names_file_entry_and_remedy_and_changes_nothing(office: Office) -> None:
    before = office.run("digest", "--json")
    bad = office.home / "bad-plan.yaml"
    bad.write_text(
        (office.home / "our-plan.yaml")
        .read_text("utf-8")
        .replace("id: our-plan", "id: bad-plan")
        .replace("clause: 一", "clause: 九", 1),
        "utf-8",
    )
    office.run("plan", "confirm", "bad-plan.yaml", code=6)
    assert office.run("digest", "--json") == before
    assert not (office.home / "knowledge" / "plans" / "bad-plan.yaml").exists()
