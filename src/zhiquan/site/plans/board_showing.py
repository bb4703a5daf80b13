"""A board as its pages show it: cards by clause, scoreline, the most urgent target (看板的呈现)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from zhiquan.basics.words import Language
from zhiquan.plan.judging import HOW
from zhiquan.site.drawing import Drawing
from zhiquan.site.plans.charts import beam_of, path_of, small

OPEN_ORDER: tuple[str | None, ...] = ("met", "expected", "borderline", "expected_miss", None)
OVER_ORDER: tuple[str | None, ...] = ("met", "missed", None)
_MISSED = ("expected_miss", "missed")
_URGENCY = ("expected_miss", "missed", "borderline")
AddressOf = Callable[[str], str]
"""Address of an indicator's page."""


@dataclass(frozen=True, slots=True)
class Card:
    """One target of the board with its drawings (目标卡).

    Args:
        number: from 1; the card's anchor is ``t<number>``.
        target: the target as answered.
        address: page of its figure; empty when no indicator is tied to it.
        beam: the beam; chart: the small chart.
        record: how its past forecasts did, when it was worked out.
    """

    number: int
    target: Mapping[str, Any]
    address: str
    beam: Drawing
    chart: Drawing
    record: Mapping[str, Any] | None = None

    @property
    def year_ends(self) -> list[list[Any]]:
        """The last value of each year, and the newest."""
        return list({point[0][:4]: point for point in self.target["history"]}.values())

    @property
    def path_csv(self) -> str:
        """Address of the chart's values as CSV."""
        page, mark, question = self.address.partition("?")
        return f"{page}path.csv{mark}{question}" if self.address else ""

    @property
    def hit_share(self) -> str:
        """Share of past values inside the range: ``85%``; empty without trials."""
        if self.record is None or self.record["coverage"] is None:
            return ""
        return f"{self.record['coverage'] * 100:.0f}%"

    @property
    def difference(self) -> Decimal | None:
        """Value less target; None when one is missing."""
        value, target = self.target["value"], self.target["target"]
        return Decimal(value) - Decimal(target) if value is not None and target is not None else None

    @property
    def difference_shown(self) -> str:
        """The difference with its sign: ``+2``, ``-0.98``, ``0``."""
        found = self.difference
        return "" if found is None else f"{found:+,f}" if found else "0"

    @property
    def is_behind(self) -> bool:
        """True when it will not be met by what is known, or is worse than its path asks of the day."""
        if self.target["status"] in _MISSED:
            return True
        value, path = self.target["value"], self.target["path"]
        if value is None or path is None or self.target["status"] == "met":
            return False
        short = Decimal(path["value"]) - Decimal(value)
        return short < 0 if self.target["cmp"] == "le" else short > 0

    @property
    def is_plain_count(self) -> bool:
        """True where the value is the count itself, so that no fraction need be shown."""
        return self.target["denominator"] is None


@dataclass(frozen=True, slots=True)
class Part:
    """The cards of one clause (一个条款的目标)."""

    clause: str
    title: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A board ready for its templates (看板呈现)."""

    board: Mapping[str, Any]
    parts: tuple[Part, ...]
    score: tuple[tuple[str | None, tuple[Card, ...]], ...]
    urgent: Card | None
    days_left: int
    is_over: bool
    rules: tuple[tuple[str | None, Any], ...] = field(default_factory=tuple)

    @property
    def behind(self) -> int:
        """How many of its targets are behind."""
        return sum(card.is_behind for card in self.cards)

    @property
    def only_behind(self) -> Shown:
        """The same with the cards of those alone that are behind."""
        kept = (replace(part, cards=tuple(card for card in part.cards if card.is_behind)) for part in self.parts)
        return replace(self, parts=tuple(part for part in kept if part.cards))

    @property
    def cards(self) -> list[Card]:
        """All cards in the order of the plan."""
        return sorted((card for part in self.parts for card in part.cards), key=lambda card: card.number)


def shown(
    board: Mapping[str, Any], language: Language, address_of: AddressOf, records: Mapping[str, Any] | None = None
) -> Shown:
    """A board for its pages.

    Args:
        board: the board's answer, or a published one with its history added.
        language: language of the page.
        address_of: address of an indicator's page.
        records: how past forecasts did, by indicator.
    """
    cards = [_card(place, one, language, address_of, records or {}) for place, one in enumerate(board["targets"], 1)]
    day, last = date.fromisoformat(board["asof"]), date.fromisoformat(board["period"]["to"])
    is_over = day >= last
    order = OVER_ORDER if is_over else OPEN_ORDER
    present = {card.target["status"] for card in cards}
    order = order if present <= set(order) else tuple(dict.fromkeys((*OPEN_ORDER[:-1], "missed", None)))
    return Shown(
        board=board,
        parts=_parts(cards, board["clauses"]),
        score=tuple((status, tuple(card for card in cards if card.target["status"] == status)) for status in order),
        urgent=_urgent(cards),
        days_left=(last - day).days,
        is_over=is_over,
        rules=tuple((status, HOW[status] if status else None) for status in order),  # type: ignore[index] # statuses
    )


def _card(
    number: int, target: Mapping[str, Any], language: Language, address_of: AddressOf, records: Mapping[str, Any]
) -> Card:
    indicator = target["indicator"]
    return Card(
        number=number,
        target=target,
        address=address_of(indicator) if indicator else "",
        beam=beam_of(target, language),
        chart=small(path_of(target), language),
        record=records.get(indicator),
    )


def _parts(cards: list[Card], clauses: Mapping[str, str]) -> tuple[Part, ...]:
    by_clause: dict[str, list[Card]] = {}
    for card in cards:
        by_clause.setdefault(card.target["clause"], []).append(card)
    return tuple(Part(clause, clauses.get(clause, ""), tuple(held)) for clause, held in by_clause.items())


def _urgent(cards: list[Card]) -> Card | None:
    """The target farthest from being reached: the worst status, then the largest share lacking."""
    late = [card for card in cards if card.target["status"] in _URGENCY]
    return min(late, key=lambda card: (_URGENCY.index(card.target["status"]), _share(card)), default=None)


def _share(card: Card) -> Decimal:
    """Value over target, so that the farthest comes first; of a ceiling the other way round."""
    target = Decimal(card.target["target"] or 0)
    ahead = card.target["forecast"]
    value = Decimal((ahead["high"] if ahead else card.target["value"]) or 0)
    if not target:
        return Decimal(1)
    return target / value if card.target["cmp"] == "le" and value else value / target
