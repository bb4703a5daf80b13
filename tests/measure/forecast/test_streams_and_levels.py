"""Cumulative counts, yearly scores and shares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from factory import load, register
from zhiquan.measure.forecast import WhatIf, forecast
from zhiquan.measure.measuring import Measuring

DAY, UNTIL = date(2023, 12, 31), date(2024, 12, 31)
Made = Callable[[dict[str, Any]], Measuring]


@pytest.fixture
def made(tmp_path_factory: pytest.TempPathFactory, asking: Callable[..., Measuring]) -> Made:
    def build(rows: dict[str, Any]) -> Measuring:
        found = register(tmp_path_factory.mktemp("made") / "lake")
        load(found, rows, day=2, month=1, year=2024)
        return asking(found)

    return build


def test_a_steady_stream_goes_on_at_its_pace(figures: Measuring) -> None:
    # A pledge each forty days: 9.1 a year on top of those on record.
    found = forecast(figures, "pledges", day=DAY, until=UNTIL)
    assert found.counted is not None
    assert found.known.stands == 44
    assert found.counted[1] - 44 == pytest.approx(Decimal("9.1"), abs=Decimal("1.5"))
    assert found.counted[0] >= 44
    assert found.path[0].low == found.path[0].high == 44


def test_amounts_follow_count_and_size(figures: Measuring) -> None:
    # 9.1 a year of 2.5 million each on average
    found = forecast(figures, "pledge_amount", day=DAY, until=UNTIL)
    assert found.counted is not None
    added = found.counted[1] - 110_000_000
    assert Decimal(15_000_000) < added < Decimal(30_000_000)
    none = forecast(figures, "pledge_amount", day=DAY, until=UNTIL, what_if=WhatIf(grants=0.0))
    assert none.counted == (Decimal(110_000_000),) * 3


def test_few_events_or_months_give_no_range(made: Made) -> None:
    few = [pledge(place, date(2021, 3, 1 + place)) for place in range(4)]
    found = forecast(made({"pledges": few}), "pledges", day=DAY, until=UNTIL)
    assert found.mid is None
    assert "at least 5 events" in found.needs[0].en
    recent = [pledge(place, date(2023, 6, 1 + place)) for place in range(9)]
    found = forecast(made({"pledges": recent}), "pledges", day=DAY, until=UNTIL)
    assert "at least 12 months" in found.needs[0].en


def test_a_list_that_was_not_renewed_is_said_to_end(made: Made) -> None:
    rows = [pledge(place, date(2021 + place // 24, 1 + place % 24 // 2, 1 + 14 * (place % 2))) for place in range(60)]
    found = forecast(made({"pledges": rows}), "pledges", day=DAY, until=UNTIL)
    assert "records end on 2023-06-15" in found.method.en
    assert found.path[0].mid > 60  # what should have come since is expected


def test_awards_of_one_season_come_again_in_that_season(made: Made) -> None:
    rows = [
        {
            "kind": "advantage_enterprise",
            "holder": f"演示{year}{place}公司",
            "number": f"{year}{place}",
            "level": "city",
            "name": "演示优势企业",
            "from": date(year, 6, 20),
            "region": "500115",
        }
        for year in (2020, 2021, 2022, 2023)
        for place in range(5)
    ]
    found = forecast(made({"titles_awards": rows}), "advantage_enterprises", day=DAY, until=UNTIL)
    by_day = {point.day: point.mid for point in found.path}
    assert by_day[date(2024, 3, 31)] == by_day[DAY] == 20
    assert by_day[date(2024, 8, 31)] >= 23


def test_a_score_needs_four_years(figures: Measuring) -> None:
    found = forecast(figures, "ip_protection_satisfaction", day=date(2021, 12, 31), until=UNTIL)
    assert found.mid is None
    assert "at least 4 yearly values (3 loaded)" in found.needs[0].en


def test_a_score_drifts_by_less_than_it_did(figures: Measuring) -> None:
    # 78.1 to 81.0 in four steps: 2.9 / (4 + 4) = 0.36 a year
    found = forecast(figures, "ip_protection_satisfaction", day=DAY, until=UNTIL)
    assert found.mid == pytest.approx(Decimal("81.36"), abs=Decimal("0.15"))
    assert found.low is not None
    assert found.low < 81 < (found.high or 0)
    assert {point.mid for point in found.path if point.day < date(2024, 12, 1)} == {Decimal("81.00")}


def test_a_share_is_held_and_its_range_widens(figures: Measuring) -> None:
    found = forecast(figures, "annual_fees_kept", day=DAY, until=UNTIL)
    widths = np.array([float(point.high - point.low) for point in found.path])
    assert len({point.mid for point in found.path}) == 1
    assert all(np.diff(widths) >= -0.011)
    assert all(0 <= point.low <= point.high <= 100 for point in found.path)


def test_a_supposed_share_of_fees_fills_the_twelve_months_looked_at(figures: Measuring) -> None:
    found = forecast(figures, "annual_fees_kept", day=DAY, until=UNTIL, what_if=WhatIf(renewal=0.5))
    assert found.mid == 50


def pledge(place: int, day: date) -> dict[str, Any]:
    return {"number": f"演示Y{place:03d}", "registered_on": day, "pledgor": "演示甲", "region": "500115",
            "right_kind": "trademark", "amount": Decimal(1_000_000)}  # fmt: skip
