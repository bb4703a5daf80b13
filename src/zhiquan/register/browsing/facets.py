"""How many rights there are by kind, status, place, year, class and holder (分面计数)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from zhiquan.basics.words import Words
from zhiquan.register.browsing.asking import Asked, Narrowing, RightFilter
from zhiquan.register.browsing.columns import Flags, Tally
from zhiquan.register.browsing.masks import masked_name
from zhiquan.register.browsing.table import BrowseTable, RightsTable
from zhiquan.register.tables import RIGHT_KINDS

FacetName = Literal["kind", "group", "status", "region", "town", "year", "class", "holder"]

GROUPS: Mapping[str, Words] = {
    "pending": Words("在审", "pending"),
    "in_force": Words("有效", "in force"),
    "ended": Words("失效", "ended"),
}
"""Names of the groups of statuses."""

_CLASSES = {
    "ipc": Words("国际专利分类 {0} 部", "IPC section {0}"),
    "nice": Words("尼斯第 {0} 类", "Nice class {0}"),
    "locarno": Words("洛迦诺 {0} 大类", "Locarno class {0}"),
}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet (分面值).

    Args:
        key: what to put into the filter to choose it.
        label: its name; for a status or a place the key, which the page names by its own definitions.
        count: rights with it under every other condition.
        is_chosen: the filter has it.
    """

    key: str
    label: Words
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one property with their counts (分面).

    Args:
        name: the property.
        field: name of the field of the filter that chooses a value.
        values: most rights first, years newest first; those chosen are always there.
        more: how many further values were left out.
    """

    name: FacetName
    field: str
    values: tuple[FacetValue, ...]
    more: int


@dataclass(frozen=True, slots=True)
class _Rule:
    field: str
    narrowing: Narrowing
    counts: Callable[[BrowseTable, Flags], Tally]
    chosen: Callable[[RightFilter], tuple[str, ...]]


def _one_year(wanted: RightFilter) -> tuple[str, ...]:
    first, last = wanted.years
    return (str(first),) if first is not None and first == last else ()


_RULES: dict[FacetName, _Rule] = {
    "kind": _Rule("kinds", "kind", lambda t, f: _kinds(t.rights, f), lambda w: w.kinds),
    "group": _Rule("statuses", "status", lambda t, f: t.on.group.tally(f), lambda w: w.statuses),
    "status": _Rule("statuses", "status", lambda t, f: t.on.status.tally(f), lambda w: w.statuses),
    "region": _Rule("places", "place", lambda t, f: t.rights.region.tally(f), lambda w: w.places),
    "town": _Rule("places", "place", lambda t, f: t.rights.town.tally(f), lambda w: w.places),
    "year": _Rule("years", "year", lambda t, f: t.rights.year.tally(f), _one_year),
    "class": _Rule("class_groups", "class", lambda t, f: t.rights.class_group.tally(f), lambda w: w.class_groups),
    "holder": _Rule("holders", "holder", lambda t, f: t.rights.party.tally(f), lambda w: w.holders),
}
FACETS: tuple[FacetName, ...] = tuple(_RULES)
"""Every facet, in the order pages show them."""


def facets_of(table: BrowseTable, asked: Asked, wanted: RightFilter, *, most: int) -> dict[FacetName, Facet]:
    """Every facet, each counted without the condition on itself; at most ``most`` values of each."""
    return {name: _facet(name, rule, table, asked, wanted, most) for name, rule in _RULES.items()}


def _facet(  # noqa: PLR0913, PLR0917 - one of eight alike
    name: FacetName, rule: _Rule, table: BrowseTable, asked: Asked, wanted: RightFilter, most: int
) -> Facet:
    tally, chosen = rule.counts(table, asked.without(rule.narrowing)), rule.chosen(wanted)
    order = tally.newest_first() if name == "year" else tally.most_first()
    first = [tally.values[place] for place in order[:most].tolist()]
    rest = set(chosen) - set(first)
    further = (tally.values[place] for place in order[most:].tolist()) if rest else ()
    kept = first + [value for value in further if value in rest]
    kept += [key for key in chosen if not tally.of(key) and _is_value(name, key, table)]
    values = tuple(FacetValue(key, _label(name, key, table.rights), tally.of(key), key in chosen) for key in kept)
    return Facet(name, rule.field, values, max(0, len(order) - len(kept)))


def _kinds(rights: RightsTable, flags: Flags) -> Tally:
    """Rights by kind as choosing that kind alone would find them: unnumbered ones only among documents."""
    numbered, every = rights.kind.tally(flags & rights.identified), rights.kind.tally(flags)
    is_document = np.array([kind == "document" for kind in every.values], np.bool_)
    return Tally(every.values, np.where(is_document, every.numbers, numbered.numbers))


def _is_value(name: FacetName, key: str, table: BrowseTable) -> bool:
    """True when a chosen key is one of the facet's values, though no right has it now."""
    known = {
        "kind": table.rights.kind.values,
        "group": table.on.group.values,
        "status": table.on.status.values,
        "region": table.rights.region.values,
        "town": table.rights.town.values,
        "year": table.rights.year.values,
        "class": table.rights.class_group.values,
        "holder": table.rights.party_names,
    }
    return key in known[name]


def _label(name: FacetName, key: str, rights: RightsTable) -> Words:
    if name == "kind":
        return RIGHT_KINDS.get(key, Words(key, key))
    if name == "group":
        return GROUPS.get(key, Words(key, key))
    if name == "class":
        system, _, symbol = key.partition(":")
        words = _CLASSES[system]
        return Words(words.zh.format(symbol), words.en.format(symbol))
    shown = masked_name(rights.party_names.get(key, key)) if name == "holder" else key
    return Words(shown, shown)
