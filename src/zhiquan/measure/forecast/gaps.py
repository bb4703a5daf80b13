"""What is missing to a target and what could close it, named (差额与可补来源)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.knowledge.indicators import Indicator
from zhiquan.measure.forecast.candidates import Application, Fee, Unplaced, candidates, named
from zhiquan.measure.forecast.days import number
from zhiquan.measure.forecast.materials import Materials, materials_of
from zhiquan.measure.forecast.shapes import Forecast, as_plain
from zhiquan.measure.forecast.values import count_for
from zhiquan.measure.measuring import Measuring


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing to a target (差额).

    Attributes:
        needed: smallest numerator that reaches the target, or the largest within it; None without a denominator.
        stands: numerator on ``day``; more: how many are needed beyond it, below nought when there is room.
        expected: numerator expected at ``until``; missing: still lacking then, 0 when nothing is.
        mid_day, low_day: first days on which the middle and the careful end of the range reach the target.
        pending, renewals, grace, unplaced: what could close it; ``totals`` counts all of each, listed or not.
        says: one sentence.
    """

    indicator: str
    day: date
    until: date
    target: Decimal
    cmp: str
    needed: Decimal | None
    stands: Decimal | None
    more: Decimal | None
    expected: Decimal | None
    missing: Decimal | None
    mid_day: date | None
    low_day: date | None
    pending: tuple[Application, ...]
    renewals: tuple[Fee, ...]
    grace: tuple[Fee, ...]
    unplaced: tuple[Unplaced, ...]
    totals: dict[str, int]
    says: Words

    def as_plain(self) -> dict[str, Any]:
        """The gap for JSON: days and amounts as texts."""
        plain = as_plain(self)
        assert isinstance(plain, dict)
        return plain


def gap(  # noqa: PLR0913 - the target is three of them
    measuring: Measuring, indicator: str, *, day: date, until: date, target: Decimal, cmp: str, forecast: Forecast
) -> Gap:
    """What is missing to a target on a day, exactly counted, and what could close it.

    Args:
        measuring: the session of figures.
        indicator: id of the indicator.
        day: the day it stands at.
        until: the day it is to be reached.
        target: the value to reach.
        cmp: ``le`` for at most, else at least.
        forecast: the forecast made from ``day`` for ``until``.

    Returns:
        The gap. Of 1,384 in force, 692,000 people and a target of 21: 1,453 are needed (printed 21.00), 69 more.
    """
    materials = materials_of(measuring)
    needed = _needed(materials, indicator, day, target, cmp, forecast)
    stands = materials.numerator(indicator, day)
    expected = forecast.counted[1] if forecast.counted else _share_count(materials, indicator, day, forecast)
    sign = -1 if cmp == "le" else 1
    missing = None if needed is None or expected is None else max(sign * (needed - expected), Decimal(0))
    mid_day, low_day = forecast.reached(target, cmp)
    applications, fees, grace, unplaced = candidates(materials, indicator, day, until)
    totals = {"pending": len(applications), "renewals": len(fees), "grace": len(grace), "unplaced": len(unplaced)}
    more = None if needed is None or stands is None else needed - stands
    return Gap(
        indicator=indicator,
        day=day,
        until=until,
        target=target,
        cmp=cmp,
        needed=needed,
        stands=stands,
        more=more,
        expected=expected,
        missing=missing,
        mid_day=mid_day,
        low_day=low_day,
        **named(materials, (applications, fees, grace, unplaced), number(day)),
        totals=totals,
        says=_says(materials, indicator, more, missing, totals, cmp),
    )


def _needed(  # noqa: PLR0913, PLR0917 - passed on
    materials: Materials, indicator: str, day: date, target: Decimal, cmp: str, ahead: Forecast
) -> Decimal | None:
    definition, version = materials.knowledge.get(Indicator, indicator), materials.version(indicator, day)
    wanted = version.denominator
    at_most = cmp == "le"
    if version.rate == "percent":
        considered = materials.tallies(indicator, (day,))[0].considered
        if not considered:
            return None
        return Decimal(_share_needed(target, considered, definition.places, at_most=at_most))
    if version.numerator.count == "published":
        return target
    if wanted is not None and wanted.series and ahead.base_used is None:
        return None
    return Decimal(count_for(definition, version, target, ahead.base_used, at_most=at_most))


def _share_needed(target: Decimal, considered: int, places: int, *, at_most: bool) -> int:
    """Of so many, the smallest part whose printed share reaches the target, or the largest within it."""
    half = Decimal(1).scaleb(-places) / 2
    if at_most:
        return min(int((target + half) * considered / 100), considered)
    return int(((target - half) * considered / 100).to_integral_value(ROUND_CEILING))


def _share_count(materials: Materials, indicator: str, day: date, ahead: Forecast) -> Decimal | None:
    """What a forecast share or score is in numbers."""
    if ahead.mid is None:
        return None
    if materials.version(indicator, day).rate != "percent":
        return ahead.mid
    considered = materials.tallies(indicator, (day,))[0].considered
    return None if not considered else (ahead.mid * considered / 100).quantize(Decimal(1))


def _says(  # noqa: PLR0913, PLR0917 - the parts of one sentence
    materials: Materials,
    indicator: str,
    more: Decimal | None,
    missing: Decimal | None,
    totals: dict[str, int],
    cmp: str,
) -> Words:
    if more is None:
        return Words("缺分母或数据，算不出差额", "no gap without the denominator or the data")
    amount = f"{abs(more).normalize():f}"
    sums = materials.knowledge.get(Indicator, indicator).versions[-1].numerator.sums
    unit = Words(" 元", " yuan") if sums else Words("", "")
    lead = _more(f"{amount}{unit.zh}", f"{amount}{unit.en}", is_over=more <= 0, at_most=cmp == "le")
    if missing is not None:
        lack = f"{missing.normalize():f}"
        still = Words("，预计届时可达", ", reached by forecast")
        if missing:
            still = Words(f"，预计届时仍差 {lack}{unit.zh}", f", {lack}{unit.en} still lacking by forecast")
        lead = Words(lead.zh + still.zh, lead.en + still.en)
    if not any(totals.values()):
        return lead
    return Words(
        f"{lead.zh}；在审 {totals['pending']} 件、待缴年费 {totals['renewals']} 笔、滞纳期内 {totals['grace']} 件、"
        f"归属不明 {totals['unplaced']} 件",
        f"{lead.en}; {totals['pending']} pending, {totals['renewals']} fees due, {totals['grace']} in grace, "
        f"{totals['unplaced']} of unknown place",
    )


def _more(zh: str, en: str, *, is_over: bool, at_most: bool) -> Words:
    """How far a count is from what the target takes."""
    if at_most:
        return Words(f"已超出 {zh}", f"{en} too many") if is_over else Words(f"还可增加 {zh}", f"room for {en} more")
    return (
        Words(f"已达，余 {zh}", f"reached, {en} to spare") if is_over else Words(f"还需增加 {zh}", f"{en} more needed")
    )
