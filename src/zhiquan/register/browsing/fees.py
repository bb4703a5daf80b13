"""The next annual fee of a patent, that of a compensated term too, and whether the last may be owed (年费提示)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import cast

from zhiquan.basics.days.patent_years import annual_fee_due, grace_end, patent_year, surcharge_steps
from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.evidence import Evidence
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.fee_tables import Fee, LatePayment
from zhiquan.knowledge.fees import AnnualFee, annual_fee, compensation_fee, late_payment, surcharge
from zhiquan.knowledge.shapes import RightKind
from zhiquan.register.rules import Rules

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
class Falling:
    """One annual fee by its days alone (一笔年费的日子).

    Args:
        year: patent year it is for, the first one of a compensated term.
        due_on: last day to pay in time, not moved for rest days.
        years: whole years of a compensated term it is for; 0 for the fee of one patent year.
    """

    year: int
    due_on: date
    years: int = 0


@dataclass(frozen=True, slots=True)
class FeeDays:
    """The annual fees of a patent in force as a day sees them (年费的日子).

    Args:
        next: what falls due next, on the day itself at the earliest; None when nothing does.
        late: what fell due last, while it can still be paid late.
    """

    next: Falling | None
    late: Falling | None


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
        year: patent year it is for, the first one of a compensated term.
        due_on: last day to pay in time, not moved for rest days.
        yuan: the full fee; what reliefs the payer has is not in the register.
        late: the rule on lateness; None when it cannot be paid late.
        is_verified: the fee and the rule on lateness were seen in an opened source.
        evidence: the sentence and its citations.
        years: whole years of a compensated term it is for; 0 for the fee of one patent year.
    """

    year: int
    due_on: date
    yuan: Decimal
    late: LatePayment | None
    is_verified: bool
    evidence: Evidence
    years: int = 0

    @property
    def grace_ends_on(self) -> date:
        """Last day to pay at all: due 2024-08-31, 2025-02-28 with a surcharge; the due day where there is no grace."""
        return grace_end(self.due_on) if self.late is not None else self.due_on

    @property
    def surcharges(self) -> tuple[Surcharge, ...]:
        """What lateness adds, by period: 2,000 yuan due 2024-05-05 adds nothing to 06-05, then 100.00 to 07-05."""
        late = self.late
        if late is None:
            return ()
        return tuple(
            Surcharge(step.first, step.last, surcharge(late, full=self.yuan, due=self.due_on, paid=step.last))
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
    term_ends = _rules(knowledge).term_end(life.kind, {"filed": life.filed_on})
    days = fee_days(life, term_ends=term_ends, day=today)
    late = _told(knowledge, life.kind, days.late) if days.late else None
    in_grace = late if isinstance(late, FeeDue) else None
    if days.next is None:
        return FeeOutlook(None, in_grace, _nothing_more(life, term_ends))
    coming = _told(knowledge, life.kind, days.next)
    return FeeOutlook(coming, in_grace, None) if isinstance(coming, FeeDue) else FeeOutlook(None, in_grace, coming)


def fee_days(life: PatentLife, *, term_ends: date | None, day: date) -> FeeDays:
    """Which annual fees of a patent in force a day sees; days alone decide, whatever tariffs are known.

    Args:
        life: the patent; ``ends_on`` is the first day after its term, compensation included.
        term_ends: first day after the term without compensation; None when it is not known.
        day: the day asked.

    Returns:
        Filed 2006-03-02 and compensated by 600 days, on 2025-12-02: ``next`` is for one whole year and due
        2026-03-01, the last day of the twenty years. From 2026-03-02 on nothing: it cannot be paid late.

    Source:
        Implementing rules of the patent law arts 114-115; ``data/fees/annual_fee_compensation_period.yaml``.
    """
    filed = life.filed_on
    if filed is None or day < filed or (term_ends is not None and day >= term_ends):
        return FeeDays(None, None)
    current = patent_year(filed, day)
    is_today = current > 1 and annual_fee_due(filed, current) == day
    year = current if is_today and _is_after_grant(life, current) else current + 1
    return FeeDays(_next(life, filed, year, term_ends), _late(life, filed, year - 1, day))


def _next(life: PatentLife, filed: date, year: int, term_ends: date | None) -> Falling | None:
    """What falls due for a patent year, or for those of a compensated term; None when the term is over before."""
    due, after = annual_fee_due(filed, year), life.ends_on
    if term_ends is not None and due >= term_ends:
        years = patent_year(term_ends, after) - 1 if after is not None and after > term_ends else 0
        return Falling(year, term_ends - timedelta(days=1), years) if years else None
    return Falling(year, due) if after is None or due < after else None


def _late(life: PatentLife, filed: date, year: int, day: date) -> Falling | None:
    """The fee of a patent year that began, when it was due after grant and its grace is not over."""
    if year < 2 or not _is_after_grant(life, year):
        return None
    due = annual_fee_due(filed, year)
    return Falling(year, due) if due < day <= grace_end(due) else None


def _nothing_more(life: PatentLife, term_ends: date | None) -> Words:
    """Why nothing falls due any more for a patent in force."""
    end = life.ends_on or term_ends
    if term_ends is not None and end is not None and end > term_ends:
        return Words(
            f"期限补偿到 {end} 前。补偿期的年费须在 {term_ends} 前一次缴清，不足一年的部分不收；不再有年费到期",
            f"compensated to before {end}; the fee of the compensation period had to be paid at once before "
            f"{term_ends}, a part of a year is free; no fee falls due any more",
        )
    return Words(f"保护期至 {end} 前届满，不再缴纳年费", f"the term is over before {end}; no fee falls due")


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


def _told(knowledge: Knowledge, kind: str, fee: Falling) -> FeeDue | Words:
    """A fee with its amount, or why it has none."""
    try:
        told, late = _amount(knowledge, kind, fee)
    except (BadInput, NotFound) as unknown:
        return unknown.message
    is_verified = told.is_verified and (late is None or late.verified)
    return FeeDue(fee.year, fee.due_on, told.full, late, is_verified, told.evidence, fee.years)


def _amount(knowledge: Knowledge, kind: str, fee: Falling) -> tuple[AnnualFee, LatePayment | None]:
    if fee.years:
        return compensation_fee(knowledge, kind=cast("RightKind", kind), years=fee.years, on=fee.due_on), None
    return _priced(knowledge, kind, fee.year, _annual_fees(knowledge)[kind].at(fee.due_on).from_)


@lru_cache(maxsize=8)
def _rules(knowledge: Knowledge) -> Rules:
    """The terms of rights as derivation reads them."""
    return Rules(knowledge)


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
