"""How far a reader sees among duties and scores (任务可见范围)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zhiquan.site.duties.answers import units_of
from zhiquan.site.duties.asking import Asked
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import Visitor


@dataclass(frozen=True, slots=True)
class Reach:
    """Whose duties and scores a reader sees: everybody's, or those of some units (可见单位).

    Attributes:
        is_all: true for readers who see every unit.
        numbers: numbers of the units of the day a town or department stands for, successors of a former one included.
    """

    is_all: bool = False
    numbers: frozenset[str] = frozenset()

    def holds(self, numbers: Iterable[str]) -> bool:
        """True when one of the units is within reach."""
        return self.is_all or bool(self.numbers & set(numbers))

    def duties(self, every: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Of duties as ``duty/1`` those the reader's unit leads or helps with."""
        return [dict(one) for one in every if self.holds(units_in(one))]

    def scores(self, every: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Of scores as ``appraisal/1`` the reader's own."""
        return [dict(one) for one in every if self.holds([one["unit"]["number"]])]


def reach_of(visitor: Visitor, asked: Asked) -> Reach:
    """How far a reader sees on the day asked; list, search, count and export keep to it."""
    if visitor.may(May.SEE_ALL_DUTIES):
        return Reach(is_all=True)
    if not visitor.may(May.SEE_DUTIES) or not visitor.unit or not asked.snapshot:
        return Reach()
    return Reach(numbers=frozenset(units_of(asked)["heirs"].get(visitor.unit, ())))


def units_in(duty: Mapping[str, Any]) -> set[str]:
    """Numbers of the units that lead a duty or help with it."""
    return {unit["number"] for part in ("lead", "helpers") for unit in duty[part]["units"]}
