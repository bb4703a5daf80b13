"""Rules that hold for every day and length."""

from __future__ import annotations

from datetime import date, timedelta
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from zhiquan.basics.days import Length, Suspension, Term, add_months, due_date
from zhiquan.basics.days.lengths import Unit
from zhiquan.knowledge.holidays import load_calendar

CALENDAR = load_calendar()
days = st.dates(date(2019, 1, 1), date(2025, 6, 30))
counts = st.integers(0, 150)
units: st.SearchStrategy[Unit] = st.sampled_from(["working_days", "days", "weeks", "months"])


@st.composite
def pauses(draw: st.DrawFn) -> tuple[Suspension, ...]:
    firsts = draw(st.lists(days, max_size=3))
    return tuple(Suspension(first, first + timedelta(days=draw(st.integers(0, 20)))) for first in firsts)


@given(days, counts, counts)
def test_n_then_m_working_days_are_n_plus_m(day: date, n: int, m: int) -> None:
    assert CALENDAR.add(CALENDAR.add(day, n), m) == CALENDAR.add(day, n + m)


@given(days, st.integers(1, 300))
def test_counting_undoes_adding(day: date, n: int) -> None:
    assert CALENDAR.count(day, CALENDAR.add(day, n)) == n
    assert CALENDAR.is_working(CALENDAR.add(day, n))


@given(days.filter(CALENDAR.is_working), st.integers(1, 60))
def test_going_back_undoes_going_forward_from_a_working_day(day: date, n: int) -> None:
    assert CALENDAR.add(CALENDAR.add(day, n), -n) == day


@given(days, st.integers(1, 6), units, pauses())
def test_the_last_day_is_never_before_the_start_and_always_explained(
    day: date, count: int, unit: Unit, stops: tuple[Suspension, ...]
) -> None:
    answer = due_date(Term(start=day, length=Length(count, unit), suspensions=stops), CALENDAR)
    assert answer.due >= day
    assert answer.because
    assert all(step.says.zh and step.says.en for step in answer.because)
    assert CALENDAR.is_working(answer.due)


@given(days, st.integers(1, 12), units, pauses())
def test_a_longer_length_never_ends_earlier(day: date, count: int, unit: Unit, stops: tuple[Suspension, ...]) -> None:
    shorter, longer = (
        due_date(Term(start=day, length=Length(number, unit), suspensions=stops), CALENDAR).due
        for number in (count, count + 1)
    )
    assert shorter <= longer


@given(days, st.integers(1, 30), units, pauses())
def test_suspending_never_shortens(day: date, count: int, unit: Unit, stops: tuple[Suspension, ...]) -> None:
    length = Length(min(count, 6) if unit == "months" else count, unit)
    plain = due_date(Term(start=day, length=length), CALENDAR).due
    assert due_date(Term(start=day, length=length, suspensions=stops), CALENDAR).due >= plain


@given(days, st.integers(0, 60))
def test_months_forward_keep_the_day_or_take_the_months_end(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1


def test_long_counts_do_not_walk_the_days() -> None:
    # 100,000 counts of about seven years: a walk would need some 250 million steps
    start = perf_counter()
    for _ in range(100_000):
        CALENDAR.add(date(2019, 1, 1), 1_700)
    assert perf_counter() - start < 5
