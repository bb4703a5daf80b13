"""What a forecast is asked and what it answers (预测的问与答)."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What to suppose instead of what the past says (假设).

    Args:
        base_change: another denominator, in ones, such as a population of 700,000.
        renewal: share of annual fees falling due, or of marks coming up for renewal, that is paid; 0 to 1.
        grants: factor on the chances of grant, >= 0; of a cumulative count, factor on its events.
        filings: factor on new applications, >= 0.

    Raises:
        BadInput: a value is outside its range.
    """

    base_change: Decimal | None = None
    renewal: float | None = None
    grants: float | None = None
    filings: float | None = None

    def __post_init__(self) -> None:
        fine = {
            "base_change": self.base_change is None or self.base_change > 0,
            "renewal": self.renewal is None or 0 <= self.renewal <= 1,
            "grants": self.grants is None or 0 <= self.grants <= 100,
            "filings": self.filings is None or 0 <= self.filings <= 100,
        }
        wrong = [name for name, is_fine in fine.items() if not is_fine]
        if wrong:
            raise BadInput(
                Words(f"假设超出范围：{'、'.join(wrong)}", f"supposed value out of range: {', '.join(wrong)}"),
                where={name: getattr(self, name) for name in wrong},
                remedy=Words(
                    "分母须大于 0，缴费比例 0 至 1，倍数 0 至 100。",
                    "A denominator is above 0, a share 0 to 1, a factor 0 to 100.",
                ),
            )


@dataclass(frozen=True, slots=True)
class PathPoint:
    """Low, middle and high end of the 80 % range on one day."""

    day: date
    low: Decimal
    mid: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class MonthCount:
    """A number of rights in the month or on the day ``day``."""

    day: date
    count: int


@dataclass(frozen=True, slots=True)
class FeesDue:
    """Annual fees of one patent year falling due (到期年费): how many, yuan each in full, when first and last."""

    kind: str
    year: int
    count: int
    yuan: Decimal | None
    first: date
    last: date

    @property
    def total(self) -> Decimal | None:
        """All of them together, in yuan, before relief."""
        return None if self.yuan is None else self.yuan * self.count


@dataclass(frozen=True, slots=True)
class Pending:
    """Pending applications of one age (在审): whole years since filing, how many, expected grants by the end."""

    kind: str
    years: int
    count: int
    expected: float


@dataclass(frozen=True, slots=True)
class Known:
    """What is known exactly before anything is estimated (确知部分).

    Attributes:
        stands: records counted on the day, as the register tells it.
        expiring: counted rights whose term ends after the day and by the end of the forecast, by month.
        entering: rights in force that come to count on a known day, such as passing ten years, by month.
        fees: annual fees of counted rights falling due, by patent year.
        in_grace: counted rights whose last annual fee fell due at most six months ago.
        pending: pending applications by age.
        unannounced: expected number of counted rights whose fee was not paid and whose lapse is not yet told.
    """

    stands: int = 0
    expiring: tuple[MonthCount, ...] = ()
    entering: tuple[MonthCount, ...] = ()
    fees: tuple[FeesDue, ...] = ()
    in_grace: int = 0
    pending: tuple[Pending, ...] = ()
    unannounced: float = 0.0


@dataclass(frozen=True, slots=True)
class Forecast:
    """A forecast with an 80 % range (预测).

    Attributes:
        day: the day it is made of; until: the day it is made for.
        low, mid, high: at ``until``; None when it cannot be forecast, then ``needs`` says what is missing.
        path: on ``day``, at each month end and on ``until``, up to 36 months past it.
        method: one sentence naming the parts.
        base_used: the denominator, where there is one.
        counted: low, middle and high end of the numerator at ``until``: rights, registrations or yuan.
    """

    indicator: str
    day: date
    until: date
    low: Decimal | None
    mid: Decimal | None
    high: Decimal | None
    path: tuple[PathPoint, ...]
    method: Words
    needs: tuple[Words, ...] = ()
    known: Known = field(default_factory=Known)
    base_used: Decimal | None = None
    counted: tuple[Decimal, Decimal, Decimal] | None = None

    def reached(self, target: Decimal, cmp: str = "ge") -> tuple[date | None, date | None]:
        """First days of the path on which the middle and the careful end reach a target and stay there.

        Args:
            target: the value to reach.
            cmp: ``le`` for at most, anything else for at least; the careful end is the high or the low one.

        Returns:
            ``(middle, careful end)``; None where the target is not reached within the path.
        """
        if cmp == "le":
            return self._first([p.mid <= target for p in self.path]), self._first([p.high <= target for p in self.path])
        return self._first([p.mid >= target for p in self.path]), self._first([p.low >= target for p in self.path])

    def _first(self, reached: list[bool]) -> date | None:
        """First day from which on all are true."""
        missed = [place for place, is_reached in enumerate(reached) if not is_reached]
        start = missed[-1] + 1 if missed else 0
        return self.path[start].day if start < len(self.path) else None

    def as_plain(self) -> dict[str, Any]:
        """The forecast for JSON: days and words as texts, amounts and rates as texts."""
        plain = as_plain(self)
        assert isinstance(plain, dict)
        return plain


def as_plain(value: Any) -> Any:  # noqa: ANN401 - any part of an answer
    """A dataclass, date, amount or list of them as what JSON holds. ``Words`` become ``{zh, en}``."""
    if isinstance(value, (date, Decimal)):
        return str(value)
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, (tuple, list)):
        return [as_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {one.name: as_plain(getattr(value, one.name)) for one in fields(value)}
    return value
