"""What a steelyard beam shows and where each value lies on it (秤杆图的刻度)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from zhiquan.site.drawing.markup import finite

AIM = Decimal(76)
"""Where every target sits, in per cent of the line: ten beams then read as one column."""
_END = Decimal(100)
_ZERO = Decimal(0)
Side = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class BeamFigures:
    """What a beam shows; all in the unit of the indicator, decimals as they are to be read (秤杆图的数值).

    Args:
        label: name of the indicator in the language asked.
        value: value today; None while it is missing.
        target: value to reach; None when the plan gives none or the value compared with is not published.
        low: low end of the forecast, with ``high``; None without one.
        high: high end of the forecast.
        until: day the forecast is for.
        is_moving: the target follows another value, such as a city's average.
        is_at_most: the target is a ceiling.
    """

    label: str
    value: Decimal | None
    target: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    until: date | None = None
    is_moving: bool = False
    is_at_most: bool = False

    def __post_init__(self) -> None:
        finite(value=self.value, target=self.target, low=self.low, high=self.high)

    def ends(self) -> tuple[Decimal, Decimal] | None:
        """The forecast's low and high end in that order; None when one of them is missing."""
        if self.low is None or self.high is None:
            return None
        return min(self.low, self.high), max(self.low, self.high)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values to per cent of the line: ``start`` lies at 0, each ``unit`` is one per cent (刻度)."""

    start: Decimal
    unit: Decimal

    def at(self, value: Decimal) -> Decimal:
        """The place of a value, which may lie outside 0 and 100. With target 20, of 19.02: 72.276."""
        return (value - self.start) / self.unit


def beam_scale(figures: BeamFigures) -> Scale:
    """The scale that puts the target at 76 % (秤杆图的刻度).

    The line begins at nought. Where a value or the target is not above nought it begins low enough to hold
    all. Without a target the largest number takes the place at 76 %.

    Returns:
        Of value 19.02, target 20: start 0, one per cent is 20/76.
    """
    shown = [*(figures.ends() or ()), *([figures.value] if figures.value is not None else []), _ZERO]
    aim = figures.target if figures.target is not None else max(shown)
    least = min(shown)
    if aim > 0 and least >= 0:
        return Scale(_ZERO, aim / AIM)
    unit = max((aim - least) / AIM, (max(shown) - aim) / (_END - AIM)) or Decimal(1)
    return Scale(aim - AIM * unit, unit)


def beyond(figures: BeamFigures) -> tuple[Side, ...]:
    """The ends past which a value or an end of the forecast lies (超出图示范围).

    Returns:
        Of value 31 and target 20, which is 117.8 %: ``("right",)``.
    """
    scale = beam_scale(figures)
    shown = [value for value in (figures.value, *(figures.ends() or ())) if value is not None]
    places = [scale.at(value) for value in shown]
    sides: dict[Side, bool] = {
        "left": any(place < 0 for place in places),
        "right": any(place > _END for place in places),
    }
    return tuple(side for side, is_beyond in sides.items() if is_beyond)
