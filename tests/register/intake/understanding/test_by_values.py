from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

import factory
from register.intake.understanding.reading import grid_of, read_grid
from zhiquan.register.intake.parts import Cell

FIRST = date(2019, 1, 8)


def _fields(*columns: Sequence[Cell]) -> list[str]:
    rows = [list(row) for row in zip(*columns, strict=True)]
    return [use.field for use in read_grid(grid_of(*rows)).grid.columns]


def _columns(count: int) -> tuple[list[Cell], list[Cell], list[Cell]]:
    """Publications in a mixed order, their weekly days and titles."""
    order = list(range(count))
    random.Random(5).shuffle(order)
    days = [FIRST + timedelta(days=7 * (n // 10)) for n in order]
    return (
        [f"CN{109000000 + 37 * n}A" for n in order],
        [day.isoformat() for day in days],
        [f"一种演示装置{n}" for n in order],
    )


def test_the_day_of_publication_is_told_by_rising_with_the_numbers() -> None:
    numbers, days, titles = _columns(100)
    noted: list[Cell] = [f"2024-0{1 + n % 5}-11" for n in range(100)]
    assert _fields(noted, numbers, titles, days) == ["", "pub_no", "title", "published_on"]


def test_days_of_an_office_that_do_not_rise_with_the_numbers_are_no_day_of_publication() -> None:
    numbers, _, titles = _columns(100)
    chance = random.Random(5)
    noted: list[Cell] = [(FIRST + timedelta(days=chance.randrange(900))).isoformat() for _ in range(100)]
    assert _fields(numbers, titles, noted) == ["pub_no", "title", ""]


def test_a_priority_is_told_from_the_filing_it_goes_before() -> None:
    filed = [date(2020, 2, 1) + timedelta(days=n) for n in range(40)]
    numbers: list[Cell] = [factory.application(n, year=2020) for n in range(1, 41)]
    first: list[Cell] = [(day - timedelta(days=30 * (n % 2))).isoformat() for n, day in enumerate(filed)]
    assert _fields([f"一种装置{n}" for n in range(40)], first, numbers, [day.isoformat() for day in filed]) == [
        "title",
        "priority_on",
        "app_no",
        "filed_on",
    ]


def _claims(*, most: int) -> list[Cell]:
    return [*[most] * 40, *(3 + n % 9 for n in range(60))]


def test_claims_are_told_by_stopping_where_the_next_would_cost() -> None:
    numbers, _, titles = _columns(100)
    assert _fields(numbers, titles, _claims(most=10)) == ["pub_no", "title", "claims_count"]
    assert _fields(numbers, titles, _claims(most=11)) == ["pub_no", "title", ""]


def test_pages_with_no_such_stop_stay_unknown() -> None:
    numbers, _, titles = _columns(100)
    assert _fields(numbers, titles, [4 + n % 14 for n in range(100)]) == ["pub_no", "title", ""]
