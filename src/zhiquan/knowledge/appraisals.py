"""How units are appraised: items with weights, each resting on one kind of evidence (绩效考核办法)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from zhiquan.knowledge.appraisal_words import barred_count
from zhiquan.knowledge.shapes import Amount, Shape, Text, Version, Versioned

EvidenceName = Literal[
    "duties_on_time",
    "duties_proved",
    "indicators_reached",
    "budget_spent",
    "rights_growth",
    "fees_kept",
]
"""What points can rest on; each is one function of the room ``plan``. Counts of clicks or logins are none."""

UnitKind = Literal["department", "town", "park", "association", "leading_group", "other"]

_FULL = Decimal(100)


class Named(Shape):
    """Something reports and decisions speak of (考核内容): ``names`` are words they use for it, besides its label."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_]*$")
    label: Text
    names: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _counts_no_clicks(self) -> Self:
        for text in (self.label.zh, self.label.en, self.id.replace("_", " "), *self.names):
            if barred := barred_count(text):
                raise ValueError(f"{barred} 不得作为考核内容 / clicks, logins and check-ins cannot be inputs")
        return self


class AppraisalItem(Named):
    """One item (考核项目).

    Attributes:
        evidence: what its points rest on.
        weights: kind of unit to most points; a kind that is not named has no such item.
        indicator: the statistic, for evidence over one.
        full_at: growth in per cent that gives all points, for ``rights_growth``.
    """

    evidence: EvidenceName
    weights: dict[UnitKind, Amount] = Field(min_length=1)
    indicator: str = ""
    full_at: Amount | None = None

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if any(weight <= 0 for weight in self.weights.values()):
            raise ValueError("权重须为正 / weights must be positive")
        if bool(self.indicator) != (self.evidence in {"rights_growth", "fees_kept"}):
            raise ValueError("rights_growth、fees_kept 须写 indicator，其余不写 / only these two take an indicator")
        is_growth = self.evidence == "rights_growth"
        if is_growth != (self.full_at is not None) or (self.full_at is not None and self.full_at <= 0):
            raise ValueError("rights_growth 须写正的 full_at，其余不写 / only rights_growth takes a positive full_at")
        return self


class Extra(Named):
    """A bonus or a deduction (加分、扣分): at most ``cap`` points; without ``names`` it takes what no other names."""

    cap: Amount

    @model_validator(mode="after")
    def _has_a_cap(self) -> Self:
        if self.cap <= 0:
            raise ValueError("cap 须为正 / cap must be positive")
        return self


class AppraisalVersion(Version):
    """The formula from one day on (考核版本): it is for the years that end while it is in force.

    Attributes:
        answer_within: working days in which an objection is to be answered.
    """

    items: tuple[AppraisalItem, ...] = Field(min_length=1)
    bonuses: tuple[Extra, ...] = ()
    deductions: tuple[Extra, ...] = ()
    answer_within: int = Field(default=10, ge=1, le=60)

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        for kind in self.kinds():
            total = sum((weight for _, weight in self.weights(kind)), Decimal(0))
            if total != _FULL:
                raise ValueError(f"{kind} 的权重合计 {total}，须为 100 / weights of {kind} add up to {total}, not 100")
        for group in (self.items, self.bonuses, self.deductions):
            ids = [one.id for one in group]
            if len(set(ids)) != len(ids):
                raise ValueError("编号重复 / two entries have the same id")
        for extras in (self.bonuses, self.deductions):
            if sum(not extra.names for extra in extras) > 1:
                raise ValueError("只能有一项不写 names / only one may be without names")
        return self

    def kinds(self) -> tuple[UnitKind, ...]:
        """Kinds of units that are appraised, in the order they occur."""
        return tuple(dict.fromkeys(kind for item in self.items for kind in item.weights))

    def weights(self, kind: str) -> Iterator[tuple[AppraisalItem, Decimal]]:
        """The items of one kind of unit with their weights."""
        for item in self.items:
            for named, weight in item.weights.items():
                if named == kind:
                    yield item, weight


class Appraisal(Versioned[AppraisalVersion]):
    """One appraisal of units by evidence (绩效考核)."""
