"""Every name of a place, by the place it may follow (地名索引)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from zhiquan.knowledge.regions import District, Town, Zone, district
from zhiquan.knowledge.regions_districts import district_files
from zhiquan.knowledge.tables_open import open_table
from zhiquan.register.places.forms import stem, with_other_suffix

Form = Literal["full", "alias", "short", "former", "zone", "town", "town_short"]
Level = Literal["province", "city", "district"]
NameMap = dict[str, "Name"]
Rows = dict[str, dict[str, str]]

_NAMELESS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
_ORDER: dict[Form, int] = {"alias": 0, "zone": 0, "full": 1, "town": 2, "former": 3, "town_short": 4, "short": 5}
_ONCE_PART_OF = (("500000", "510000", "重庆市"), ("460000", "440000", "海南行政区"))
"""Chongqing was in Sichuan until 1997, Hainan in Guangdong until 1988: old addresses begin so."""


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write one place.

    Attributes:
        code: of the region; town: of the town, or ``""``.
        form: how far the name can be trusted.
        stops: characters after which it is another word.
        others: codes of further places of that name; then ``code`` is only the first of them.
    """

    code: str
    level: Level
    form: Form
    town: str = ""
    stops: str = ""
    others: tuple[str, ...] = ()


class Words:
    """Names looked up at a place in a text, the longest first."""

    def __init__(self, names: NameMap) -> None:
        self.names = names
        self._lengths: dict[str, list[int]] = {}
        for word in sorted(names, key=len, reverse=True):
            lengths = self._lengths.setdefault(word[:2], [])
            if len(word) not in lengths:
                lengths.append(len(word))

    def at(self, text: str, start: int) -> list[tuple[str, Name]]:
        """The names ``text`` has at ``start``, the longest first."""
        lengths = self._lengths.get(text[start : start + 2])
        if lengths is None:
            return []
        words = [text[start : start + length] for length in lengths]
        return [(word, self.names[word]) for word in words if word in self.names]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of all places.

    Attributes:
        top: names an address may begin with.
        below: code of a province or city to the names that may follow it.
        leaves: codes of provinces and cities without districts in the code table.
        anywhere: words that name one town wherever they stand, such as a road only it has.
        with_towns: codes of districts whose towns are held.
        above: code to the codes above it, nearest first, levels without a name left out.
        postcodes: first four digits of a district's postcode to the district, where held.
    """

    top: Words
    below: dict[str, Words]
    leaves: frozenset[str]
    anywhere: NameMap
    with_towns: frozenset[str]
    above: dict[str, tuple[str, ...]]
    postcodes: dict[str, str]


@cache
def place_names(overlay: Path | None = None) -> Names:
    """All names, made once per process and overlay (全部地名)."""
    rows: Rows = {row["code"]: dict(row) for row in open_table("regions", overlay).rows}
    above = {code: tuple(_above(rows, code)) for code in rows}
    top: NameMap = {}
    below: dict[str, NameMap] = {code: {} for code, row in rows.items() if row["level"] != "district"}
    for code in rows:
        _add_region(rows, above[code], top=top, below=below, code=code)
    files = [district(code, overlay) for code in district_files(overlay)]
    for home in files:
        parents = [form for code in above[home.code] for form in (rows[code]["name"], stem(rows[code]["name"]))]
        for word, name in _names_of_district(home):
            if word.startswith(tuple(filter(None, parents))):
                continue  # the walk finds the place above first
            for names in (top, *(below[code] for code in above[home.code])):
                _add(names, word, name)
    _add_once_part_of(below)
    towns = {row["district"] for row in open_table("towns", overlay).rows} | {home.code for home in files if home.towns}
    with_districts = {code for code, names in below.items() if any(n.level == "district" for n in names.values())}
    return Names(
        top=Words(top),
        below={code: Words(names) for code, names in below.items()},
        leaves=frozenset(below) - with_districts,
        anywhere={word: name for home in files for word, name in _names_of_district(home) if _is_landmark(word, name)},
        with_towns=frozenset(towns),
        above=above,
        postcodes={home.postcode[:4]: home.code for home in files if home.postcode},
    )


def _above(rows: Rows, code: str) -> Iterator[str]:
    while code := rows[code]["parent"]:
        if rows[code]["name"] not in _NAMELESS:
            yield code


def _add_region(rows: Rows, above: tuple[str, ...], *, top: NameMap, below: dict[str, NameMap], code: str) -> None:
    """Add one region's names to those an address may begin with, and to those after each place above it."""
    if rows[code]["name"] in _NAMELESS:
        return
    parents = {stem(rows[parent]["name"]) for parent in above}
    for word, name in _forms(rows[code]):
        is_short_district = name.form == "short" and name.level == "district"
        if not is_short_district:
            _add(top, word, name)
        if not (is_short_district and word in parents):
            for parent in above:
                _add(below[parent], word, name)


def _forms(row: dict[str, str]) -> Iterator[tuple[str, Name]]:
    level: Level = "province" if row["level"] == "province" else "city" if row["level"] == "city" else "district"
    if row["replaced_by"]:
        yield row["name"], Name(row["replaced_by"], level, "former")
        return
    yield row["name"], Name(row["code"], level, "full")
    bare = stem(row["name"])
    if bare and level == "city":
        yield f"{bare}地区", Name(row["code"], level, "former")
    if level == "district":
        for word in with_other_suffix(row["name"]):
            yield word, Name(row["code"], level, "former")
    if bare:
        yield bare, Name(row["code"], level, "short")


def _add_once_part_of(below: dict[str, NameMap]) -> None:
    for part, province, word in _ONCE_PART_OF:
        for name_of, name in below[part].items():
            if name.form in {"full", "alias", "former"}:
                _add(below[province], name_of, replace(name, form="former"))
        below[province][word] = Name(part, "province", "former")


def _add(names: NameMap, word: str, name: Name) -> None:
    """Note a name; the surer form of a word stays, of two equally sure ones both."""
    held = names.get(word)
    if held is None or _rank(name) < _rank(held):
        names[word] = name
    elif _rank(name) == _rank(held) and name.code not in {held.code, *held.others}:
        names[word] = replace(held, others=(*held.others, name.code))


def _rank(name: Name) -> tuple[int, bool]:
    return _ORDER[name.form], name.level == "district"


def _names_of_district(home: District) -> Iterator[tuple[str, Name]]:
    """Words of a district's file that name it, or a town of it, by themselves."""
    for alias in home.aliases:
        is_former = alias[-1] in "区县市" and not alias.endswith(home.label.zh)
        stops = home.not_followed_by.get(alias, "")
        yield alias, Name(home.code, "district", "former" if is_former else "alias", stops=stops)
    for zone in home.zones:
        for word in _own(zone, (zone.name, *zone.aliases)):
            yield word, Name(home.code, "district", "zone")
    for town in home.towns:
        for word in _own(town, (town.name, town.short_name, *town.aliases)):
            short = word == town.short_name and word != town.name
            yield word, Name(home.code, "district", "town_short" if short else "town", town=town.code)


def _is_landmark(word: str, name: Name) -> bool:
    """A road or village that one town only has; administrative names count in their position only."""
    return name.form == "town" and not word.endswith(("街道", "镇", "乡"))


def _own(place: Town | Zone, words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word and word not in place.only_after_district]
