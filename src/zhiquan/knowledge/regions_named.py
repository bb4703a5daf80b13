"""Places of a district that a text names, each with the reason (文本中的地名)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from zhiquan.basics.words import Words
from zhiquan.knowledge.regions_districts import District, Town, Zone

PlaceKind = Literal["district", "town", "zone"]

_FULL = Words("写明名称", "named in full")
_OWN = Words("该名称只指本地", "the name means this place only")
_AFTER = Words("该名称别处也有，但前文已出现本区名称", "the name exists elsewhere, but the district is named before it")
_NOT_AFTER = Words(
    "该名称别处也有，且前文未出现本区名称：不作数",
    "the name exists elsewhere and the district is not named before it: it does not count",
)
_NO_TOWN = Words("功能区跨镇街，不能据此确定镇街", "a zone spans towns and decides none")


@dataclass(frozen=True, slots=True)
class PlaceNamed:
    """One place a text names (地名候选).

    Attributes:
        kind: district, town or zone; a zone places a text in the district but decides no town.
        code: of a town nine digits, of the district six, of a zone ``""``.
        name: the official name; written: as the text has it; at: position of its first character, from 0.
        is_certain: False when the name does not count on its own; ``reason`` says why.
    """

    kind: PlaceKind
    code: str
    name: str
    written: str
    at: int
    is_certain: bool
    reason: Words


@dataclass(frozen=True, slots=True)
class _Name:
    written: str
    kind: PlaceKind
    code: str
    official: str
    only_after_district: bool


def places_named_in(text: str, district: District) -> tuple[PlaceNamed, ...]:
    """The places of the district that a text names, in order of the text (文本中的地名).

    The longest name wins and names do not overlap. A name that also exists elsewhere counts only after the
    district's own name.

    Returns:
        Of ``"重庆市长寿区云台镇"``: the district at 0 and 云台镇 (500115130) at 6, both certain. Of
        ``"云台镇"`` alone: one candidate with ``is_certain`` False.
    """
    names = {name.written: name for name in _names(district)}
    if not names:
        return ()
    longest_first = sorted(names, key=len, reverse=True)
    found: list[PlaceNamed] = []
    district_seen = False
    for match in re.finditer("|".join(_expression(name, district) for name in longest_first), text):
        name = names[match.group()]
        is_certain = district_seen or not name.only_after_district
        reason = _reason(name, is_certain=is_certain)
        found.append(PlaceNamed(name.kind, name.code, name.official, match.group(), match.start(), is_certain, reason))
        district_seen = district_seen or is_certain
    return tuple(found)


def _names(district: District) -> Iterator[_Name]:
    for zone in district.zones:
        yield from _names_of(zone, [zone.name, *zone.aliases], "zone", "")
    for town in district.towns:
        yield from _names_of(town, [town.name, town.short_name, *town.aliases], "town", town.code)
    for alias in district.aliases:
        yield _Name(alias, "district", district.code, district.label.zh, only_after_district=False)


def _names_of(place: Town | Zone, written: list[str], kind: PlaceKind, code: str) -> Iterator[_Name]:
    for name in written:
        yield _Name(name, kind, code, place.name, only_after_district=name in place.only_after_district)


def _expression(name: str, district: District) -> str:
    stops = district.not_followed_by.get(name, "")
    return re.escape(name) + (f"(?![{re.escape(stops)}])" if stops else "")


def _reason(name: _Name, *, is_certain: bool) -> Words:
    if not is_certain:
        return _NOT_AFTER
    if name.kind == "zone":
        return _NO_TOWN
    if name.only_after_district:
        return _AFTER
    return _FULL if name.written == name.official else _OWN
