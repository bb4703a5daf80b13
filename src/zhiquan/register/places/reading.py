"""From an address to district and town (地址归属)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

from zhiquan.basics.words import Words
from zhiquan.knowledge.regions import find_region
from zhiquan.knowledge.regions_written import PROVINCES_OF_POSTCODE
from zhiquan.register.places.english import english_place
from zhiquan.register.places.names import Name, Names, place_names
from zhiquan.register.places.place import OUTSIDE, RULES, Place
from zhiquan.register.places.towns import town_in
from zhiquan.register.places.walk import Walk, walk
from zhiquan.register.places.written import Written, taken_apart

KEPT = 65_536
"""Distinct addresses remembered; about 40 MiB when full."""

_NONE = Decimal(0)
_SURE = Decimal("0.98")
_AT_START = {"full": Decimal("0.92"), "alias": Decimal("0.95"), "zone": Decimal("0.93"), "former": Decimal("0.80")}
_BELOW = {"full": _SURE, "alias": _SURE, "zone": Decimal("0.95"), "former": Decimal("0.93"), "town": Decimal("0.93")}
_WEAK = Decimal("0.75")
_CITY, _CITY_SHORT = Decimal("0.75"), Decimal("0.60")
_PROVINCE, _PROVINCE_SHORT = Decimal("0.50"), Decimal("0.40")
_LEAF = Decimal("0.95")
_PAST_UNKNOWN, _LATER, _TWO_TOWNS = Decimal("0.85"), Decimal("0.90"), Decimal("0.85")
_CHOSEN = Decimal("0.80")
_BY_POSTCODE, _OTHER_POSTCODE, _OTHER_PROVINCE = Decimal("0.60"), Decimal("0.80"), Decimal("0.45")
_ENGLISH = Decimal("0.80")
_SAME_POSTCODE = Decimal("0.01")


def read_place(address: str, *, overlay: Path | None = None) -> Place:
    """District and town of an address, by its words, the postcode being weak evidence (地址归属).

    An administrative name counts after the place above it, or at the start: a street named after another city
    says nothing. The same address read again is looked up.

    Args:
        address: as printed; ``""`` names nothing.
        overlay: the office's own data folder.

    Returns:
        Of ``"重庆市长寿区晏家街道齐心大道22号"``: region 500115, town 500115002, confidence 0.98. Of
        ``"上海市长寿路1号"``: region 310000, confidence 0.50. Abroad: no region, confidence 0, rule ``outside``.
    """
    return _read(address, overlay)


@lru_cache(KEPT)
def _read(address: str, overlay: Path | None) -> Place:
    written = taken_apart(address)
    if written.is_abroad:
        return _place(None, None, _NONE, OUTSIDE)
    names = place_names(overlay)
    provinces = PROVINCES_OF_POSTCODE.get(written.postcode[:2], ())
    code = _as_code(written, names, provinces, overlay)
    if code:
        return _place(code, None, Decimal("0.90"), "former_name", written.postcode)
    if not written.is_chinese:
        return _english(address, written, names, overlay)
    found = walk(written.text, written.start, names, postcode_provinces=provinces)
    if found.last is None and not found.other_codes:
        found = _later(written, names) or found
    place = _by_words(written, found, names, overlay)
    return _with_postcode(place, written, names, provinces)


def _by_words(written: Written, found: Walk, names: Names, overlay: Path | None) -> Place:
    last = found.last
    if last is None or last.level != "district":
        return _landmark(written, last, names) or _no_district(written, found, names)
    score, rule = _district_score(found, last)
    town, words = last.town or None, list(found.written)
    if town is None and last.code in names.with_towns:
        named = town_in(written.text, found.at, code=last.code, overlay=overlay)
        if named is not None:
            town = named.code
            words.append(named.written)
            if not named.is_alone:
                score, rule = min(score, _TWO_TOWNS), "two_towns"
    return _place(last.code, town, score, rule, *words)


def _district_score(found: Walk, last: Name) -> tuple[Decimal, str]:
    by_form = _AT_START if len(found.names) == 1 else _BELOW
    score = by_form.get(last.form, _WEAK)
    rule = {"full": "district", "alias": "district", "zone": "zone", "former": "former_name"}.get(last.form, "")
    rule = rule or ("town_name" if last.town else "short_name")
    if last.stops and len(found.names) == 1:
        score, rule = min(score, Decimal("0.85")), "short_name"
    if found.is_past_unknown:
        return min(score, _PAST_UNKNOWN), "past_unknown"
    if found.is_chosen:
        return min(score, _CHOSEN), "same_name"
    if found.is_later:
        return min(score, _LATER), "later_words"
    return score, rule


def _no_district(written: Written, found: Walk, names: Names) -> Place:
    last = found.last
    if last is None:
        if written.province:
            return _place(written.province, None, _LEAF, "province")
        return _place(None, None, _NONE, "ambiguous" if found.other_codes else "unknown")
    rule = "ambiguous" if found.other_codes else "province" if last.level == "province" else "city"
    if last.code in names.leaves:
        return _place(last.code, None, _LEAF, rule, *found.written)
    full, short = (_PROVINCE, _PROVINCE_SHORT) if last.level == "province" else (_CITY, _CITY_SHORT)
    return _place(last.code, None, short if last.form == "short" else full, rule, *found.written)


def _landmark(written: Written, last: Name | None, names: Names) -> Place | None:
    """A road or village that one town only has, when no other district or province is named."""
    for word, name in names.anywhere.items():
        if word in written.text and (last is None or last.code in names.above[name.code]):
            score = Decimal("0.70") if last is None else Decimal("0.85")
            return _place(name.code, name.town, score, "town_name", word)
    return None


def _later(written: Written, names: Names) -> Walk | None:
    """The names after a province written in full somewhere in the text."""
    for match in _provinces().finditer(written.text, written.start):
        found = walk(written.text, match.start(), names)
        if len(found.names) > 1:
            found.is_later = True
            return found
    return None


@cache
def _provinces() -> re.Pattern[str]:
    full = [word for word, name in place_names().top.names.items() if (name.level, name.form) == ("province", "full")]
    return re.compile("|".join(map(re.escape, full)))


def _with_postcode(place: Place, written: Written, names: Names, provinces: tuple[str, ...]) -> Place:
    """The place with the postcode weighed: it may confirm, contradict, or be all there is."""
    postcode = written.postcode
    if not postcode or not provinces:
        return place
    by_postcode = names.postcodes.get(postcode[:4])
    if place.region is None or (by_postcode and place.region in names.above[by_postcode]):
        return _only_postcode(place, by_postcode or "", provinces, postcode)
    if f"{place.region[:2]}0000" not in provinces:
        return _place(place.region, place.town, min(place.confidence, _OTHER_PROVINCE), "postcode_differs", postcode)
    if by_postcode == place.region:
        return _scored(place, min(Decimal("0.99"), place.confidence + _SAME_POSTCODE))
    if by_postcode or place.region in names.postcodes.values():
        return _place(place.region, place.town, min(place.confidence, _OTHER_POSTCODE), "postcode_differs", postcode)
    return place


def _only_postcode(place: Place, district: str, provinces: tuple[str, ...], postcode: str) -> Place:
    """The words name no district: the postcode's own, where held; else its province when no word counts."""
    if district:
        return _place(district, None, _BY_POSTCODE, "postcode", postcode)
    if place.rule == "unknown" and len(provinces) == 1:
        return _place(provinces[0], None, _PROVINCE_SHORT, "postcode", postcode)
    return place


