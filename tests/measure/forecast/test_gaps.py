"""Gaps: exactly counted, with what could close them."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import rules
from zhiquan.knowledge.indicators import Indicator
from zhiquan.measure.forecast import Gap, forecast, gap
from zhiquan.measure.forecast.values import count_for, value_of
from zhiquan.measure.measuring import Measuring

DAY, UNTIL = date(2023, 12, 31), date(2024, 12, 31)
PER_10K = "invention_patents_per_10k"


def missing(figures: Measuring, indicator: str, target: str, cmp: str = "ge") -> Gap:
    ahead = forecast(figures, indicator, day=DAY, until=UNTIL)
    return gap(figures, indicator, day=DAY, until=UNTIL, target=Decimal(target), cmp=cmp, forecast=ahead)


def test_twenty_for_692000_people_takes_1384() -> None:
    definition = rules().knowledge.get(Indicator, PER_10K)
    version = definition.at(DAY)
    assert count_for(definition, version, Decimal(20), Decimal(692_000)) == 1384
    # 20.005 is printed 20.01: 1,384.346 -> 1,385; at most 20.00 holds up to 1,384
    assert count_for(definition, version, Decimal("20.01"), Decimal(692_000)) == 1385
    assert count_for(definition, version, Decimal(20), Decimal(692_000), at_most=True) == 1384


@given(st.integers(1, 5_000), st.integers(1_000, 3_000_000))
def test_the_count_needed_is_the_smallest(cents: int, people: int) -> None:
    definition = rules().knowledge.get(Indicator, PER_10K)
    version, base, target = definition.at(DAY), Decimal(people), Decimal(cents) / 100
    count = count_for(definition, version, target, base)
    assert value_of(definition, version, Decimal(count), base) >= target
    assert count == 0 or value_of(definition, version, Decimal(count - 1), base) < target


def test_a_gap_adds_up(figures: Measuring) -> None:
    found = missing(figures, PER_10K, "2.50")
    # 2.495 * 69.5 = 173.4: 174 are needed
    assert found.needed == 174
    assert found.stands == figures.figure(PER_10K, DAY).numerator
    assert found.stands is not None
    assert found.expected is not None
    assert found.more == 174 - found.stands
    assert found.missing == 174 - found.expected
    assert f"{found.more} more needed, {found.missing} still lacking" in found.says.en
    json.dumps(found.as_plain())


def test_a_target_within_reach_lacks_nothing(figures: Measuring) -> None:
    found = missing(figures, PER_10K, "0.50")
    assert found.missing == 0
    assert found.more is not None
    assert found.more < 0
    assert found.mid_day == found.low_day == DAY
    assert "to spare, reached by forecast" in found.says.en


def test_what_could_close_it_is_named_the_likeliest_first(figures: Measuring) -> None:
    found = missing(figures, PER_10K, "2.50")
    chances = [one.chance for one in found.pending]
    assert chances == sorted(chances, reverse=True)
    assert all(0 <= chance <= 1 for chance in chances)
    first = found.pending[0]
    assert (first.title[:4], first.holder) == ("演示发明", "演示甲有限公司")
    assert first.months == int((DAY - first.filed).days / 30.436875)
    fee = found.renewals[0]
    assert DAY < fee.due <= UNTIL
    assert fee.yuan in {Decimal(900), Decimal(1200), Decimal(2000), Decimal(8000)}
    assert fee.due + timedelta(days=180) < fee.grace_end <= fee.due + timedelta(days=185)
    assert all(late.due <= DAY <= late.grace_end for late in found.grace)
    assert found.totals["renewals"] == sum(
        one.count for one in forecast(figures, PER_10K, day=DAY, until=UNTIL).known.fees
    )


def test_a_sum_of_money_is_told_in_yuan(figures: Measuring) -> None:
    found = missing(figures, "pledge_amount", "2")
    assert found.needed == 199_500_000  # 1.995 is printed 2.00
    assert "yuan" in found.says.en
    assert found.totals == {"pending": 0, "renewals": 0, "grace": 0, "unplaced": 0}


def test_a_share_counts_its_part(figures: Measuring) -> None:
    found = missing(figures, "enterprise_share", "100")
    assert found.needed == found.stands == figures.figure("enterprise_share", DAY).considered


def test_a_score_has_points_to_gain(figures: Measuring) -> None:
    found = missing(figures, "ip_protection_satisfaction", "82")
    assert found.more == Decimal(1)
    assert found.missing is not None
    assert Decimal(0) <= found.missing < Decimal(1)


@pytest.mark.parametrize("target", ["3", "60"])
def test_a_ceiling_leaves_room_or_not(figures: Measuring, target: str) -> None:
    found = missing(figures, "pledges", target, "le")
    assert found.needed == int(target)
    assert found.expected is not None
    assert found.missing == max(found.expected - int(target), Decimal(0))


def test_what_nobody_loaded_has_no_gap(figures: Measuring) -> None:
    found = missing(figures, "madrid_applications", "10")
    assert (found.stands, found.more, found.missing) == (None, None, None)
    assert found.says.en == "no gap without the denominator or the data"
