"""The shipped holiday files, the office's own years laid over them, and files that are refused."""

from __future__ import annotations

import runpy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import chinese_calendar
import pytest

from zhiquan.basics.days import NoSchedule
from zhiquan.basics.errors import BadDefinition
from zhiquan.knowledge.holidays import SHIPPED, load_calendar, read_year

CALENDAR = load_calendar()
FILES = sorted(SHIPPED.glob("*.yaml"))
YEAR_2027 = """
year: 2027
notices:
  - {number: 国办发明电〔2026〕0号, source: made up for this test, verified: false}
holidays:
  - name: {zh: 元旦, en: "New Year's Day"}
    notice: 国办发明电〔2026〕0号
    rest_days: [2026-12-31, 2027-01-01, 2027-01-02, 2027-01-03]
    work_days: [2026-12-27]
"""


def own(folder: Path, text: str = YEAR_2027, year: int = 2027) -> Path:
    (folder / "holidays").mkdir(exist_ok=True)
    (folder / "holidays" / f"{year}.yaml").write_text(text, "utf-8")
    return folder


def tool() -> dict[str, Any]:
    return runpy.run_path(str(Path(__file__).parents[2] / "tools" / "holidays.py"))


def test_the_years_2019_to_2026_are_held() -> None:
    assert sorted(CALENDAR.years) == list(range(2019, 2027))


def test_every_day_from_2019_to_2026_agrees_with_the_maintained_package() -> None:
    day = date(2018, 12, 29)
    while day <= date(2026, 12, 31):
        assert CALENDAR.is_working(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_the_tool_finds_no_difference_and_drafts_what_is_shipped(tmp_path: Path) -> None:
    steps = tool()
    assert list(steps["differences"](CALENDAR)) == []
    own(tmp_path, steps["draft"](2025, "国办发明电〔2024〕12号"), 2025)
    drafted = {d.day: d for d in read_year(tmp_path / "holidays" / "2025.yaml").days()}
    assert drafted == {d.day: d for d in read_year(SHIPPED / "2025.yaml").days()}


def test_the_one_known_difference_between_packages_changes_no_working_day() -> None:
    # The weekend 2023-12-30 and 31, joined to New Year 2024: chinesecalendar and we list it as part of the
    # break, the package chinese-days does not. Both days rest either way.
    for day in (date(2023, 12, 30), date(2023, 12, 31)):
        assert day.weekday() >= 5
        assert CALENDAR.listed[day].notice == "国办发明电〔2023〕7号"
        assert not CALENDAR.is_working(day)


def test_replacement_notices_carry_their_own_number() -> None:
    assert CALENDAR.listed[date(2019, 5, 2)].notice == "国办发明电〔2019〕3号"
    assert CALENDAR.listed[date(2020, 1, 31)].notice == "国办发明电〔2020〕1号"
    assert CALENDAR.listed[date(2020, 1, 30)].notice == "国办发明电〔2019〕16号"


def test_the_days_listed_number_240_off_and_53_worked() -> None:
    worked = [day for day in CALENDAR.listed.values() if day.is_working]
    assert (len(CALENDAR.listed) - len(worked), len(worked)) == (240, 53)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_numbers_not_seen_in_a_copy_of_the_notice_say_so(file: Path) -> None:
    year = read_year(file)
    assert all(notice.verified is (year.year < 2025) for notice in year.notices)


def test_an_office_can_add_2027_which_moves_the_last_days_of_2026(tmp_path: Path) -> None:
    calendar = load_calendar(own(tmp_path))
    assert 2027 in calendar.years
    # 2026-12-26 (Sat) off, 27 (Sun) worked 1, 28, 29, 30: 2 to 4, 31 to 3 January off, 4 January: 5
    assert calendar.add(date(2026, 12, 25), 5) == date(2027, 1, 4)
    assert not calendar.is_provisional(date(2026, 12, 28))


def test_an_office_can_replace_a_shipped_year(tmp_path: Path) -> None:
    text = (SHIPPED / "2026.yaml").read_text("utf-8").replace("    work_days: [2026-09-20, 2026-10-10]\n", "")
    assert not load_calendar(own(tmp_path, text, 2026)).is_working(date(2026, 10, 10))
    assert CALENDAR.is_working(date(2026, 10, 10))


def test_a_missing_own_folder_is_no_error_and_is_named_in_the_remedy(tmp_path: Path) -> None:
    calendar = load_calendar(tmp_path / "none")
    with pytest.raises(NoSchedule) as caught:
        calendar.is_working(date(2027, 1, 4))
    assert str(tmp_path / "none" / "holidays" / "2027.yaml") in caught.value.to("zh")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("rest_days:", "restdays:", "restdays"),
        ("year: 2027", "year: 2028", "2028"),
        ("year: 2027", 'year: "2027"', "year"),
        ("2027-01-03]", "2027-01-02]", "2027-01-02 is listed twice"),
        ("2027-01-03]", "2028-01-03]", "2028-01-03 is outside 2027"),
        ("2026-12-31", "2026-12-24", "2026-12-24 is outside 2027"),
        ("[2026-12-27]", "[2026-12-28]", "2026-12-28 is no weekend day"),
        ("notice: 国办发明电〔2026〕0号", "notice: 国办发明电〔2026〕9号", "not among"),
        ("verified: false", "verified: 'no'", "verified"),
        ("2027-01-01,", '"2027-01-01",', "rest_days"),
        ("year: 2027", "year: [", "YAML"),
        (YEAR_2027, "- 2027", "file"),
    ],
)
def test_a_wrong_file_stops_the_load_and_is_named(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in YEAR_2027
    with pytest.raises(BadDefinition) as caught:
        load_calendar(own(tmp_path, YEAR_2027.replace(old, new)))
    assert says in caught.value.to("en")
    assert "2027.yaml" in caught.value.to("en")


def test_two_files_that_disagree_about_a_day_stop_the_load(tmp_path: Path) -> None:
    text = (SHIPPED / "2026.yaml").read_text("utf-8")
    added = text.replace(
        "holidays:\n",
        "holidays:\n  - name: {zh: 测试, en: Test}\n    notice: 国办发明电〔2025〕7号\n    rest_days: [2026-12-27]\n",
        1,
    )
    own(tmp_path)
    with pytest.raises(BadDefinition, match="2026-12-27"):
        load_calendar(own(tmp_path, added, 2026))
