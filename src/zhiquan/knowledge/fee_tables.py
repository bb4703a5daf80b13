"""Fees, their clocks and who pays less: the shapes of the data files (费用与减缴)."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal, Self

from pydantic import Field, model_validator

from zhiquan.knowledge.shapes import Amount, Grounded, RightKind, Shape, Text, Version, Versioned

FeePer = Literal["right", "year", "month", "claim", "page", "priority", "copy"]
"""What one amount is paid for."""

ClockEvent = Literal[
    "filed",
    "filing_receipt",
    "earliest_priority",
    "registration_notice",
    "refusal",
    "request",
    "grant_announced",
    "patent_year_begins",
    "restoration_notice",
    "term_end",
]
"""What a payment clock counts from."""

Unpaid = Literal[
    "deemed_withdrawn",
    "priority_lost",
    "deemed_abandoned",
    "deemed_not_filed",
    "lapses",
    "not_restored",
    "no_compensation",
]
"""What follows when nothing is paid in time."""


class FeeAmount(Shape):
    """One amount (金额).

    Attributes:
        rights: kinds of rights it is for.
        yuan: the full fee.
        per: what it is paid for, once each.
        years: first and last patent year, both included; annual fees only.
        beyond: the amount is for each unit after this number (claims after the 10th: 10).
        again: it is for the second and later requests.
    """

    rights: tuple[RightKind, ...] = Field(min_length=1)
    yuan: Amount = Field(ge=0)
    per: FeePer = "right"
    years: tuple[int, int] | None = None
    beyond: int | None = Field(default=None, ge=1)
    again: bool = False


class PaymentClock(Grounded):
    """When a fee is due, and what follows when it is not paid (缴费期限).

    ``months`` or ``days`` in ``direction`` of the ``event``; 0 days before it is the last moment ahead.
    ``or_days_after`` tells a second event that may give a later day. ``fees_of`` says for which payments.
    """

    event: ClockEvent
    months: int | None = Field(default=None, ge=1)
    days: int | None = Field(default=None, ge=0)
    direction: Literal["after", "before"] = "after"
    or_days_after: tuple[int, ClockEvent] | None = None
    fees_of: Literal["all", "year_of_grant", "later_years"] = "all"
    unpaid: Unpaid | None = None


class LatePayment(Grounded):
    """What paying late costs (滞纳金).

    ``share_per_month`` of the full fee for each month begun after ``free_months``; the right lapses when
    nothing is paid within ``grace_months`` of the due day.
    """

    share_per_month: Amount = Field(ge=0, le=1)
    free_months: int = Field(ge=0)
    grace_months: int = Field(ge=1)


class FeeVersion(Version):
    """A fee under one version of the tariff (费用的一个版本)."""

    amounts: tuple[FeeAmount, ...] = Field(min_length=1)
    clocks: tuple[PaymentClock, ...] = ()
    late: LatePayment | None = None

    @model_validator(mode="after")
    def _years_follow(self) -> Self:
        spans = sorted(amount.years for amount in self.amounts if amount.years)
        if any(later[0] != earlier[1] + 1 for earlier, later in pairwise(spans)):
            raise ValueError("amounts[].years 须首尾相接 / the spans of years must follow one another")
        return self


class Fee(Versioned[FeeVersion]):
    """One fee: its amounts, when it is due, what lateness costs (费用).

    ``group`` tells annual fees from those of the compensation period and of procedures.
    """

    group: Literal["annual", "compensation", "procedure"]


class ReliefVersion(Version):
    """Who pays less, by how much and on what (减缴的一个版本).

    Attributes:
        share: share taken off the full fee; 0.85 leaves 15 %.
        fees: ids of the fees it lowers.
        years_from_grant: annual fees of so many years from the year of grant; ``None`` for every year.
        who: who qualifies, in words.
        income_limit_yuan: the income must be below this; by kind of applicant.
        stacks: whether it adds to another relief.
    """

    share: Amount = Field(gt=0, le=1)
    fees: tuple[str, ...] = Field(min_length=1)
    years_from_grant: int | None = Field(default=None, ge=1)
    who: Text
    income_limit_yuan: dict[Literal["individual", "enterprise"], Amount] = Field(default_factory=dict)
    stacks: bool = False


class Relief(Versioned[ReliefVersion]):
    """A reduction of fees (费用减缴)."""
