"""The next annual fee of a patent, and whether the last one may still be owed (年费提示)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import cast

from zhiquan.basics.days.patent_years import annual_fee_due, grace_end, patent_year, surcharge_steps
from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.evidence import Evidence
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.fee_tables import Fee, LatePayment
from zhiquan.knowledge.fees import AnnualFee, annual_fee, late_payment, surcharge
from zhiquan.knowledge.shapes import RightKind

FEE_KINDS = ("invention_patent", "utility_model", "design_patent")
"""Kinds of rights that are kept by annual fees."""


@dataclass(frozen=True, slots=True)
class PatentLife:
    """What of a right decides its annual fees (年费所据).

    Args:
        kind: kind of right.
        group: group of its status today; empty when it has none.
        filed_on: filing day.
        granted_on: day of grant.
        ends_on: first day after its status, when that is known.
    """

    kind: str
    group: str
    filed_on: date | None
    granted_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Surcharge:
    """What is added to a fee paid from ``first`` to ``last``, both included, in yuan (滞纳金)."""

    first: date
    last: date
    yuan: Decimal


@dataclass(frozen=True, slots=True)
class FeeDue:
    """One annual fee (应缴年费).

    Args:
        year: patent year it is for.
        due_on: last day to pay in time, not moved for rest days.
        yuan: the full fee; what reliefs the payer has is not in the register.
        late: the rule on lateness.
        is_verified: the fee and the rule on lateness were seen in an opened source.
        evidence: the sentence and its citations.
    """

    year: int
    due_on: date
    yuan: Decimal
    late: LatePayment
    is_verified: bool
    evidence: Evidence

    @property
    def grace_ends_on(self) -> date:
        """Last day to pay with a surcharge: due 2024-08-31, 2025-02-28."""
        return grace_end(self.due_on)

    @property
    def surcharges(self) -> tuple[Surcharge, ...]:
        """What lateness adds, by period: 2,000 yuan due 2024-05-05 adds nothing to 06-05, then 100.00 to 07-05."""
        return tuple(
            Surcharge(step.first, step.last, surcharge(self.late, full=self.yuan, due=self.due_on, paid=step.last))
            for step in surcharge_steps(self.due_on)
        )


@dataclass(frozen=True, slots=True)
class FeeOutlook:
    """The annual fees of one right as seen on a day (年费概况).

    Args:
        next: the fee that falls due next; None when there is none or it cannot be told.
        in_grace: the fee that fell due last, while it can still be paid late; the register cannot tell if it was.
        reason: why there is no ``next``; None when there is one.
    """

    next: FeeDue | None
    in_grace: FeeDue | None
    reason: Words | None


def fee_outlook(knowledge: Knowledge, life: PatentLife, *, today: date) -> FeeOutlook:
    """The next annual fee of a right, and the last one while it can still be paid late.

    Returns:
        An invention filed 2020-03-02, granted 2022-05-05 and in force on 2026-11-25: ``next`` is year 8, due
        2027-03-02, 2,000 yuan; ``in_grace`` is None, since the grace of year 7 ended on 2026-09-02.

    Source:
        Implementing rules of the patent law arts 114-115; the tables ``data/fees/annual_fee_*.yaml``.
    """
    reason = _no_fee(life, today)
    if reason is not None or life.filed_on is None:
        return FeeOutlook(None, None, reason)
    current = patent_year(life.filed_on, today)
    is_today = current > 1 and annual_fee_due(life.filed_on, current) == today
    year = current if is_today and _is_after_grant(life, current) else current + 1
    in_grace = _still_payable(knowledge, life, year - 1, today)
    coming = _told(knowledge, life, year)
    return FeeOutlook(coming, in_grace, None) if isinstance(coming, FeeDue) else FeeOutlook(None, in_grace, coming)


def _still_payable(knowledge: Knowledge, life: PatentLife, year: int, today: date) -> FeeDue | None:
    """The fee of a patent year that began, when it was due after grant and its grace is not over."""
    if year < 2 or not _is_after_grant(life, year):
        return None
    fee = _told(knowledge, life, year)
    return fee if isinstance(fee, FeeDue) and fee.due_on < today <= fee.grace_ends_on else None


def _no_fee(life: PatentLife, today: date) -> Words | None:
    """Why no annual fee can be told; None when one can."""
    if life.kind not in FEE_KINDS:
        return Words("此种权利不缴年费", "this kind of right is not kept by annual fees")
    if life.group == "pending":
        return Words(
            "尚未授权，授权当年的年费在办理登记时缴纳", "not granted yet; the first fee is paid at registration"
        )
    if life.group == "ended":
        return Words("权利已终止，不再缴纳年费", "the right has ended; no fee falls due")
    if not life.group:
        return Words("法律状态不明，无法推算年费", "the status is not known, so no fee can be told")
    if life.filed_on is None or life.filed_on > today:
        return Words("没有申请日，无法推算专利年度", "without a filing day no patent year can be told")
    return None


def _is_after_grant(life: PatentLife, year: int) -> bool:
    """True when the year's fee was not paid at registration; the year of an unknown grant is not known either."""
    if life.filed_on is None or life.granted_on is None or life.granted_on < life.filed_on:
        return False
    return year > patent_year(life.filed_on, life.granted_on)


def _told(knowledge: Knowledge, life: PatentLife, year: int) -> FeeDue | Words:
    """The fee of one patent year, or why there is none."""
    if life.filed_on is None:
        raise BadInput(Words("没有申请日", "there is no filing day"), where={"year": year})
    due = annual_fee_due(life.filed_on, year)
    if life.ends_on is not None and due >= life.ends_on:
        return Words(
            f"保护期至 {life.ends_on} 前届满，不再缴纳年费",
            f"the term is over before {life.ends_on}; no fee falls due",
        )
    try:
        fee, late = _priced(knowledge, life.kind, year, _annual_fees(knowledge)[life.kind].at(due).from_)
    except (BadInput, NotFound) as unknown:
        return unknown.message
    return FeeDue(year, due, fee.full, late, is_verified=fee.is_verified and late.verified, evidence=fee.evidence)


@lru_cache(maxsize=8)
def _annual_fees(knowledge: Knowledge) -> dict[str, Fee]:
    """The annual fee of each kind of patent."""
    fees = (fee for fee in knowledge.all(Fee) if fee.group == "annual")
    return {
        right: fee for fee in fees for version in fee.versions for amount in version.amounts for right in amount.rights
    }


@lru_cache(maxsize=1_000)
def _priced(knowledge: Knowledge, kind: str, year: int, since: date) -> tuple[AnnualFee, LatePayment]:
    """The fee of one patent year under the tariff that began on ``since``."""
    right = cast("RightKind", kind)
    return (
        annual_fee(knowledge, kind=right, year=year, on=since),
        late_payment(knowledge, kind=right, year=year, on=since),
    )
