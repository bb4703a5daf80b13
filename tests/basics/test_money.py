"""Amounts: what is read, what is refused, shares that add up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.basics.errors import BadInput
from zhiquan.basics.money import LARGEST, Scale, parse_yuan, show_yuan, split_yuan, to_fen

fen = st.integers(0, 10**12).map(lambda number: Decimal(number).scaleb(-2))


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("1,234.50", "1234.50"),
        ("1234.5", "1234.5"),
        ("￥1,234.50元", "1234.50"),
        ("¥12", "12"),
        ("人民币12元整", "12"),
        ("RMB 12", "12"),
        ("12 yuan", "12"),
        ("2 亿元", "200000000"),
        ("8.72亿", "872000000"),
        ("3000万元", "30000000"),
        ("3 千万元", "30000000"),
        ("5百万", "5000000"),
        ("1.5万亿元", "1500000000000"),
        ("１，２３４．５０", "1234.50"),
        ("1.2E+5", "120000"),
        ("1.2e5元", "120000"),
        ("1E-2", "0.01"),
        (".5", "0.5"),
        ("0", "0"),
        ("0.001", "0.001"),
        ("  12  ", "12"),
    ],
)
def test_amounts_as_people_write_them(text: str, yuan: str) -> None:
    assert parse_yuan(text) == Decimal(yuan)


def test_whole_and_decimal_numbers_pass_through() -> None:
    assert parse_yuan(12) == Decimal(12)
    assert parse_yuan(Decimal("0.10")) == Decimal("0.1")


@pytest.mark.parametrize(
    "text", ["", "元", "12,34", "1,2345", "1.2.3", "twelve", "12美元", "1e", "NaN", "Infinity", "12%", "1 2"]
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        parse_yuan(text)
    assert f"amount={text}" in caught.value.to("en")
    assert "8.72亿元" in caught.value.to("en")


@pytest.mark.parametrize("value", [1.5, True, None, float("nan"), b"12"])
def test_floats_and_other_things_are_never_amounts(value: object) -> None:
    with pytest.raises(BadInput, match="浮点"):
        parse_yuan(value)  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_no_number_is_no_amount(value: Decimal) -> None:
    with pytest.raises(BadInput, match="不是数"):
        parse_yuan(value)


@pytest.mark.parametrize("text", ["-5", "￥-5", "-￥5", "－5元"])
def test_negative_amounts_need_permission(text: str) -> None:
    with pytest.raises(BadInput, match="不能为负"):
        parse_yuan(text)
    assert parse_yuan(text, allow_negative=True) == -5


@pytest.mark.parametrize("text", ["1E+15", "1000万亿", "1E+99", "9999万亿"])
def test_slips_of_the_unit_are_refused(text: str) -> None:
    with pytest.raises(BadInput, match="过大"):
        parse_yuan(text)


def test_the_limit_itself_is_refused_and_one_fen_less_is_not() -> None:
    assert parse_yuan(LARGEST - Decimal("0.01")) == LARGEST - Decimal("0.01")
    with pytest.raises(BadInput):
        parse_yuan(LARGEST)


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [
        ("1.005", "1.01"),
        ("1.004", "1.00"),
        ("2.675", "2.68"),
        ("-1.005", "-1.01"),
        ("999999999999999.994", "999999999999999.99"),
    ],
)
def test_half_a_fen_is_rounded_up(amount: str, rounded: str) -> None:
    assert str(to_fen(Decimal(amount))) == rounded


@pytest.mark.parametrize(
    ("amount", "scale", "zh", "en"),
    [
        ("1234.5", "yuan", "1,234.50 元", "1,234.50 yuan"),
        ("872000000", "yi", "8.72 亿元", "8.72 x 100 million yuan"),
        ("30000000", "wan", "3,000.00 万元", "3,000.00 x 10,000 yuan"),
    ],
)
def test_amounts_are_shown_with_their_unit(amount: str, scale: Scale, zh: str, en: str) -> None:
    shown = show_yuan(Decimal(amount), scale=scale)
    assert (shown.zh, shown.en) == (zh, en)


def test_shares_by_hand() -> None:
    # 100.00 / 3 = 33.333...: one fen is left over, equal remainders, so the first gets it
    assert split_yuan(Decimal(100), [1, 1, 1]) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    # 0.05 by 3:2:1 = 2.5, 1.666, 0.833 fen -> 2, 1, 0, two left: to .833, then .666
    assert split_yuan(Decimal("0.05"), [3, 2, 1]) == [Decimal("0.02"), Decimal("0.02"), Decimal("0.01")]
    assert split_yuan(Decimal("0.01"), [0, Decimal("0.5")]) == [Decimal("0.00"), Decimal("0.01")]


@pytest.mark.parametrize(
    ("total", "weights"),
    [
        ("100", []),
        ("100", [0, 0]),
        ("100", [1, -1]),
        ("100", [0.5]),
        ("100", [True]),
        ("0.001", [1]),
        ("-1", [1]),
    ],
)
def test_shares_that_cannot_be_made_are_refused(total: str, weights: list[int]) -> None:
    with pytest.raises(BadInput):
        split_yuan(Decimal(total), weights)


@given(fen, st.lists(st.integers(0, 1000), min_size=1, max_size=9).filter(any))
def test_shares_add_up_and_stay_within_a_fen_of_the_exact_share(total: Decimal, weights: list[int]) -> None:
    shares = split_yuan(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share * sum(weights) - total * weight) < Decimal("0.01") * sum(weights)
        assert share >= 0


@given(fen)
def test_what_is_shown_in_yuan_is_read_back(amount: Decimal) -> None:
    assert parse_yuan(show_yuan(amount).zh) == amount
