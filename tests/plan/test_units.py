"""A target's number in the unit of its indicator."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zhiquan.plan.units import in_unit


@pytest.mark.parametrize(
    ("value", "printed", "unit", "wanted"),
    [
        ("5000", "万元", "亿元", "0.5"),
        ("2", "亿元", "亿元", "2"),
        ("1.5", "万件", "件", "15000"),
        ("20", "件", "件/万人", "20"),
        ("20", "家", "件", "20"),
        ("97", "%", "%", "97"),
        ("80", "分", "分", "80"),
        ("20", "", "件/万人", "20"),
    ],
)
def test_units_of_one_sort_are_converted(value: str, printed: str, unit: str, wanted: str) -> None:
    assert in_unit(Decimal(value), printed, unit) == Decimal(wanted)


@pytest.mark.parametrize(("printed", "unit"), [("元", "件"), ("%", "件"), ("分", "亿元"), ("件", "%")])
def test_units_of_different_sorts_are_not_compared(printed: str, unit: str) -> None:
    assert in_unit(Decimal(5), printed, unit) is None
