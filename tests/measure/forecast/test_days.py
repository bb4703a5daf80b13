"""Days as numbers."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from zhiquan.basics.days.patent_years import anniversary, grace_end
from zhiquan.measure.forecast.days import Grid, anniversaries, day_of, month_end, months_after, months_back, number


@pytest.mark.parametrize("first", [date(2004, 2, 29), date(2019, 12, 31), date(2020, 1, 30)])
def test_anniversaries_are_those_of_the_law(first: date) -> None:
    found = anniversaries(np.array([number(first)]), 20)[0]
    assert [day_of(one) for one in found] == [anniversary(first, years) for years in range(1, 21)]


@pytest.mark.parametrize("due", [date(2024, 8, 31), date(2023, 8, 29), date(2024, 5, 5)])
def test_grace_ends_where_the_law_has_it(due: date) -> None:
    assert day_of(months_after(np.array([number(due)]), np.array([6]))[0]) == grace_end(due)


def test_a_grid_holds_the_first_day_the_month_ends_and_the_day_asked() -> None:
    grid = Grid.of(date(2025, 11, 10), date(2026, 1, 15), 1)
    days = [day_of(point) for point in grid.points]
    assert days == [date(2025, 11, 10), date(2025, 11, 30), date(2025, 12, 31), date(2026, 1, 15), date(2026, 1, 31),
                    date(2026, 2, 28)]  # fmt: skip
    assert days[grid.end] == date(2026, 1, 15)


def test_a_day_belongs_to_the_step_that_ends_with_it() -> None:
    grid = Grid.of(date(2025, 12, 31), date(2026, 2, 28), 0)
    asked = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 1)]
    assert grid.place(np.array([number(one) for one in asked])).tolist() == [0, 1, 1, 2, 3]


def test_months_back_are_month_ends() -> None:
    assert months_back(date(2025, 3, 31), 1) == date(2025, 2, 28)
    assert months_back(date(2025, 6, 30), -6) == date(2025, 12, 31)
    assert months_back(date(2025, 6, 12), 0) == date(2025, 6, 12)
    assert month_end(date(2024, 2, 3)) == date(2024, 2, 29)
