"""Whether a target is met, on the way, or out of reach (目标判定)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from zhiquan.basics.words import Words

Status = Literal["met", "expected", "borderline", "expected_miss", "missed"]

STATUSES: dict[Status, Words] = {
    "met": Words("已达成", "met"),
    "expected": Words("预计达成", "expected"),
    "borderline": Words("临界", "borderline"),
    "expected_miss": Words("预计未达", "expected miss"),
    "missed": Words("未完成", "missed"),
}
"""What each status is called. A target that cannot be judged has none."""

HOW: dict[Status, Words] = {
    "met": Words("现值已到目标", "the value has reached the target"),
    "expected": Words("预测下限不低于目标", "the forecast's low end reaches the target"),
    "borderline": Words("目标落在预测范围内", "the target lies inside the forecast's range"),
    "expected_miss": Words("预测上限低于目标", "the forecast's high end stays below the target"),
    "missed": Words("期满未到目标", "the period is over and the target was not reached"),
}
"""How each status is decided."""

_UPWARD = frozenset({"ge", "eq", "cumulative"})


@dataclass(frozen=True, slots=True)
class Range:
    """The end of a forecast: low, middle and high."""

    low: Decimal
    mid: Decimal
    high: Decimal


def reaches(value: Decimal, target: Decimal, cmp: str) -> bool | None:
    """Whether a value satisfies a target; None for a comparison that needs a starting value or a ranking.

    A bare number (``eq``) is read as at least that much: nobody misses a target by exceeding it.
    """
    if cmp in _UPWARD:
        return value >= target
    if cmp == "le":
        return value <= target
    return None


def judge(  # noqa: PLR0913 - what a judgement rests on
    value: Decimal | None, target: Decimal | None, cmp: str, *, day: date, due: date | None, ahead: Range | None
) -> Status | None:
    """The status of one target, or None where there is not enough to say.

    Args:
        value: value on ``day``.
        target: value to reach.
        cmp: the comparison.
        day: day of the value.
        due: last day by which it is to be reached.
        ahead: forecast at ``due``, where there is one.

    Returns:
        Of value 19.02, target 20, forecast 19.3 to 20.2: ``borderline``.
    """
    now = reaches(value, target, cmp) if value is not None and target is not None else None
    if now is None or target is None:
        return None
    if now:
        return "met"
    if due is not None and day >= due:
        return "missed"
    return _ahead(ahead, target, cmp)


def _ahead(ahead: Range | None, target: Decimal, cmp: str) -> Status | None:
    """What a forecast says of a target not yet reached."""
    if ahead is None:
        return None
    ends = [bool(reaches(end, target, cmp)) for end in (ahead.low, ahead.high)]
    if all(ends):
        return "expected"
    return "borderline" if any(ends) else "expected_miss"
