from __future__ import annotations

import random
from datetime import date, timedelta

from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.understanding.order import FEWEST, agreement

FIRST = date(2020, 1, 1)


def _numbers(count: int, *, kind: str = "A") -> list[Cell]:
    return [f"CN{111000000 + 7 * n}{kind}" for n in range(count)]


def _days(count: int) -> list[date | None]:
    return [FIRST + timedelta(days=n) for n in range(count)]


def test_days_that_rise_with_the_numbers_agree_whatever_the_order_of_the_rows() -> None:
    rows = list(zip(_numbers(30), _days(30), strict=True))
    random.Random(3).shuffle(rows)
    assert agreement([number for number, _ in rows], [day for _, day in rows]) == 1.0


def test_days_that_have_nothing_to_do_with_the_numbers_agree_in_half() -> None:
    days = _days(400)
    random.Random(3).shuffle(days)
    share = agreement(_numbers(400), days)
    assert share is not None
    assert 0.4 < share < 0.6


def test_few_steps_tell_nothing() -> None:
    # n rows have n - 1 neighbours
    assert agreement(_numbers(FEWEST), _days(FEWEST)) is None
    assert agreement(_numbers(FEWEST + 1), _days(FEWEST + 1)) == 1.0


def test_chinese_grants_keep_the_number_of_the_application_and_are_left_out() -> None:
    assert agreement(_numbers(30, kind="B"), _days(30)) is None
    assert agreement(_numbers(30, kind="U"), _days(30)) == 1.0


def test_each_series_is_ordered_for_itself() -> None:
    mixed = [*_numbers(20), *_numbers(20, kind="U")]
    assert agreement(mixed, [*_days(20), *_days(20)]) == 1.0
