"""The clock of a question: reckoned from the service list, explained, reckoned again once holidays are published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from zhiquan.basics.errors import BadDefinition
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.holidays import load_calendar
from zhiquan.site.voice.clock import clock_of, days_left, service_of, working_days_taken
from zhiquan.site.voice.words import KINDS

LAW = load_knowledge()
CALENDAR = load_calendar()


def test_ten_working_days_over_the_national_holiday_by_hand() -> None:
    # received Friday 2026-09-18; counted: 21 22 23 24 (25 to 27 mid-autumn) and so on by the published notice
    clock = clock_of(LAW, CALENDAR, "correction", day=date(2026, 9, 18))
    assert CALENDAR.count(date(2026, 9, 18), clock.due) == 10
    assert clock.is_final
    assert any("放假" in step["says"]["zh"] for step in clock.steps)
    assert clock.steps[1]["is_promised"] is True


def test_the_day_of_receipt_is_not_counted() -> None:
    # Monday 2026-03-02 plus five working days: 3 4 5 6 and Monday 9
    assert clock_of(LAW, CALENDAR, "data_use", day=date(2026, 3, 2)).due == date(2026, 3, 9)


def test_a_clock_into_a_year_without_schedule_counts_weekends_and_says_so() -> None:
    held = replace(CALENDAR, years=frozenset({2026}))
    clock = clock_of(LAW, held, "correction", day=date(2026, 12, 28))
    assert not clock.is_final
    assert "放假安排" in clock.steps[-1]["says"]["zh"]
    assert clock.due > date(2026, 12, 31)


def test_every_kind_of_question_has_a_service_with_a_limit() -> None:
    for kind in KINDS:
        assert clock_of(LAW, CALENDAR, kind, day=date(2026, 3, 2)).due > date(2026, 3, 2)
    with pytest.raises(BadDefinition, match="没有办理"):
        service_of(LAW, "gossip")


def test_the_time_taken_is_counted_in_working_days() -> None:
    # Friday to Monday is one working day; an answer on the same day took none
    assert working_days_taken(CALENDAR, since=date(2026, 3, 6), until=date(2026, 3, 9)) == 1
    assert working_days_taken(CALENDAR, since=date(2026, 3, 6), until=date(2026, 3, 6)) == 0
    assert working_days_taken(CALENDAR, since=date(2027, 1, 4), until=date(2027, 1, 6)) == 2
    assert days_left(date(2026, 3, 6), date(2026, 3, 9)) == -3
