"""Stocks forecast from worlds with known chances."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest

from zhiquan.measure.forecast.days import NEVER, Grid, number
from zhiquan.measure.forecast.grant_rates import grant_rates
from zhiquan.measure.forecast.lapse_rates import lapse_rates
from zhiquan.measure.forecast.members import Spans, counted_on, members
from zhiquan.measure.forecast.ranges import range_of
from zhiquan.measure.forecast.shapes import WhatIf
from zhiquan.measure.forecast.stocks import (
    Stock,
    expected_flows,
    fee_chances,
    grant_chances,
    pending_places,
    simulate,
)

CUTS = [date(year, month, day) for year in (2019, 2020, 2021, 2022) for month, day in ((6, 30), (12, 31))]


def ends(stock: Stock, day: date, until: date, what_if: WhatIf | None = None) -> list[float]:
    grid = Grid.of(day, until, 0)
    found = range_of(simulate(stock, number(day), grid, what_if or WhatIf()))[:, grid.end]
    return [float(end) for end in found]


def test_the_range_holds_the_truth_as_often_as_it_says(world_of: Callable[[int], Any]) -> None:
    inside, errors = [], []
    for seed in (1, 2, 3, 4):
        world = world_of(seed)
        for day in CUTS:
            until = date(day.year + 1, day.month, day.day)
            low, mid, high = ends(world.stock(day), day, until)
            truth = int(world.lives.in_force(number(until)).sum())
            inside.append(low <= truth <= high)
            errors.append((mid - truth) / truth)
    assert 0.7 <= np.mean(inside) <= 0.97
    assert abs(np.mean(errors)) < 0.02


def test_what_lapsed_unnoticed_is_taken_off_on_the_first_day(world_of: Callable[[int], Any]) -> None:
    world = world_of(2)
    day = date(2021, 12, 31)
    stock = world.stock(day)
    on = number(day)
    seems, stands = len(stock.counted.place), int(world.lives.in_force(on).sum())
    first = np.median(simulate(stock, on, Grid.of(day, date(2022, 12, 31), 0), WhatIf())[:, 0])
    assert seems > stands
    assert abs(first - stands) < abs(seems - stands) / 2


def test_chances_of_pending_ones_add_up_to_the_grants_that_came(world_of: Callable[[int], Any]) -> None:
    world = world_of(3)
    day, until = number(date(2021, 12, 31)), number(date(2022, 12, 31))
    stock = world.stock(date(2021, 12, 31))
    places = pending_places(stock, day)
    chance = grant_chances(stock, places, np.array([until]), WhatIf())[:, 0]
    names = stock.lives.right[places]
    came = np.isin(world.lives.right, names) & (world.lives.granted <= until)
    assert chance.sum() == pytest.approx(came.sum(), rel=0.15)
    assert 0 <= chance.min() <= chance.max() <= 1


def test_more_grants_fewer_lapses_and_more_filings_never_lower_the_middle(world_of: Callable[[int], Any]) -> None:
    day, until = date(2021, 12, 31), date(2023, 6, 30)
    stock = world_of(1).stock(day)
    rising = {
        "grants": [WhatIf(grants=value) for value in (0.0, 0.5, 1.0, 1.01, 1.5, 3.0)],
        "filings": [WhatIf(filings=value) for value in (0.0, 1.0, 1.1, 2.0)],
        "renewal": [WhatIf(renewal=value) for value in (0.0, 0.5, 0.9, 0.91, 1.0)],
    }
    for name, suppositions in rising.items():
        mids = [ends(stock, day, until, what_if)[1] for what_if in suppositions]
        assert mids == sorted(mids), name


def test_the_same_question_gives_the_same_answer(world_of: Callable[[int], Any]) -> None:
    day = date(2021, 12, 31)
    stock = world_of(1).stock(day)
    assert ends(stock, day, date(2022, 12, 31)) == ends(stock, day, date(2022, 12, 31))


def test_a_term_ends_on_its_day_and_not_before(by_hand: Callable[..., Any]) -> None:
    day = date(2024, 12, 31)
    lives = by_hand(
        [{"filed": date(2005, 3, 31), "granted": date(2007, 1, 1), "expires": date(2025, 3, 31)}] * 3
        + [{"filed": date(2005, 4, 1), "granted": date(2007, 1, 1), "expires": date(2025, 4, 1)}] * 2
    )
    stock = stock_of(lives, day)
    flows = expected_flows(stock, number(day), Grid.of(day, date(2025, 12, 31), 0), WhatIf(renewal=1.0))
    # Steps: the day itself, January, February, March (ends 31 March), April
    assert flows.stands == 5
    assert flows.ended[:5] == pytest.approx([0, 0, 0, 3, 2])
    assert flows.ended.sum() == 5
    assert flows.lost.sum() == pytest.approx(0)


def test_no_fee_is_due_after_the_end_or_before_the_grant(by_hand: Callable[..., Any]) -> None:
    lives = by_hand([{"filed": date(2020, 5, 1), "granted": date(2023, 6, 1), "expires": date(2040, 5, 1)}])
    stock = stock_of(lives, date(2024, 12, 31))
    due, chance = fee_chances(stock, np.array([0]), number(date(2024, 12, 31)), WhatIf())
    owed = due[chance > 0]
    # 2024-05-01 is the first fee after the grant; its lapse would not be told before January 2025.
    assert [int(owed.min()), int(owed.max())] == [number(date(2024, 5, 1)), number(date(2039, 5, 1))]


def test_a_lapse_told_later_does_not_change_what_was_known(by_hand: Callable[..., Any]) -> None:
    row = {"filed": date(2015, 5, 1), "granted": date(2017, 6, 1), "expires": date(2035, 5, 1), "lapsed": True,
           "ended": date(2022, 5, 1), "told": date(2022, 12, 20)}  # fmt: skip
    lives = by_hand([row])
    before, after = (lives.cut(number(day), number(day)) for day in (date(2022, 12, 19), date(2022, 12, 20)))
    assert before.in_force(number(date(2022, 12, 19))).tolist() == [True]
    assert after.in_force(number(date(2022, 12, 19))).tolist() == [False]
    spans = Spans(lives.right, lives.granted, lives.ended, np.array([False]))
    days = np.array([number(date(2022, 4, 30)), number(date(2022, 5, 1)), number(date(2022, 12, 1))])
    assert counted_on(spans, lives, before, days).tolist() == [1, 1, 1]
    assert counted_on(spans, lives, after, days).tolist() == [1, 0, 0]


def test_marks_leave_only_when_they_are_not_renewed(by_hand: Callable[..., Any]) -> None:
    day, until = date(2024, 12, 31), date(2025, 12, 31)
    lives = by_hand([{"filed": date(2014, 1, 1), "granted": date(2015, 6, 1), "expires": date(2025, 6, 1)}] * 200,
                    kind="trademark")  # fmt: skip
    stock = stock_of(lives, day, renewed=0.7)
    low, mid, high = ends(stock, day, until)
    assert low < 140 < high
    assert mid == pytest.approx(140, abs=4)
    assert ends(stock, day, until, WhatIf(renewal=1.0)) == [200, 200, 200]
    assert ends(stock, day, until, WhatIf(renewal=0.0))[2] <= 30


def test_rights_passing_ten_years_come_to_count_on_their_day(by_hand: Callable[..., Any]) -> None:
    day = date(2024, 12, 31)
    lives = by_hand([{"filed": date(2013, 1, 1), "granted": date(2015, 2, 10), "expires": date(2033, 1, 1)}])
    since = np.array([number(date(2025, 2, 11))])
    spans = Spans(lives.right, since, lives.ended, np.array([True]))
    on = number(day)
    counted = members(spans, lives, lives, on)
    stock = Stock(lives, counted, grant_rates(lives, on), lapse_rates(lives, on, on), None)
    flows = expected_flows(stock, on, Grid.of(day, date(2025, 6, 30), 0), WhatIf(renewal=1.0))
    assert flows.stands == 0
    assert flows.entered.tolist()[:4] == [0, 0, 1, 0]


def stock_of(lives: Any, day: date, *, renewed: float | None = None) -> Stock:
    on = number(day)
    cut = lives.cut(on, on)
    has_it = lives.granted < NEVER
    spans = Spans(
        lives.right[has_it], lives.granted[has_it], lives.ended[has_it], np.zeros(int(has_it.sum()), np.bool_)
    )
    return Stock(cut, members(spans, lives, cut, on), grant_rates(cut, on), lapse_rates(cut, on, on), renewed)
