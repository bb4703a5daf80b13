"""What a statistic counts and what it is divided by; no district and no target stands in it (指标口径)."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from zhiquan.knowledge.shapes import Amount, RightKind, Shape, Text, Version, Versioned

Arithmetic = Literal[
    "stock",
    "high_value",
    "dated",
    "fees_kept",
    "survivors",
    "used_indications",
    "pledges",
    "titles",
    "published",
]
"""How rows are counted; each is one function of the room ``measure``."""

Window = Literal["always", "period", "year"]
"""Which days count: all, those since the plan began, those of the calendar year asked about."""


class Numerator(Shape):
    """What is counted (分子).

    Attributes:
        count: the arithmetic.
        kinds: kinds of rights, for arithmetic over rights.
        day: the day a right is counted by, for ``dated``; ``or_day``: the one taken where it is not known.
        window: which days count, for ``dated``, ``pledges`` and ``titles``; ``setting`` names a parameter that
            decides it instead.
        setting: parameter that decides the window.
        once: what is counted once: each right, each product name, each holder or each number.
        sums: add up amounts in yuan instead of counting.
        titles: kinds of titles; levels: their levels; words: the title's name must hold one of these.
        valid_only: a title counts while it is valid, else from its first day on.
        series: id of a published series, for ``published``.
        holder_kind: only holders of this kind count, the others stay in the denominator.
        years: length of the cohort's life, for ``survivors``.
    """

    count: Arithmetic
    kinds: tuple[RightKind, ...] = ()
    day: Literal["filed_on", "granted_on"] | None = None
    or_day: Literal["filed_on", "granted_on"] | None = None
    window: Window = "always"
    setting: str = ""
    once: Literal["right", "product", "holder", "number"] = "right"
    sums: bool = False
    titles: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    valid_only: bool = False
    series: str = ""
    holder_kind: str = ""
    years: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.count in {"stock", "high_value", "dated", "fees_kept", "survivors"} and not self.kinds:
            raise ValueError("须写 kinds / kinds are needed")
        if self.count == "dated" and self.day is None:
            raise ValueError("须写 day / the day it is counted by is needed")
        if self.count == "published" and not self.series:
            raise ValueError("须写 series / a series is needed")
        if self.count == "titles" and not self.titles:
            raise ValueError("须写 titles / kinds of titles are needed")
        if self.count == "survivors" and self.years is None:
            raise ValueError("须写 years / the length in years is needed")
        return self


class Denominator(Shape):
    """What the count is divided by (分母).

    Attributes:
        series: a published series; empty when the rows considered are the denominator.
        at: ``previous_year_end``: the last published year-end before the year asked about; ``same_day``: the
            last value on or before the day.
    """

    series: str = ""
    at: Literal["previous_year_end", "same_day", "candidates"] = "candidates"

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if bool(self.series) == (self.at == "candidates"):
            raise ValueError("at 为 candidates 时不写 series，否则须写 / a series is needed unless at is candidates")
        return self


class IndicatorVersion(Version):
    """The statistic from one day on (指标版本).

    Attributes:
        rate: ``per_ten_thousand``, ``percent`` or ``plain``.
        divide: what a plain value is divided by, such as 100000000 for 亿元.
    """

    numerator: Numerator
    denominator: Denominator | None = None
    rate: Literal["per_ten_thousand", "percent", "plain"] = "plain"
    divide: Amount | None = None


class Indicator(Versioned[IndicatorVersion]):
    """One statistic (指标).

    Attributes:
        unit: unit of the value.
        places: decimals kept; half is rounded up, as in official bulletins.
        names: what plans call it, to suggest it for a target of a plan.
        better: whether more or less is better.
        behaves: how it is forecast: ``stock`` of rights with lives, ``flow`` that adds up, ``level`` that is
            measured again each year, ``share`` of a stock.
        pitfall: what is easily got wrong, shown beside the figure.
    """

    unit: Text
    places: int = Field(ge=0, le=6)
    names: tuple[str, ...] = ()
    better: Literal["more", "less"] = "more"
    behaves: Literal["stock", "flow", "level", "share"]
    pitfall: Text | None = None
