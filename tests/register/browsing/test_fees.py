"""The next annual fee of a patent, worked by hand, and why there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from factory import rules
from zhiquan.register.browsing.fees import FeeOutlook, PatentLife, fee_outlook

LIFE = PatentLife("invention_patent", "in_force", date(2020, 3, 2), date(2022, 5, 5), date(2040, 3, 2))


def outlook(life: PatentLife, today: date) -> FeeOutlook:
    return fee_outlook(rules().knowledge, life, today=today)


@pytest.mark.parametrize(
    ("today", "year", "due", "yuan"),
    [
        (date(2022, 6, 1), 4, date(2023, 3, 2), 1200),  # granted in year 3, whose fee was paid at registration
        (date(2026, 3, 1), 7, date(2026, 3, 2), 2000),
        (date(2026, 3, 2), 7, date(2026, 3, 2), 2000),  # the last day still counts
        (date(2026, 3, 3), 8, date(2027, 3, 2), 2000),
        (date(2039, 3, 2), 20, date(2039, 3, 2), 8000),
    ],
)
def test_the_next_fee_by_hand(today: date, year: int, due: date, yuan: int) -> None:
    fee = outlook(LIFE, today).next
    assert fee is not None
    assert (fee.year, fee.due_on, fee.yuan) == (year, due, Decimal(yuan))


@pytest.mark.parametrize(
    ("today", "year"),
    [
        (date(2026, 3, 2), None),
        (date(2026, 3, 3), 7),
        (date(2026, 9, 2), 7),
        (date(2026, 9, 3), None),
        (date(2022, 6, 1), None),
    ],
)
def test_a_fee_past_due_is_told_while_its_grace_lasts(today: date, year: int | None) -> None:
    fee = outlook(LIFE, today).in_grace
    assert (fee and fee.year) == year


def test_lateness_costs_five_in_a_hundred_for_each_month_after_the_first() -> None:
    fee = outlook(LIFE, date(2026, 4, 1)).in_grace
    assert fee is not None
    steps = [(step.last, step.yuan) for step in fee.surcharges]
    assert steps[:3] == [
        (date(2026, 4, 2), Decimal(0)),
        (date(2026, 5, 2), Decimal(100)),
        (date(2026, 6, 2), Decimal(200)),
    ]
    assert steps[-1] == (date(2026, 9, 2), Decimal(500))


@pytest.mark.parametrize(
    ("life", "says"),
    [
        (replace(LIFE, kind="trademark"), "不缴年费"),
        (replace(LIFE, group="pending"), "尚未授权"),
        (replace(LIFE, group="ended"), "已终止"),
        (replace(LIFE, group=""), "不明"),
        (replace(LIFE, filed_on=None), "没有申请日"),
        (replace(LIFE, ends_on=date(2025, 3, 2)), "届满"),
        (replace(LIFE, kind="utility_model", filed_on=date(2014, 5, 5), ends_on=None), "没有年费"),
    ],
)
def test_why_no_fee_is_told(life: PatentLife, says: str) -> None:
    told = outlook(life, date(2024, 6, 1))
    assert told.next is None
    assert told.reason is not None
    assert says in told.reason.zh


def test_a_tariff_nobody_verified_is_said_to_be_so() -> None:
    fee = outlook(LIFE, date(2022, 6, 1)).next
    assert fee is not None
    assert not fee.is_verified
    later = outlook(LIFE, date(2024, 6, 1)).next
    assert later is not None
    assert later.is_verified
