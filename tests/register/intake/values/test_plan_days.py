from __future__ import annotations

from datetime import date, datetime

import pytest

from zhiquan.register.intake.values.days import DayStyle
from zhiquan.register.intake.values.plan_days import PlanDayReader, levels, period_day, years


@pytest.mark.parametrize(
    ("text", "last", "first"),
    [
        ("2025年12月底前", "2025-12-31", "2025-12-01"),
        ("2025年底前", "2025-12-31", "2025-01-01"),
        ("2021年", "2021-12-31", "2021-01-01"),
        ("到2025年", "2025-12-31", "2025-01-01"),
        ("2021-2025年", "2025-12-31", "2021-01-01"),
        ("2024年2月", "2024-02-29", "2024-02-01"),
        ("2024年上半年", "2024-06-30", "2024-01-01"),
        ("2024年下半年", "2024-12-31", "2024-07-01"),
        ("2025年第三季度", "2025-09-30", "2025-07-01"),
        ("2025年6月30日前", "2025-06-30", "2025-06-30"),
        ("2025-06-30", "2025-06-30", "2025-06-30"),
    ],
)
def test_a_deadline_in_words_is_the_end_of_its_period(text: str, last: str, first: str) -> None:
    assert period_day(text, end="last") == date.fromisoformat(last)
    assert period_day(text, end="first") == date.fromisoformat(first)


@pytest.mark.parametrize("text", ["长期坚持", "持续推进", "每年12月底前", "12月底前", "尽快"])
def test_words_that_name_no_year_name_no_day(text: str) -> None:
    assert period_day(text, end="last") is None


def test_what_goes_on_has_no_day_and_what_cannot_be_read_is_a_problem() -> None:
    cells = ["持续推进", "每年底", "待定", None, "2025年2月30日", "尽快完成", datetime(2025, 6, 30), 2025]  # noqa: DTZ001
    read = PlanDayReader(DayStyle(), end="last").read(cells)
    assert read.values == [None] * 6 + [date(2025, 6, 30), date(2025, 12, 31)]
    assert {place: problem.rule for place, problem in read.problems.items()} == {4: "day", 5: "day"}


def test_years_are_read_as_files_write_them() -> None:
    read = years(["2024", 2024.0, "2024年度", "2024年", date(2024, 12, 31), None, "十四五", "24"])
    assert read.values == [2024, 2024, 2024, 2024, 2024, None, None, None]
    assert {place: problem.rule for place, problem in read.problems.items()} == {6: "year", 7: "year"}


def test_depths_of_clauses_are_digits_or_words() -> None:
    assert levels(["1", "二级", "第3层", "章", None]).values == [1, 2, 3, None, None]
