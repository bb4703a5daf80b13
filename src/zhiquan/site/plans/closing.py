"""The closing account of a plan: met or missed, by how much, and what the next plan asks (结账)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from zhiquan.basics.words import Language
from zhiquan.knowledge.plans import Plan
from zhiquan.site.office.house import house
from zhiquan.site.plans.addresses import figure_address
from zhiquan.site.plans.answers.asking import Ask, own_plans
from zhiquan.site.plans.answers.reading import board_answer
from zhiquan.site.plans.board_showing import Card, Shown, shown
from zhiquan.site.plans.queries import Frozen, published_of


@dataclass(frozen=True, slots=True)
class Line:
    """One target of the closing account, with the next plan's target of the same indicator (结账行).

    Args:
        card: the target as the board shows it.
        next_target: the successor's target; None when it has none.
        next_address: page of the figure under the successor.
    """

    card: Card
    next_target: Mapping[str, Any] | None = None
    next_address: str = ""

    @property
    def target(self) -> Mapping[str, Any]:
        """The target as answered."""
        return self.card.target

    @property
    def difference(self) -> str:
        """Value less target, with its sign."""
        return self.card.difference_shown


@dataclass(frozen=True, slots=True)
class Account:
    """A closing account (结账).

    Args:
        shown: the board on the plan's last day, or as it stands while the plan runs.
        lines: its targets.
        frozen: the publication of the last day; None when nothing of that day was published.
        successor: the next plan of the district; None when there is none.
        successor_ask: the question its figures answer.
    """

    shown: Shown
    lines: tuple[Line, ...]
    frozen: Frozen | None
    successor: Plan | None
    successor_ask: Ask | None


def closing_account(ask: Ask, plan: Plan, language: Language) -> Account:
    """The closing account of a plan for one question."""
    made = shown(board_answer(ask), language, figure_address(ask, is_desk=True, with_snapshot=False))
    frozen = next((one for one in published_of(plan.id) if one.day >= plan.to and one.is_whole), None)
    after = next((one for one in own_plans() if one.from_ > plan.to), None)
    if after is None or after.from_ > house().today:
        return Account(made, tuple(Line(card) for card in made.cards), frozen, after, None)
    next_ask = Ask(after.id, min(house().today, after.to), ask.snapshot)
    address_of = figure_address(next_ask, is_desk=True, with_snapshot=False)
    found = {one["indicator"]: one for one in board_answer(next_ask)["targets"] if one["indicator"]}
    lines = (
        Line(card, found.get(card.target["indicator"]), address_of(card.target["indicator"]) if card.address else "")
        for card in made.cards
    )
    return Account(made, tuple(lines), frozen, after, next_ask)


def plan_to_close(wanted: str, plans: list[Plan]) -> Plan:
    """The plan an account is asked for: the one named, else the latest that is over, else the latest."""
    named = next((one for one in plans if one.id == wanted), None)
    over = [one for one in plans if one.to <= house().today]
    return named or (over or plans)[-1]