def _scored(place: Place, score: Decimal) -> Place:
    return Place(place.region, place.town, score, place.rule, place.reason)


def _as_code(written: Written, names: Names, provinces: tuple[str, ...], overlay: Path | None) -> str | None:
    """The region a six-digit code stands for, when no postcode begins so and no words follow."""
    code = written.postcode
    if provinces or written.is_chinese or code not in names.above:
        return None
    return find_region(code, overlay).replaced_by or code


def _english(address: str, written: Written, names: Names, overlay: Path | None) -> Place:
    found = english_place(address, overlay)
    if found.is_abroad:
        return _place(None, None, _NONE, OUTSIDE)
    if found.region is None:
        place = _place(written.province or None, None, _LEAF if written.province else _NONE, "unknown")
    else:
        score = _PROVINCE if found.region.endswith("0000") and found.region not in names.leaves else _ENGLISH
        place = _place(found.region, found.town, score, "english", *found.written)
    return _with_postcode(place, written, names, PROVINCES_OF_POSTCODE.get(written.postcode[:2], ()))


def _place(region: str | None, town: str | None, score: Decimal, rule: str, *words: str) -> Place:
    return Place(region, town, score, rule, _reason(rule, words))


def _reason(rule: str, words: tuple[str, ...]) -> Words:
    said = RULES[rule]
    if not words:
        return said
    return Words(f"{said.zh}：{'、'.join(words)}", f"{said.en}: {', '.join(words)}")
