"""What a patent costs to keep: annual fee, relief, late payment (年费、减缴与滞纳金)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from zhiquan.basics.days.lengths import add_months
from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.basics.evidence import Evidence
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.fee_tables import Fee, FeeAmount, FeeVersion, LatePayment, Relief, ReliefVersion
from zhiquan.knowledge.shapes import RightKind

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class AnnualFee:
    """One annual fee (年费), in yuan.

    Attributes:
        full: before any relief.
        payable: after the best single relief.
        fee: id of the fee in the data files.
        relief: id of the relief used, empty when none.
        is_verified: every value used was seen in an opened source.
        evidence: the sentence, its citations and its numbers.
    """

    full: Decimal
    payable: Decimal
    fee: str
    relief: str
    is_verified: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class ReliefClaim:
    """The reliefs one payer has (减缴资格).

    Attributes:
        reliefs: ids under ``data/reliefs``.
        granted_in_year: patent year in which the patent was granted; needed when a relief ends some
            years after grant.
    """

    reliefs: tuple[str, ...] = ()
    granted_in_year: int | None = None


def annual_fee(
    knowledge: Knowledge,
    *,
    kind: RightKind,
    year: int,
    on: date,
    relief: ReliefClaim | None = None,
) -> AnnualFee:
    """The annual fee of one patent year (年费).

    Args:
        knowledge: the definitions.
        kind: kind of patent.
        year: patent year counted from the filing day; the first is 1.
        on: the day whose tariff applies.
        relief: the reliefs the payer has; they do not add up, the best one counts.

    Returns:
        The fee: an invention in year 7 costs 2000, with ``fee_relief_85`` 300.00.

    Raises:
        BadInput: the kind has no annual fee in that year, or ``granted_in_year`` is missing.
        NotFound: no tariff is known for the day.

    Source:
        the tables ``data/fees/annual_fee_*.yaml`` and ``data/reliefs``.
    """
    fee, version, amount = _tariff(knowledge, kind=kind, year=year, on=on)
    name, best = _best(knowledge, relief or ReliefClaim(), fee=fee.id, year=year, on=on)
    payable = reduced(amount.yuan, best.share if best else Decimal(0))
    says = Words(
        f"{fee.label.zh}第{year}年：全额{amount.yuan}元，应缴{payable}元",
        f"{fee.label.en}, year {year}: {amount.yuan} yuan in full, {payable} to pay",
    )
    grounds = (version, best) if best else (version,)
    facts = {"year": str(year), "full": str(amount.yuan), "payable": str(payable), "relief": name}
    return AnnualFee(
        full=amount.yuan,
        payable=payable,
        fee=fee.id,
        relief=name,
        is_verified=all(ground.verified for ground in grounds),
        evidence=Evidence(says, citations=tuple(c for g in grounds for c in g.citations()), facts=facts),
    )


def compensation_fee(knowledge: Knowledge, *, kind: RightKind, years: int, on: date) -> AnnualFee:
    """The annual fee of a compensated term, paid at once (专利权期限补偿期年费).

    Args:
        knowledge: the definitions.
        kind: kind of patent.
        years: whole years of the compensation period, >= 1; a part of a year is free.
        on: the day whose tariff applies.

    Returns:
        The fee: two years cost an invention 16,000. It counts as verified only when the first day of its tariff is
        too.

    Raises:
        BadInput: the kind has no such fee, or there is no whole year.
        NotFound: no tariff is known for the day.

    Source:
        ``data/fees/annual_fee_compensation_period.yaml``.
    """
    for fee in knowledge.all(Fee):
        if fee.group != "compensation" or years < 1:
            continue
        version = fee.at(on)
        for amount in version.amounts:
            if kind in amount.rights and amount.per == "year":
                return _compensation(fee, version, yearly=amount.yuan, years=years)
    raise BadInput(
        Words("没有补偿期年费", "there is no annual fee of a compensation period"),
        where={"kind": kind, "years": years, "on": on},
        remedy=Words("补偿期满一年才收费，且只有发明专利。", "It is for whole years, and for inventions only."),
    )


def _compensation(fee: Fee, version: FeeVersion, *, yearly: Decimal, years: int) -> AnnualFee:
    full = yearly * years
    says = Words(
        f"{fee.label.zh}：{yearly}元 × {years}年 = {full}元，届满前一次缴清，不能滞纳补缴",
        f"{fee.label.en}: {yearly} yuan × {years} = {full} yuan, paid at once before the term ends, never late",
    )
    grounds = (version, *version.clocks)
    citations = tuple(dict.fromkeys(one for ground in grounds for one in ground.citations()))
    facts = {"years": str(years), "full": str(full), "payable": str(full), "relief": ""}
    is_verified = version.from_verified and all(ground.verified for ground in grounds)
    return AnnualFee(full, full, fee.id, "", is_verified, Evidence(says, citations=citations, facts=facts))


def reduced(full: Decimal, share: Decimal) -> Decimal:
    """The fee left after taking off ``share``, to the fen: ``reduced(2000, 0.85)`` is 300.00."""
    return (full * (1 - share)).quantize(_CENT, ROUND_HALF_UP)


def surcharge(late: LatePayment, *, full: Decimal, due: date, paid: date) -> Decimal:
    """What paying an annual fee late adds (滞纳金), in yuan.

    Args:
        late: the rule, from the fee's version.
        full: the fee before relief.
        due: last day to pay in time.
        paid: day of payment.

    Returns:
        5 % of the full fee for each month begun after the first: 2,000 due 2026-03-10 and paid
        2026-05-01 adds 100.00; paid by 2026-04-10 it adds 0.00.

    Raises:
        NotAllowed: the grace is over; the right has lapsed and must be restored first.

    Source:
        Implementing Regulations art 115.
    """
    months = next((n for n in range(late.grace_months + 1) if paid <= add_months(due, n)), None)
    if months is None:
        raise NotAllowed(
            Words(f"已过{late.grace_months}个月补缴期", f"the {late.grace_months} months of grace are over"),
            where={"due": due, "paid": paid},
            remedy=Words("请先办理恢复手续。", "Ask for restoration first."),
        )
    charged = max(0, months - late.free_months)
    return (full * late.share_per_month * charged).quantize(_CENT, ROUND_HALF_UP)


def late_payment(knowledge: Knowledge, *, kind: RightKind, year: int, on: date) -> LatePayment:
    """The rule on late payment of one annual fee.

    Raises:
        BadInput: the kind has no annual fee in that year.
        NotFound: no tariff or no rule on lateness is known for the day.
    """
    fee, version, _ = _tariff(knowledge, kind=kind, year=year, on=on)
    if version.late is None:
        raise NotFound(Words("没有滞纳金规定", "no rule on late payment"), where={"fee": fee.id, "day": on})
    return version.late


def _tariff(knowledge: Knowledge, *, kind: RightKind, year: int, on: date) -> tuple[Fee, FeeVersion, FeeAmount]:
    for fee in knowledge.all(Fee):
        if fee.group == "annual" and any(kind in a.rights for v in fee.versions for a in v.amounts):
            version = fee.at(on)
            for amount in version.amounts:
                if kind in amount.rights and amount.years and amount.years[0] <= year <= amount.years[1]:
                    return fee, version, amount
    raise BadInput(
        Words(f"第{year}年没有年费", f"there is no annual fee in year {year}"),
        where={"kind": kind, "year": year, "on": on},
        remedy=Words("年度自申请日起算，从 1 开始，不超过保护期。", "Years count from filing, from 1."),
    )


def _best(
    knowledge: Knowledge, claim: ReliefClaim, *, fee: str, year: int, on: date
) -> tuple[str, ReliefVersion | None]:
    """The relief that takes off most, by id; ``("", None)`` when none applies."""
    best: tuple[str, ReliefVersion | None] = ("", None)
    for name in claim.reliefs:
        relief = knowledge.get(Relief, name).at(on)
        if fee in relief.fees and _is_in_reach(relief, name, claim, year=year):
            best = best if best[1] and best[1].share >= relief.share else (name, relief)
    return best


def _is_in_reach(relief: ReliefVersion, name: str, claim: ReliefClaim, *, year: int) -> bool:
    if relief.years_from_grant is None:
        return True
    if claim.granted_in_year is None:
        raise BadInput(
            Words("减缴按授权年度计算，缺少授权年度", "this relief needs the patent year of grant"),
            where={"relief": name, "year": year},
            remedy=Words("请提供授权时所处的专利年度。", "Give granted_in_year."),
        )
    return claim.granted_in_year <= year < claim.granted_in_year + relief.years_from_grant
