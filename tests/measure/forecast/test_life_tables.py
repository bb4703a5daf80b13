"""Life tables: worked by hand, and found again where the chances are known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest

from zhiquan.measure.forecast.age_tables import AGES, age_table
from zhiquan.measure.forecast.days import MONTH, NEVER, number
from zhiquan.measure.forecast.grant_rates import grant_rates, through_day
from zhiquan.measure.forecast.lapse_rates import lapse_rates, renewal_share

DAY = number(date(2024, 12, 31))


def test_exposure_and_events_by_hand() -> None:
    # Ages on the last day: one granted after 2.5 months, one pending at 4 months, one seen only from month 3 to 4.
    begun = np.array([DAY - round(months * MONTH) for months in (10, 4, 4)])
    granted = np.array([begun[0] + round(2.5 * MONTH), NEVER, NEVER])
    entry = np.array([begun[0], begun[1], begun[2] + round(3 * MONTH)])
    table = age_table(begun, entry, granted, (DAY - 1_000, DAY))
    assert table.exposure[:5] == pytest.approx([2, 2, 1.5, 2, 0], abs=0.03)
    assert table.events[:5].tolist() == [0, 0, 1, 0, 0]
    assert table.total[AGES] == pytest.approx(table.hazard.sum())


def test_nobody_is_at_risk_before_the_window() -> None:
    begun = np.array([DAY - round(20 * MONTH)])
    table = age_table(begun, begun, np.array([NEVER]), (DAY - round(5 * MONTH), DAY))
    assert table.exposure[:14].sum() == pytest.approx(0, abs=0.05)
    assert table.exposure.sum() == pytest.approx(5, abs=0.05)


def test_an_empty_register_gives_no_hazard() -> None:
    none = np.empty(0, np.int64)
    assert age_table(none, none, none, (DAY - 100, DAY)).total[AGES] == 0


def test_a_grant_chance_is_found_again(world_of: Callable[[int], Any]) -> None:
    stock = world_of(1).stock(date(2022, 12, 31))
    table = stock.grants.by_age
    # Sixty in a hundred are granted in the end, and all by 26 months; half of those by 20.
    assert 1 - np.exp(-table.added(np.array([40.0]))[0]) == pytest.approx(0.6, abs=0.05)
    assert 1 - np.exp(-table.added(np.array([20.0]))[0]) == pytest.approx(0.3, abs=0.05)
    assert stock.grants.from_pending


def test_a_lapse_chance_is_found_again(world_of: Callable[[int], Any]) -> None:
    rates = world_of(1).stock(date(2022, 12, 31)).lapses
    expected = [0.04 + 0.005 * year for year in range(3, 9)]
    assert rates.chance[2:8].mean() == pytest.approx(np.mean(expected), abs=0.01)
    assert rates.chance[10:14].mean() > rates.chance[2:5].mean()


def test_lapses_not_yet_announced_do_not_lower_the_chance(world_of: Callable[[int], Any]) -> None:
    # Whatever is due in the last eight months is left out, or the chance would come out too low.
    world = world_of(1)
    day = date(2022, 12, 31)
    rates = world.stock(day).lapses
    later = lapse_rates(world.lives.cut(number(day), NEVER), number(day), NEVER)
    assert rates.chance.mean() == pytest.approx(later.chance.mean(), abs=0.012)
    assert 240 < rates.slowest < 290


def test_a_fee_whose_lapse_may_still_be_told_is_doubted_less_as_time_goes_by(world_of: Callable[[int], Any]) -> None:
    rates = world_of(1).stock(date(2022, 12, 31)).lapses
    year = np.array([5, 5, 5])
    fresh, middle, old = rates.hidden(year, rates.through - np.array([10, 230, 300]))
    assert fresh == pytest.approx(rates.chance[5])
    assert fresh > middle > old == pytest.approx(0, abs=1e-9)


def test_small_cells_lean_on_their_neighbours(by_hand: Callable[..., Any]) -> None:
    rows = [{"filed": date(2015, 3, 1), "granted": date(2017, 1, 1), "expires": date(2035, 3, 1)} for _ in range(9)]
    gone = {**rows[0], "ended": date(2020, 3, 1), "told": date(2020, 10, 20), "lapsed": True}
    rates = lapse_rates(by_hand([*rows, gone]), DAY, DAY)
    assert rates.lapses.sum() == 1
    # Ten fees were due for the year of the lapse: the bare share is 0.1, the shrunk one lies between it and 5 %.
    assert rates.exposure[4] == 10
    assert 0.02 < rates.chance[4] < 0.1
    assert rates.chance[4] > rates.chance[12] > 0.01


def test_no_lapse_on_record_is_not_believed_of_many_fees(by_hand: Callable[..., Any]) -> None:
    rows = [{"filed": date(2012, 3, 1), "granted": date(2014, 1, 1), "expires": date(2032, 3, 1)} for _ in range(60)]
    rates = lapse_rates(by_hand(rows), DAY, DAY)
    assert rates.is_assumed
    assert set(rates.chance.tolist()) == {0.05}


def test_a_bare_status_word_is_put_to_the_fee_half_a_year_before(by_hand: Callable[..., Any]) -> None:
    row = {"filed": date(2014, 3, 1), "granted": date(2016, 1, 1), "expires": date(2034, 3, 1), "lapsed": True}
    rates = lapse_rates(by_hand([{**row, "ended": date(2021, 11, 30), "told": date(2021, 11, 30)}]), DAY, DAY)
    assert rates.lapses.tolist().index(1) == 6  # seven years after filing: 2021-03-01


def test_marks_are_renewed_as_in_the_past(by_hand: Callable[..., Any]) -> None:
    base = {"filed": date(2009, 1, 1), "granted": date(2010, 6, 1)}
    kept = [{**base, "expires": date(2030, 6, 1)} for _ in range(30)]
    gone = [{**base, "expires": date(2020, 6, 1)} for _ in range(10)]
    share, count = renewal_share(by_hand([*kept, *gone], kind="trademark"), DAY)
    assert count == 40
    assert share == pytest.approx((30 + 6) / 50)


def test_a_list_that_fell_silent_is_taken_to_have_ended() -> None:
    monthly = np.array([DAY - 200 - 30 * place for place in range(40)])
    assert through_day(monthly, DAY) == DAY - 200
    # After one a year a silence of 200 days says nothing; one of two years is a fact, not a late list.
    assert through_day(monthly[::12], DAY) == DAY
    assert through_day(monthly - 530, DAY) == DAY
    assert through_day(np.empty(0, np.int64), DAY) == DAY


def test_a_register_of_valid_rights_only_does_not_use_its_applications(world_of: Callable[[int], Any]) -> None:
    lives = world_of(1).lives
    day = number(date(2022, 12, 31))
    granted_only = lives.where(lives.granted < NEVER).cut(day, day)
    assert not grant_rates(granted_only.where(granted_only.granted <= day), day).from_pending
