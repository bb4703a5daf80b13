"""Walking an address from province to district, name by name (逐级识别)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from zhiquan.register.places.names import Name, Names, Words

_BETWEEN = "，,、。.;；:：()（）[]【】-—/·"
_REPEATED = ("市辖区", "中国", "直辖县级")
_AS_ROAD = r"[东西南北中上下前后新老正大支环一二三四五六七八九十]{0,3}(?:路|街|大道|巷|弄|胡同|里|门|桥)"
_NOT_A_CITY = re.compile(_AS_ROAD)
_NOT_A_DISTRICT = re.compile(
    _AS_ROAD
    + r"|[镇乡村寺湖山河江站城庄园]|大学|学院|中学|国际|机场|车站|[东西南北]站|广场|大厦|公园|花园|小区|酒店|宾馆"
)
_UNKNOWN_ABOVE = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:新区|开发区|高新区|园区|试验区|市|地区|区)")
_SHORT: frozenset[str] = frozenset({"short", "town_short"})


@dataclass(slots=True)
class Walk:
    """How far the words of an address lead.

    Attributes:
        at: where the names end.
        names: the names found, from the highest place down, with the words.
        other_codes: when the last name means several places, all of them.
        is_past_unknown: a name above the last one is in no code table.
        is_later: the names do not begin the address.
        is_chosen: of several places of one name, the postcode chose.
    """

    at: int
    names: list[tuple[str, Name]] = field(default_factory=list)
    other_codes: tuple[str, ...] = ()
    is_past_unknown: bool = False
    is_later: bool = False
    is_chosen: bool = False

    @property
    def last(self) -> Name | None:
        """The nearest place found."""
        return self.names[-1][1] if self.names else None

    @property
    def written(self) -> Sequence[str]:
        """The words that decided."""
        return [word for word, _ in self.names]

    @property
    def has_district(self) -> bool:
        """True when a district was reached."""
        return bool(self.names) and self.names[-1][1].level == "district"


def walk(text: str, start: int, names: Names, *, postcode_provinces: tuple[str, ...] = ()) -> Walk:
    """Follow the names of ``text`` from ``start`` down; each must follow the one above it.

    Args:
        text: simplified, half width, without spaces.
        start: where the place names begin.
        names: the index.
        postcode_provinces: provinces the postcode may lie in; they choose between places of one name.
    """
    found = Walk(start)
    while not found.has_district:
        step = _step(text, found, names, postcode_provinces)
        if step is None:
            break
    if found.has_district:
        _next_district(text, found, names)
    elif found.last is not None and not found.other_codes:
        _past_unknown(text, found, names)
    return found


def _step(text: str, found: Walk, names: Names, provinces: tuple[str, ...]) -> Name | None:
    last = found.last
    words = names.top if last is None else names.below[last.code]
    at = _skip(text, found.at, ())
    hit = _first(text, at, words)
    if hit is None and found.names:
        said = [form for word, _ in found.names for form in (word, word[:-1]) if len(form) > 1]
        at = _skip(text, at, (*_REPEATED, *said))
        hit = _first(text, at, words)
    if hit is None:
        return None
    word, name = hit
    if name.others:
        chosen = [code for code in (name.code, *name.others) if f"{code[:2]}0000" in provinces]
        if last is not None or len(chosen) != 1:
            found.other_codes = (name.code, *name.others)
            return None
        name = replace(name, code=chosen[0], others=())
        found.is_chosen = True
    found.names.append((word, name))
    found.at = at + len(word)
    return name


def _first(text: str, at: int, words: Words) -> tuple[str, Name] | None:
    """The longest name at that place that is not part of another word there."""
    for word, name in words.at(text, at):
        end = at + len(word)
        if name.stops and text[end : end + 1] in name.stops and end < len(text):
            continue
        if name.form in _SHORT or (name.form == "alias" and name.stops):
            other = _NOT_A_CITY if name.level != "district" else _NOT_A_DISTRICT
            if other.match(text, end):
                continue
        return word, name
    return None


def _skip(text: str, at: int, said: Sequence[str]) -> int:
    """Past punctuation and names that only repeat what was said."""
    size = len(text)
    while True:
        while at < size and text[at] in _BETWEEN:
            at += 1
        word = next((word for word in said if text.startswith(word, at)), "") if said else ""
        if not word:
            return at
        at += len(word)


def _next_district(text: str, found: Walk, names: Names) -> None:
    """A former city that is a county now may stand above another district: 巢湖市庐江县."""
    word, name = found.names[-1]
    if not word.endswith("市") or name.form not in {"full", "former"}:
        return
    for parent in names.above[name.code][-1:]:
        hit = _first(text, found.at, names.below[parent])
        if hit and hit[1].level == "district" and hit[1].form in {"full", "alias", "former"} and not hit[1].others:
            found.names.append(hit)
            found.at += len(hit[0])
            found.is_past_unknown = True


def _past_unknown(text: str, found: Walk, names: Names) -> None:
    """A district named in full after one name that no code table has: a zone, or a city since dissolved."""
    assert found.last is not None
    unknown = _UNKNOWN_ABOVE.match(text, _skip(text, found.at, ()))
    hit = _first(text, unknown.end(), names.below[found.last.code]) if unknown else None
    if unknown and hit and hit[1].level == "district" and hit[1].form in {"full", "alias"} and not hit[1].others:
        found.names.append(hit)
        found.at = unknown.end() + len(hit[0])
        found.is_past_unknown = True
