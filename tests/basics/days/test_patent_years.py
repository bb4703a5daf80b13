"""Patent years, annual fees and the grace period, counted from the filing day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.basics.days.patent_years import (
    anniversary,
    annual_fee_due,
    grace_end,
    months_late,
    patent_year,
    surcharge_steps,
)
from zhiquan.basics.errors import BadInput

DUE = date(2024, 5, 5)


def test_the_guidelines_examples() -> None:
    # filed 1999-06-01: year 1 runs to 2000-05-31, year 2 from 2000-06-01
    assert patent_year(date(1999, 6, 1), date(2000, 5, 31)) == 1
    assert patent_year(date(1999, 6, 1), date(2000, 6, 1)) == 2
    # filed 1997-06-03: the sixth year's fee is due on 2002-06-03
    assert annual_fee_due(date(1997, 6, 3), 6) == date(2002, 6, 3)
    # filed 1999-09-06: the twenty years are over on 2019-09-06
    assert anniversary(date(1999, 9, 6), 20) == date(2019, 9, 6)


def test_a_filing_on_leap_day_falls_back_to_the_28th() -> None:
    assert anniversary(date(2004, 2, 29), 1) == date(2005, 2, 28)
    assert anniversary(date(2004, 2, 29), 4) == date(2008, 2, 29)
    assert patent_year(date(2004, 2, 29), date(2005, 2, 27)) == 1
    assert patent_year(date(2004, 2, 29), date(2005, 2, 28)) == 2


def test_surcharges_begin_after_the_first_month_and_reach_five() -> None:
    steps = surcharge_steps(DUE)
    assert (steps[0].first, steps[0].last, steps[0].months) == (date(2024, 5, 6), date(2024, 6, 5), 0)
    assert (steps[1].first, steps[1].last, steps[1].months) == (date(2024, 6, 6), date(2024, 7, 5), 1)
    assert (steps[5].first, steps[5].last, steps[5].months) == (date(2024, 10, 6), date(2024, 11, 5), 5)
    assert grace_end(DUE) == date(2024, 11, 5)


@pytest.mark.parametrize(
    ("paid", "months"),
    [(DUE, 0), (date(2024, 6, 5), 0), (date(2024, 6, 6), 1), (date(2024, 7, 5), 1), (date(2024, 11, 5), 5)],
)
def test_months_late_at_the_boundaries(paid: date, months: int) -> None:
    assert months_late(DUE, paid) == months


def test_the_day_after_grace_is_too_late() -> None:
    with pytest.raises(BadInput, match="恢复"):
        months_late(DUE, date(2024, 11, 6))


def test_month_ends_are_counted_from_the_due_day_not_from_step_to_step() -> None:
    lasts = [step.last for step in surcharge_steps(date(2024, 8, 31))]
    assert lasts[:2] == [date(2024, 9, 30), date(2024, 10, 31)]
    assert lasts[5] == grace_end(date(2024, 8, 31)) == date(2025, 2, 28)


def test_the_first_years_fee_and_days_before_filing_are_refused() -> None:
    with pytest.raises(BadInput):
        annual_fee_due(date(2020, 1, 1), 1)
    with pytest.raises(BadInput):
        patent_year(date(2020, 1, 2), date(2020, 1, 1))


@given(st.dates(date(1985, 4, 1), date(2060, 1, 1)), st.integers(2, 20))
def test_each_patent_year_ends_the_day_before_the_next_fee_is_due(filed: date, year: int) -> None:
    due = annual_fee_due(filed, year)
    assert patent_year(filed, due) == year
    assert patent_year(filed, due - timedelta(days=1)) == year - 1


@given(st.dates(date(1985, 4, 1), date(2060, 1, 1)))
def test_surcharge_steps_follow_each_other_without_a_gap(due: date) -> None:
    steps = surcharge_steps(due)
    assert all(b.first - a.last == timedelta(days=1) for a, b in pairwise(steps))
    assert steps[-1].last == grace_end(due)
