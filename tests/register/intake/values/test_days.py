from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.register.intake.values.days import DayReader, DayStyle, day_style, read_day

SECOND_OF_JANUARY = date(2013, 1, 2)


@pytest.mark.parametrize(
    "text",
    [
        "2013-01-02",
        "2013/1/2",
        "2013.01.02",
        "20130102",
        "2013年1月2日",
        "２０１３年０１月０２日",
        "2013-01-02 00:00:00",
        "20130102000000",
        "Jan 2, 2013",
        "2 January 2013",
        "02-Jan-2013",
        "20130102.0",
        "2013-01-02T08:30:00Z",
    ],
)
def test_every_spelling_of_a_day_is_that_day(text: str) -> None:
    assert read_day(text) == SECOND_OF_JANUARY


def test_a_first_part_over_12_tells_that_the_day_comes_first() -> None:
    cells = ["03/04/2021", "25/04/2021"]
    assert DayReader(day_style(cells)).read(cells).values == [date(2021, 4, 3), date(2021, 4, 25)]
    assert DayReader(day_style(["03/04/2021"])).read(["03/04/2021"]).values == [date(2021, 3, 4)]


def test_serials_and_whole_numbers_and_real_days_are_read() -> None:
    serials = [41276, 41277.0]
    assert DayReader(day_style(serials)).read(serials).values == [SECOND_OF_JANUARY, date(2013, 1, 3)]
    assert (
        DayReader(DayStyle()).read([20130102, datetime.combine(SECOND_OF_JANUARY, time(0)), SECOND_OF_JANUARY]).values
        == [SECOND_OF_JANUARY] * 3
    )


@pytest.mark.parametrize("text", ["0000-00-00", "0--", "0", "", "--", "1899-12-30", "00000000", None])
def test_what_tools_write_for_no_day_is_empty(text: str | None) -> None:
    read = DayReader(DayStyle()).read([text])
    assert read.values == [None]
    assert not read.problems


def test_of_a_period_the_end_that_counts_is_taken() -> None:
    text = "2019-01-07至2029-01-06"
    assert DayReader(DayStyle(), of_period="last").read([text]).values == [date(2029, 1, 6)]
    assert DayReader(DayStyle(), of_period="first").read([text]).values == [date(2019, 1, 7)]
    assert DayReader(DayStyle()).read(["2017-11-21 | 2016-03-02"]).values == [date(2016, 3, 2)]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2020", date(2020, 12, 31)),
        ("2020年", date(2020, 12, 31)),
        ("2020年2月", date(2020, 2, 29)),
        ("2021年第一季度", date(2021, 3, 31)),
        ("2021Q2", date(2021, 6, 30)),
        ("202105", date(2021, 5, 31)),
    ],
)
def test_in_statistics_a_period_is_its_last_day(text: str, end: date) -> None:
    assert read_day(text, DayStyle(takes_periods=True)) == end
    assert read_day(text) is None


@pytest.mark.parametrize("text", ["2013-02-30", "申请中", "20131301", "3021-01-01", "2013"])
def test_what_is_no_day_is_a_problem_that_names_the_cell(text: str) -> None:
    problem = DayReader(DayStyle()).read([text]).problems[0]
    assert problem.rule == "day"
    assert problem.value == text
    assert "2013-01-02" in problem.remedy.zh


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_days_written_in_any_order_come_back(day: date) -> None:
    for written in (f"{day:%Y%m%d}", day.isoformat(), f"{day.year}.{day.month}.{day.day}"):
        assert read_day(written) == day
    assert read_day(f"{day:%d/%m/%Y}", DayStyle(day_first=True)) == day
