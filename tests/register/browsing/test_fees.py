"""The next annual fee of a patent, worked by hand, and why there is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from factory import rules
from zhiquan.register.browsing.fees import FeeOutlook, PatentLife, fee_days, fee_outlook

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
        (replace(LIFE, kind="utility_model", filed_on=date(2014, 5, 5), ends_on=None), "届满"),
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


COMPENSATED = PatentLife("invention_patent", "in_force", date(2006, 3, 2), date(2010, 5, 5), date(2028, 10, 22))
"""Twenty years end on 2026-03-01; 965 more days are two whole years and a part, which is free."""


def test_the_fee_of_a_compensated_term_is_for_its_whole_years_and_due_before_the_twenty_end() -> None:
    told = outlook(COMPENSATED, date(2025, 12, 2))
    assert told.next is not None
    assert (told.next.due_on, told.next.years, told.next.yuan) == (date(2026, 3, 1), 2, Decimal(16_000))
    assert told.in_grace is None
    assert "8000元 × 2年 = 16000元" in told.next.evidence.says.zh
    assert {one.instrument for one in told.next.evidence.citations} == {"cnipa-fee-guide-2026"}
    assert not told.next.is_verified  # nobody saw from which day the tariff holds


def test_the_fee_of_a_compensated_term_cannot_be_paid_late() -> None:
    last = outlook(COMPENSATED, date(2026, 3, 1)).next
    assert last is not None
    assert (last.due_on, last.grace_ends_on, last.surcharges) == (date(2026, 3, 1), date(2026, 3, 1), ())
    for day in (date(2026, 3, 2), date(2027, 6, 1)):
        told = outlook(COMPENSATED, day)
        assert (told.next, told.in_grace) == (None, None)
        assert told.reason is not None
        assert "须在 2026-03-02 前一次缴清" in told.reason.zh


@pytest.mark.parametrize(("ends_on", "years"), [(date(2027, 3, 1), 0), (date(2027, 3, 2), 1), (date(2031, 3, 2), 5)])
def test_a_part_of_a_compensated_year_is_free(ends_on: date, years: int) -> None:
    days = fee_days(replace(COMPENSATED, ends_on=ends_on), term_ends=date(2026, 3, 2), day=date(2025, 12, 2))
    assert (days.next.years if days.next else 0) == years


def test_the_fee_of_the_twentieth_year_may_still_be_paid_late_beside_that_of_the_compensated_term() -> None:
    told = outlook(COMPENSATED, date(2025, 9, 2))
    assert told.in_grace is not None
    assert (told.in_grace.year, told.in_grace.years) == (20, 0)
    assert told.next is not None
    assert told.next.years == 2
