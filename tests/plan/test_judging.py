"""Whether a target is met, on the way or out of reach, at each edge."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from zhiquan.plan.judging import Range, judge, reaches

END = date(2025, 12, 31)
NOW = date(2025, 6, 30)


def status(value: str | None, target: str | None, cmp: str = "ge", *, day: date = NOW, ahead: str = "") -> str | None:
    ends = [Decimal(part) for part in ahead.split()]
    return judge(
        None if value is None else Decimal(value),
        None if target is None else Decimal(target),
        cmp,
        day=day,
        due=END,
        ahead=Range(*ends) if ends else None,
    )


@pytest.mark.parametrize(
    ("value", "ahead", "says"),
    [
        ("20", "", "met"),
        ("19.99", "20 21 22", "expected"),
        ("19.99", "19.99 20 22", "borderline"),
        ("19.99", "18 19 20", "borderline"),
        ("19.99", "18 19 19.99", "expected_miss"),
        ("19.99", "", None),
        (None, "20 21 22", None),
    ],
)
def test_before_the_end_the_value_decides_then_the_forecast(value: str | None, ahead: str, says: str | None) -> None:
    assert status(value, "20", ahead=ahead) == says


def test_after_the_end_a_target_is_met_or_missed() -> None:
    assert status("20", "20", day=END) == "met"
    assert status("19.99", "20", day=END, ahead="20 21 22") == "missed"


def test_at_most_is_met_from_above() -> None:
    assert status("4", "5", "le") == "met"
    assert status("6", "5", "le", ahead="3 4 5") == "expected"
    assert status("6", "5", "le", ahead="3 4 6") == "borderline"
    assert status("6", "5", "le", ahead="6 7 8") == "expected_miss"


def test_a_bare_number_is_not_missed_by_exceeding_it() -> None:
    assert status("1501", "1500", "eq") == "met"


@pytest.mark.parametrize("cmp", ["increase", "decrease", "rank"])
def test_a_change_or_rank_needs_more_than_a_value(cmp: str) -> None:
    assert reaches(Decimal(5), Decimal(3), cmp) is None
    assert status("5", "3", cmp, day=END) is None


def test_without_a_target_there_is_no_status() -> None:
    assert status("5", None) is None
