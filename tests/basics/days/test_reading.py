"""How people write lengths and days."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from zhiquan.basics.days import Length, length_from, parse_day, parse_length
from zhiquan.basics.days.lengths import LONGEST, Unit
from zhiquan.basics.errors import BadInput


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("15 working days", 15, "working_days"),
        ("1 business day", 1, "working_days"),
        ("15个工作日", 15, "working_days"),
        ("１５ 个工作日", 15, "working_days"),
        ("十五个工作日", 15, "working_days"),
        ("30 days", 30, "days"),
        ("30 Calendar Days", 30, "days"),
        ("30日", 30, "days"),
        ("三十日", 30, "days"),
        ("七天", 7, "days"),
        ("30个自然日", 30, "days"),
        ("一百八十日", 180, "days"),
        ("一百零五日", 105, "days"),
        ("3个月", 3, "months"),
        ("两个月", 2, "months"),
        ("3 months", 3, "months"),
        ("24小时", 24, "hours"),
        ("二十四小时", 24, "hours"),
        ("24h", 24, "hours"),
        ("2周", 2, "weeks"),
        ("2个星期", 2, "weeks"),
        ("1年", 1, "years"),
        ("20 years", 20, "years"),
    ],
)
def test_lengths_in_both_languages(text: str, count: int, unit: Unit) -> None:
    assert parse_length(text) == Length(count, unit)


@pytest.mark.parametrize("text", ["", "15", "日", "15 moons", "-3日", "1.5日", "半年", "0日", "101年"])
def test_other_lengths_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_length(text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"days": 15, "kind": "working"}, Length(15, "working_days")),
        ({"days": 15, "kind": "calendar"}, Length(15, "days")),
        ({"days": 15}, Length(15, "days")),
        ({"hours": 24}, Length(24, "hours")),
        ("15日", Length(15, "days")),
    ],
)
def test_lengths_of_data_files(value: object, expected: Length) -> None:
    assert length_from(value) == expected


@pytest.mark.parametrize("value", [{}, {"kind": "working"}, {"working_days": 3}, {"days": 3, "kind": "x"}, 15, None])
def test_other_entries_are_no_length(value: object) -> None:
    with pytest.raises(BadInput, match="length"):
        length_from(value)


def test_a_length_says_itself_in_both_languages() -> None:
    assert Length(1, "working_days").words.en == "1 working day"
    assert Length(15, "working_days").words.zh == "15 个工作日"


@pytest.mark.parametrize("unit", LONGEST)
def test_a_length_is_at_most_a_hundred_years(unit: Unit) -> None:
    Length(LONGEST[unit], unit)
    with pytest.raises(BadInput):
        Length(LONGEST[unit] + 1, unit)


@pytest.mark.parametrize(
    "text", ["2025-09-30", "2025/9/30", "2025.9.30", "2025年9月30日", "2025 年 9 月 30 日", "２０２５-09-30"]
)
def test_days_in_usual_forms(text: str) -> None:
    assert parse_day(text) == date(2025, 9, 30)


@pytest.mark.parametrize("text", ["2026-03-02 10:30", "2026-03-02T10:30", "2026年3月2日 10时30分", "2026-3-2 10:30:00"])
def test_days_with_a_time(text: str) -> None:
    assert parse_day(text) == datetime.fromisoformat("2026-03-02T10:30")


@pytest.mark.parametrize("value", ["2025-02-29", "30/9/2025", "2026-03-02 25:00", "2026-03-02 soon", "", None, 5])
def test_what_is_no_day_is_refused(value: object) -> None:
    with pytest.raises(BadInput, match="不是有效日期"):
        parse_day(value)
