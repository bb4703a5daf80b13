"""The plan's work of the demo: every file loads whole, and shows what a board needs to show."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import factory
from register.intake.office import office
from zhiquan.demo.district import write_district
from zhiquan.demo.tour import fill
from zhiquan.register.intake.importing import Office

TODAY = date(2026, 11, 22)
FILES = ("任务分工", "预算", "单位名录", "考核填报", "领导小组会议", "统计数据", "满意度调查")


@pytest.fixture(scope="module")
def loaded(written: Any, tmp_path_factory: pytest.TempPathFactory) -> Office:
    made = office(tmp_path_factory.mktemp("plan"))
    files = [file for file in written.files if any(name in file.path.name for name in FILES)]
    assert len(files) == len(FILES)
    for file, done in fill(made, files, today=TODAY):
        assert (done.loaded, done.quarantined) == (file.rows, 0), file.path.name
        assert [one.en for one in done.warnings if "totals left out" not in one.en] == [], file.path.name
        assert {part.kind for part in done.parts if part.rows} == set(file.kinds)
    return made


def _rows(made: Office, name: str) -> list[dict[str, Any]]:
    return factory.rows_of(made.register, name)


def test_some_duties_are_proved_some_overdue_and_some_explain_their_gap(loaded: Office) -> None:
    duties = [row for row in _rows(loaded, "duties") if row["plan"] == "changshou-2021-2025"]
    proved = [row for row in duties if row["done_on"] and row["proof"]]
    bare = [row for row in duties if row["done_on"] and not row["proof"]]
    overdue = [row for row in duties if not row["done_on"] and row["due_on"] < TODAY]
    assert len(duties) == 42
    assert len(proved) > 25
    assert len(bare) >= 2
    assert {bool(row["gap"]) for row in overdue} == {True, False}
    assert sum(bool(row["indicators"]) for row in duties) >= 10
    assert all(row["lead"] and row["clause"] and row["due_on"] for row in duties)


def test_the_successors_duties_word_their_days_as_offices_do(loaded: Office) -> None:
    duties = {row["number"]: row for row in _rows(loaded, "duties") if row["plan"] == "demo-successor-2026-2030"}
    assert len(duties) == 12
    assert (duties["1"]["due_on"], duties["3"]["due_on"]) == (date(2026, 6, 30), date(2026, 12, 31))
    assert duties["12"]["due_on"] is None
    assert [row["number"] for row in duties.values() if row["gap"]]


def test_a_typed_progress_is_no_column_of_a_duty(loaded: Office) -> None:
    assert "进展" in dict(_rows(loaded, "observations_duties")[0]["extra"])


def test_budgets_are_in_yuan_for_both_plans(loaded: Office) -> None:
    rows = _rows(loaded, "budgets")
    assert {(row["plan"], row["year"]) for row in rows} == {
        *(("changshou-2021-2025", year) for year in range(2021, 2026)),
        ("demo-successor-2026-2030", 2026),
    }
    # some 6.2 million yuan a year for the largest line
    assert max(row["planned"] for row in rows) > Decimal(5_000_000)
    assert all(row["spent"] <= row["planned"] for row in rows)


def test_units_merge_and_split_in_time(loaded: Office) -> None:
    units = {row["number"]: row for row in _rows(loaded, "organisations")}
    ended = [row for row in units.values() if row["to"]]
    into = {row["name"]: [units[number] for number in row["became"]] for row in ended}
    assert {name: len(found) for name, found in into.items()} == {
        "演示区知识产权服务站": 1, "演示区专利信息站": 1, "演示产业园管委会": 2}  # fmt: skip
    assert all(new["from"] == row["to"] for row in ended for new in into[row["name"]])
    assert {row["kind"] for row in units.values()} == {"department", "town", "park", "association", "leading_group"}
    assert len({row["town"] for row in units.values()} - {None}) == 19


def test_appraisal_holds_claims_and_what_was_decided_on_them(loaded: Office) -> None:
    kinds = {row["kind"] for row in _rows(loaded, "appraisal_inputs")}
    assert kinds == {"claim", "evidence", "bonus", "deduction", "objection", "correction"}


def test_every_unit_that_owes_something_is_in_the_directory(loaded: Office) -> None:
    known = {row["name"] for row in _rows(loaded, "organisations")} | {"各镇街"}
    leads = {row["lead"] for row in _rows(loaded, "duties")}
    decided = {row["organisation"] for row in _rows(loaded, "meetings")}
    appraised = {row["organisation"] for row in _rows(loaded, "appraisal_inputs")}
    assert (leads | decided | appraised) - known == set()


def test_decisions_of_the_leading_group_span_both_plans(loaded: Office) -> None:
    rows = _rows(loaded, "meetings")
    assert 6 <= len(rows) <= 10
    assert {row["held_on"].year for row in rows} == set(range(2021, 2027))
    assert len({row["plan"] for row in rows}) == 2


def test_the_city_average_is_as_published_and_none_is_made_up(loaded: Office) -> None:
    rows = [row for row in _rows(loaded, "series") if row["name"] == "high_value_patents_per_10k"]
    told = {row["as_of"].year: row["value"] for row in rows}
    assert told == {2020: Decimal("3.65"), 2022: Decimal("5.48"), 2023: Decimal("7.15"), 2024: Decimal("8.65")}
    assert {row["place"] for row in rows} == {"500000"}
    assert all("演示" not in row["source"] for row in rows)


def test_one_year_of_the_survey_has_no_sample_and_each_group_is_a_series(loaded: Office) -> None:
    rows = [row for row in _rows(loaded, "series") if row["name"].startswith("ip_protection_satisfaction")]
    assert len({row["name"] for row in rows}) == 4
    assert {row["as_of"].year for row in rows if row["sample"] is None} == {2021}


def test_nothing_is_decided_merged_or_done_before_its_day(tmp_path: Path) -> None:
    files = {file.path.name: file for file in write_district(tmp_path, today=date(2022, 6, 30))}
    made = office(tmp_path)
    chosen = [file for name, file in files.items() if any(part in name for part in FILES)]
    for file, done in fill(made, chosen, today=date(2022, 6, 30)):
        assert (done.loaded, done.quarantined) == (file.rows, 0)
    duties = _rows(made, "duties")
    assert {row["plan"] for row in duties} == {"changshou-2021-2025"}
    assert max(row["done_on"] for row in duties if row["done_on"]) <= date(2022, 6, 30)
    assert not any(row["gap"] for row in duties)
    assert not any(row["to"] or row["became"] for row in _rows(made, "organisations"))
    assert {row["held_on"].year for row in _rows(made, "meetings")} == {2021}
    assert {row["kind"] for row in _rows(made, "appraisal_inputs")} == {"claim"}
