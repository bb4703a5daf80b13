"""Rates and shares, rounded as official bulletins round (比率)."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words


def per_ten_thousand(count: Decimal | int, base: Decimal | int, *, places: int = 2) -> Decimal:
    """Rate of ``count`` per ten thousand of ``base`` (每万人、每万户).

    Args:
        count: rights counted, >= 0.
        base: people or market entities, in ones (not 万), > 0.
        places: decimals kept; half is rounded up, as in official bulletins.

    Returns:
        Rights per 10,000. ``per_ten_thousand(1_384, 692_000)`` is 20.00.

    Raises:
        BadInput: ``base`` is not positive or ``count`` is negative.

    Source:
        district plan 2021-2025, part 1 (target: 20 by 2025).
    """
    _check(count, base)
    return rounded(Decimal(count) * 10_000 / base, places)


def percent(part: Decimal | int, whole: Decimal | int, *, places: int = 2) -> Decimal:
    """Share of ``part`` in ``whole`` in per cent (百分比). ``percent(26, 42)`` is 61.90.

    Raises:
        BadInput: ``whole`` is not positive or ``part`` is negative.
    """
    _check(part, whole)
    return rounded(Decimal(part) * 100 / whole, places)


def needed_for(target: Decimal, base: Decimal | int, *, places: int = 2) -> int:
    """The smallest count whose rate per ten thousand, rounded as published, reaches a target (达标所需件数).

    ``needed_for(Decimal("20"), 692_960)`` is 1,386: 1,385 would give 19.99.

    Raises:
        BadInput: ``base`` is not positive or ``target`` is negative.
    """
    _check(target, base)
    lowest = target - Decimal(5).scaleb(-places - 1)
    count = max(int(lowest * Decimal(base) / 10_000), 0)
    while per_ten_thousand(count, base, places=places) < target:
        count += 1
    return count


def rounded(value: Decimal, places: int) -> Decimal:
    """A value at so many decimals, half rounded up. ``rounded(Decimal("9.365"), 2)`` is 9.37."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def growth(now: Decimal, before: Decimal, *, places: int = 2) -> Decimal:
    """Growth in per cent between two published values (增长率).

    Bulletins compute it on the rounded ratios: ``growth(Decimal("19.98"), Decimal("16.14"))`` is 23.79.

    Raises:
        BadInput: ``before`` is not positive.
    """
    _check(now, before)
    return rounded((now / before - 1) * 100, places)


def _check(count: Decimal | int, base: Decimal | int) -> None:
    if base <= 0 or count < 0:
        raise BadInput(
            Words(
                f"分母须为正、分子不得为负：{count} / {base}",
                f"need a positive base and no negative count: {count} / {base}",
            )
        )
