from __future__ import annotations

from datetime import date

from defusedxml.ElementTree import fromstring

from zhiquan.knowledge.holidays import load_calendar
from zhiquan.site.drawing.calendar import Month, month_calendar

CALENDAR = load_calendar()
DUE = {date(2025, 10, 14): 1, date(2025, 10, 15): 3, date(2025, 10, 24): 2, date(2025, 11, 1): 9}


def october(language: str = "zh") -> str:
    month = Month(2025, 10, DUE, CALENDAR.is_working, date(2025, 10, 15), lambda day: f"?day={day}&x")
    return month_calendar(month, language="en" if language == "en" else "zh")


def test_holidays_rest_and_the_saturday_worked_instead_does_not() -> None:
    drawn = october()
    assert '<td class="is-off"><span>8</span></td>' in drawn
    assert "<td><span>11</span></td>" in drawn
    assert '<td class="is-off"><span>12</span></td>' in drawn


def test_days_with_matters_due_say_how_many_and_those_past_are_late() -> None:
    drawn = october()
    late = '<a href="?day=2025-10-14&amp;x" aria-label="10月14日，1 件到期">14<i>1</i></a>'
    assert f'<td class="has-due is-late">{late}</td>' in drawn
    assert '<td class="is-today has-due" aria-current="date">' in drawn
    assert "<i>9</i>" not in drawn


def test_weeks_begin_on_monday_and_october_2025_has_five() -> None:
    rows = fromstring(october()).findall("./tbody/tr")
    assert [len(row) for row in rows] == [7] * 5
    assert [cell[0].text if len(cell) else None for cell in rows[0]] == [None, None, "1", "2", "3", "4", "5"]


def test_a_year_without_a_schedule_rests_on_weekends_and_says_so() -> None:
    drawn = month_calendar(Month(2090, 2, {date(2090, 2, 1): 2}, CALENDAR.is_working), language="en")
    assert "holidays not published yet" in drawn
    assert drawn.count("is-off") == 8
    assert '<span role="img" aria-label="1 February, 2 due">1<i>2</i></span>' in drawn


def test_english_has_no_chinese() -> None:
    assert october("en").isascii()
