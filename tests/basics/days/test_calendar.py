"""The calendar by itself: edges of years, gaps between them, days it does not know."""

from __future__ import annotations

from datetime import date

import pytest

from zhiquan.basics.days import Calendar, ListedDay, NoSchedule
from zhiquan.basics.days.because import runs, span_words
from zhiquan.basics.days.calendar import WEEKEND
from zhiquan.basics.words import Words
from zhiquan.knowledge.holidays import load_calendar

CALENDAR = load_calendar()
NEW_YEAR = Words("元旦", "New Year's Day")


def small(*years: int, listed: tuple[ListedDay, ...] = ()) -> Calendar:
    return Calendar(years=frozenset(years), listed={day.day: day for day in listed})


def test_a_worked_sunday_and_a_resting_wednesday() -> None:
    assert CALENDAR.is_working(date(2025, 9, 28))
    assert not CALENDAR.is_working(date(2025, 10, 1))
    assert CALENDAR.why_resting(date(2025, 10, 6)) == Words("中秋节", "Mid-Autumn Festival")
    assert CALENDAR.why_resting(date(2025, 9, 27)) is WEEKEND
    assert CALENDAR.why_resting(date(2025, 9, 28)) is None


def test_the_notice_for_2019_makes_the_last_days_of_2018_known_and_no_others() -> None:
    assert [CALENDAR.is_known(date(2018, 12, day)) for day in (28, 29, 30, 31)] == [False, True, True, True]
    assert CALENDAR.is_working(date(2018, 12, 29))
    with pytest.raises(NoSchedule, match="2018"):
        CALENDAR.is_working(date(2018, 12, 28))


def test_an_unknown_start_does_not_matter_because_it_is_not_counted() -> None:
    assert CALENDAR.add(date(2018, 12, 28), 1) == date(2018, 12, 29)
    with pytest.raises(NoSchedule):
        CALENDAR.add(date(2018, 12, 27), 1)


@pytest.mark.parametrize(("days", "fits"), [(8, True), (9, False)])
def test_a_count_may_reach_the_last_working_day_of_the_last_year_and_no_further(days: int, fits: bool) -> None:
    if fits:
        assert CALENDAR.add(date(2026, 12, 21), days) == date(2026, 12, 31)
        return
    with pytest.raises(NoSchedule, match="2027"):
        CALENDAR.add(date(2026, 12, 21), days)


def test_a_gap_between_held_years_is_never_jumped() -> None:
    gap = small(2024, 2026)
    with pytest.raises(NoSchedule, match="2025"):
        gap.add(date(2024, 12, 31), 1)
    with pytest.raises(NoSchedule, match="2025"):
        gap.add(date(2024, 12, 30), 2)
    with pytest.raises(NoSchedule, match="2025"):
        gap.add(date(2026, 1, 2), -2)
    with pytest.raises(NoSchedule, match="2025"):
        gap.count(date(2024, 12, 30), date(2026, 1, 5))


def test_december_is_provisional_until_the_next_notice_is_held() -> None:
    assert CALENDAR.is_provisional(date(2026, 12, 25))
    assert not CALENDAR.is_provisional(date(2026, 12, 24))
    assert not CALENDAR.is_provisional(date(2025, 12, 31))
    assert not CALENDAR.is_provisional(date(2027, 12, 31))


def test_a_later_notice_may_move_the_last_days_of_the_year_before() -> None:
    friday = ListedDay(date(2026, 12, 25), is_working=False, name=NEW_YEAR, notice="x")
    assert not small(2026, 2027, listed=(friday,)).is_working(date(2026, 12, 25))


def test_counting_backward_is_negative() -> None:
    assert CALENDAR.count(date(2025, 10, 11), date(2025, 9, 30)) == -3
    assert CALENDAR.count(date(2025, 10, 11), date(2025, 10, 11)) == 0


def test_the_nearest_working_days_around_a_long_break() -> None:
    assert CALENDAR.next_working(date(2025, 10, 4)) == date(2025, 10, 9)
    assert CALENDAR.previous_working(date(2025, 10, 4)) == date(2025, 9, 30)
    assert CALENDAR.next_working(date(2025, 9, 28)) == date(2025, 9, 28)


def test_an_empty_calendar_knows_nothing() -> None:
    with pytest.raises(NoSchedule, match="2025"):
        small().is_working(date(2025, 1, 1))


def test_runs_join_neighbours_and_spans_name_what_changes() -> None:
    first, last = date(2025, 12, 31), date(2026, 1, 1)
    assert runs([first, last, date(2026, 1, 3)]) == [(first, last), (date(2026, 1, 3),) * 2]
    assert span_words(first, last) == Words("2025 年 12 月 31 日至 2026 年 1 月 1 日", "2025-12-31 to 2026-01-01")
    assert span_words(date(2025, 9, 29), date(2025, 10, 2)).zh == "2025 年 9 月 29 日至 10 月 2 日"
