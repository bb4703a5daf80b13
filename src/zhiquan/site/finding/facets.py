"""Facets of an answer and the values chosen of them, as a page shows them (分面与筛选条件)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zhiquan.basics.words import Words
from zhiquan.search.asking.question import Answer, FacetValue
from zhiquan.site.finding.asked import FACETS, Asked
from zhiquan.site.registry.naming import place_name

FACET_WORDS: Mapping[str, Words] = {
    "kind": Words("类型", "Kind"),
    "group": Words("状态", "Status"),
    "industry": Words("主导产业", "Leading industry"),
    "year": Words("年份", "Year"),
    "subclass": Words("国际专利分类小类", "IPC subclass"),
    "party": Words("权利人", "Holder"),
    "town": Words("镇街", "Town"),
}
"""What the facets are called."""

_SHOWN = 8
_OPEN = ("kind", "group", "industry", "town")


@dataclass(frozen=True, slots=True)
class FacetShown:
    """One facet of a page: the first eight values and those chosen, with their names (分面)."""

    name: str
    label: Words
    values: tuple[tuple[FacetValue, Words], ...]

    @property
    def is_open(self) -> bool:
        """True for a facet unfolded from the start."""
        return self.name in _OPEN or any(value.is_chosen for value, _ in self.values)


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen value, with the query part of the address without it (已选条件)."""

    facet: Words
    label: Words
    without: str


def facets_of(answer: Answer) -> tuple[FacetShown, ...]:
    """The facets of an answer that have values."""
    return tuple(_facets(answer))


def chips_of(asked: Asked, answer: Answer) -> tuple[Chip, ...]:
    """The values chosen, in the order of the facets."""
    return tuple(
        Chip(FACET_WORDS[name], _label(name, value, answer), asked.without(name, value.key))
        for name in FACETS
        for value in answer.facets[name]
        if value.is_chosen
    )


def _facets(answer: Answer) -> Iterator[FacetShown]:
    for name in FACETS:
        values = answer.facets[name]
        kept = [one for place, one in enumerate(values) if place < _SHOWN or one.is_chosen]
        if kept:
            yield FacetShown(name, FACET_WORDS[name], tuple((one, _label(name, one, answer)) for one in kept))


def _label(name: str, value: FacetValue, answer: Answer) -> Words:
    """The name of a value; a holder whose number was only given in the address, and finds nothing, is not named."""
    if name == "town":
        town = place_name(value.key)
        return Words(town, town)
    if name == "party" and not value.count and _is_unseen(answer):
        return Words(value.key, value.key)
    return value.label


def _is_unseen(answer: Answer) -> bool:
    return not answer.total or sum(one.is_chosen for one in answer.facets["party"]) > 1
