"""From a forecast numerator to the value printed: denominator, rate, rounding (数值换算)."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from zhiquan.knowledge.indicators import Indicator, IndicatorVersion
from zhiquan.measure.denominators import Base, choose
from zhiquan.measure.forecast.materials import Materials
from zhiquan.measure.rates import per_ten_thousand, rounded

_TEN_THOUSAND = 10_000


def base_ahead(materials: Materials, version: IndicatorVersion, day: date, until: date) -> Base | None:
    """The denominator a forecast uses: the last value on record on ``day`` that ``until`` would take."""
    wanted = version.denominator
    if wanted is None or not wanted.series:
        return None
    measuring = materials.measuring
    rows = [row for row in measuring.series(wanted.series) if row["as_of"] <= day]
    return choose(rows, wanted, until, measuring.asked.known)


def value_of(definition: Indicator, version: IndicatorVersion, count: Decimal, base: Decimal | None) -> Decimal:
    """A numerator as the value printed: 1,384 of 692,000 people is 20.00; yuan are divided as the definition says."""
    if version.rate == "per_ten_thousand" and base is not None:
        return per_ten_thousand(max(count, Decimal(0)), base, places=definition.places)
    return rounded(count / (version.divide or Decimal(1)), definition.places)


def count_for(
    definition: Indicator, version: IndicatorVersion, target: Decimal, base: Decimal | None, *, at_most: bool = False
) -> int:
    """The smallest whole numerator whose printed value reaches a target, or the largest that stays within it.

    Returns:
        20 per 10,000 of 692,000 people takes 1,384; 1,383 is printed as 19.99. Where half is rounded up, 19.995
        is enough.
    """
    scale = base / _TEN_THOUSAND if version.rate == "per_ten_thousand" and base is not None else version.divide
    half = Decimal(1).scaleb(-definition.places) / 2
    near = (target + half if at_most else target - half) * (scale or Decimal(1))
    count = int(near.to_integral_value(ROUND_FLOOR if at_most else ROUND_CEILING))
    step = -1 if at_most else 1
    while not _fits(value_of(definition, version, Decimal(count), base), target, at_most=at_most):
        count += step
    return max(count, 0)


def _fits(value: Decimal, target: Decimal, *, at_most: bool) -> bool:
    return value <= target if at_most else value >= target
