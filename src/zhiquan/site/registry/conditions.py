"""The conditions of a list in words, and which one to drop when nothing is found (条件复述)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.register.browsing.asking import RightFilter
from zhiquan.register.browsing.facets import GROUPS
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.registry.asked import Asked
from zhiquan.site.registry.naming import kind_word, place_name, status_word
from zhiquan.site.registry.queries import PARAMETERS, names_of, numbers_of

_LABELS = {
    "q": Words("含", "containing"),
    "kind": Words("种类", "kind"),
    "status": Words("状态", "status"),
    "place": Words("地区", "place"),
    "holder": Words("权利人", "holder"),
    "year": Words("申请年份", "filed in"),
    "class": Words("分类", "class"),
    "symbol": Words("分类号", "symbol"),
    "tag": Words("标签", "tag"),
    "disputed": Words("仅状态不一致", "status disputed only"),
}
_LOADED = frozenset({"q", "place", "holder", "tag"})
_EMPTY: dict[str, dict[str, Any]] = {
    "q": {"words": ""},
    "year": {"years": (None, None)},
    "symbol": {"class_prefix": ""},
    "tag": {"tag": ""},
    "disputed": {"is_disputed": False},
}


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition as printed (条件).

    Args:
        label: what it narrows.
        value: the value in words; empty when the label says it.
        is_quoted: the value is as typed or loaded.
        without: the rest of the conditions, as the part of an address after ``?``.
        rights: how many rights there are without it; None when nobody asked.
    """

    label: Words
    value: Words
    is_quoted: bool
    without: str
    rights: int | None = None


def conditions_of(visitor: Visitor, asked: Asked) -> list[Condition]:
    """Every condition that leaves rights out; a party out of the reader's reach keeps its id."""
    holders = tuple(value for name, value in asked.narrows if name == "holder")
    names = names_of(visitor, holders) if holders else {}
    return [_condition(asked, pair, names) for pair in asked.narrows]


def easier(visitor: Visitor, asked: Asked) -> list[Condition]:
    """Conditions whose loss finds something, most rights first."""
    told = conditions_of(visitor, asked)
    numbers = numbers_of(visitor, [_without(asked.wanted, pair) for pair in asked.narrows])
    found = [replace(one, rights=number) for one, number in zip(told, numbers, strict=True) if number]
    return sorted(found, key=lambda one: -(one.rights or 0))


def _condition(asked: Asked, pair: tuple[str, str], names: dict[str, str]) -> Condition:
    name, value = pair
    shown = Words(value, value)
    if name == "kind":
        shown = kind_word(value)
    elif name == "status":
        shown = GROUPS.get(value) or status_word(value)
    elif name in {"place", "holder"}:
        said = place_name(value) if name == "place" else names.get(value, value)
        shown = Words(said, said)
    elif name == "disputed":
        shown = Words("", "")
    return Condition(_LABELS[name], shown, name in _LOADED, asked.query(pair))


def _without(wanted: RightFilter, pair: tuple[str, str]) -> RightFilter:
    """The filter without one of its conditions."""
    name, value = pair
    fields = {parameter: field for field, parameter in PARAMETERS.items()}
    if name in _EMPTY:
        return replace(wanted, **_EMPTY[name])
    kept: Any = tuple(one for one in getattr(wanted, fields[name]) if one != value)
    return replace(wanted, **{fields[name]: kept})
