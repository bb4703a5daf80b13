"""Forecasts of a small district, through the register."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from factory import application, load, register, said
from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.measure.forecast import Forecast, WhatIf, forecast
from zhiquan.measure.measuring import Measuring
from zhiquan.register.batches import Register

DAY, UNTIL = date(2023, 12, 31), date(2024, 12, 31)
ALL = ("invention_patents", "invention_patents_per_10k", "high_value_patents_per_10k", "enterprise_share",
       "annual_fees_kept", "ip_protection_satisfaction", "pledges", "pledge_amount")  # fmt: skip
PER_10K = "invention_patents_per_10k"


@pytest.mark.parametrize("indicator", ALL)
def test_low_middle_and_high_come_in_order_on_every_day(figures: Measuring, indicator: str) -> None:
    found = forecast(figures, indicator, day=DAY, until=UNTIL)
    assert found.needs == ()
    assert all(point.low <= point.mid <= point.high for point in found.path)
    assert [point.day for point in found.path] == sorted({point.day for point in found.path})
    assert (found.path[0].day, found.path[-1].day) == (DAY, date(2027, 12, 31))
    at_end = next(point for point in found.path if point.day == UNTIL)
    assert (at_end.low, at_end.mid, at_end.high) == (found.low, found.mid, found.high)
    assert found.method.zh
    assert found.method.en


def test_a_stock_begins_with_what_is_known(figures: Measuring) -> None:
    found = forecast(figures, PER_10K, day=DAY, until=UNTIL)
    assert found.known.stands == figures.figure(PER_10K, DAY).numerator
    # The patent filed on 2004-06-10 ends on 2024-06-10 and is the only one whose term ends.
    assert [(month.day, month.count) for month in found.known.expiring] == [(date(2024, 6, 30), 1)]
    assert sum(one.count for one in found.known.pending) > 20
    assert {fee.yuan for fee in found.known.fees if fee.year in (4, 5, 6)} == {Decimal(1200)}
    assert all(DAY < fee.first <= fee.last <= UNTIL for fee in found.known.fees)
    assert found.known.unannounced > 0


def test_the_denominator_is_the_last_published_and_can_be_supposed(figures: Measuring) -> None:
    plain = forecast(figures, PER_10K, day=DAY, until=UNTIL)
    assert plain.base_used == 695_000  # of 2023, the year-end before the year forecast
    assert plain.counted is not None
    # 10,000 * count / 695,000
    assert plain.mid == (plain.counted[1] * 10_000 / 695_000).quantize(Decimal("0.01"))
    fewer = forecast(figures, PER_10K, day=DAY, until=UNTIL, what_if=WhatIf(base_change=Decimal(347_500)))
    assert fewer.counted == plain.counted
    assert plain.mid is not None
    assert fewer.mid == pytest.approx(2 * plain.mid, abs=Decimal("0.01"))


def test_suppositions_move_the_middle_the_right_way(figures: Measuring) -> None:
    def middle(**supposed: Any) -> Decimal:
        found = forecast(figures, "invention_patents", day=DAY, until=UNTIL, what_if=WhatIf(**supposed))
        assert found.mid is not None
        return found.mid

    assert middle(grants=0.0) < middle() < middle(grants=2.0)
    assert middle(renewal=0.2) < middle(renewal=0.9) <= middle(renewal=1.0)
    assert middle(filings=0.0) <= middle() <= middle(filings=3.0)


def test_with_nothing_granted_and_every_fee_paid_only_the_ended_terms_are_missing(figures: Measuring) -> None:
    supposed = WhatIf(grants=0.0, renewal=1.0)
    found = forecast(figures, "invention_patents", day=DAY, until=UNTIL, what_if=supposed)
    assert found.counted is not None
    lost_unnoticed = found.path[0].mid
    assert found.mid == lost_unnoticed - 1


def test_the_same_question_gives_the_same_digits(asking: Callable[..., Measuring], district: Register) -> None:
    one, other = (forecast(asking(district), PER_10K, day=DAY, until=UNTIL) for _ in range(2))
    assert one == other
    json.dumps(one.as_plain())


def test_a_horizon_must_lie_ahead(figures: Measuring) -> None:
    with pytest.raises(BadInput) as refused:
        forecast(figures, PER_10K, day=DAY, until=DAY)
    assert "a forecast ends after the day it begins" in said(refused)
    with pytest.raises(NotFound):
        forecast(figures, "no_such_indicator", day=DAY, until=UNTIL)


@pytest.mark.parametrize("wrong", [{"renewal": 1.1}, {"grants": -1.0}, {"base_change": Decimal(0)}, {"filings": -0.1}])
def test_a_supposition_out_of_range_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput) as refused:
        WhatIf(**wrong)
    assert next(iter(wrong)) in said(refused)


def test_too_little_to_go_by_gives_no_range_but_says_what_is_known(
    one_register: Callable[[Sequence[dict[str, Any]]], Register], asking: Callable[..., Measuring]
) -> None:
    row = {"app_no": application(1, year=2005), "filed_on": date(2005, 6, 1), "granted_on": date(2008, 1, 1),
           "region": "500115", "applicants": ["演示甲"]}  # fmt: skip
    found = forecast(asking(one_register([row])), PER_10K, day=DAY, until=date(2025, 12, 31))
    assert (found.low, found.mid, found.high, found.path) == (None, None, None, ())
    assert "at least 5 rights" in found.needs[0].en
    assert found.known.stands == 1
    assert [month.day for month in found.known.expiring] == [date(2025, 6, 30)]


def test_a_missing_population_is_named(figures: Measuring) -> None:
    found = forecast(figures, PER_10K, day=date(2018, 12, 31), until=date(2019, 6, 30))
    assert found.mid is not None  # 2018 is on record
    early = forecast(figures, PER_10K, day=date(2018, 6, 30), until=date(2018, 12, 31))
    assert early.mid is None
    assert "permanent_residents" in early.needs[-1].en


def test_a_lapse_learned_later_changes_the_forecast_but_not_the_one_asked_as_known_before(
    tmp_path_factory: pytest.TempPathFactory, asking: Callable[..., Measuring]
) -> None:
    made = register(tmp_path_factory.mktemp("late") / "lake")
    rows = [
        {"app_no": application(place, year=2018), "filed_on": date(2018, 1 + place % 12, 5), "region": "500115",
         "granted_on": date(2020, 1 + place % 12, 7), "applicants": ["演示甲"]}
        for place in range(1, 25)
    ]  # fmt: skip
    load(made, {"rights": rows}, day=1, month=7, year=2023)
    lapse = {"event": "lapsed_fee", "effective": date(2023, 2, 5), "announced": date(2023, 9, 29)}
    load(made, {"rights": [{"app_no": rows[0]["app_no"], "events": [lapse]}]}, day=9, month=10, name="notice.csv")
    day, until = date(2023, 12, 31), date(2024, 6, 30)
    before = forecast(asking(made, known=date(2023, 10, 1)), "invention_patents", day=day, until=until)
    after = forecast(asking(made), "invention_patents", day=day, until=until)
    assert (before.known.stands, after.known.stands) == (24, 23)
    again = forecast(asking(made, known=date(2023, 10, 1)), "invention_patents", day=day, until=until)
    assert again == before


def test_the_day_a_target_is_reached_is_the_first_it_stays_reached(figures: Measuring) -> None:
    found = forecast(figures, "pledges", day=DAY, until=UNTIL)
    mids = [point.mid for point in found.path]
    target = mids[6]
    middle, careful = found.reached(target)
    assert middle is not None
    assert careful is not None
    assert middle == next(point.day for point in found.path if point.mid >= target)
    assert middle <= careful
    assert found.reached(Decimal(10_000)) == (None, None)
    assert found.reached(mids[-1], "le")[0] == DAY


def test_a_forecast_is_dated_by_its_definition_even_before_there_was_one(figures: Measuring) -> None:
    found: Forecast = forecast(figures, "high_value_patents", day=DAY, until=UNTIL)
    assert found.mid is not None
