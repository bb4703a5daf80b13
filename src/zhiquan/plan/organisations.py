"""Units in time: who exists on a day, who came after whom, whom a printed name means (组织机构)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from zhiquan.basics.evidence import Origin
from zhiquan.basics.words import Words
from zhiquan.knowledge.regions import District
from zhiquan.register.lake.reader import Reader
from zhiquan.register.matching.cleaning import clean_name, simplified
from zhiquan.register.rules import RANKS

_RANK = " ".join(f"WHEN '{authority}' THEN {rank}" for authority, rank in RANKS.items())

_SPLIT = re.compile(r"[、，,;；/|\n]+|(?<=[\u4e00-\u9fff)])\s+(?=[\u4e00-\u9fff])")
_AND = re.compile(r"以及|[和及与]")
_ROLE = re.compile(
    r"^(?:牵头单位|责任单位|配合单位|牵头|责任|配合|由|会同)[::]?|(?:牵头负责|牵头|负责|配合|等部门|等单位|等)$"
)
_NOTE = re.compile(r"\([^()]*\)$")
_OFFICE = re.compile(r"(?<=街道)(?:党工委|办事处|办)$|(?<=[镇乡])(?:党委|人民政府|政府)$")
_BOTH_TOWNS = re.compile(r"([镇乡])[、和及与](?=街道)|(街道)[、和及与](?=[镇乡])")
_TOWNS = re.compile(
    r"(?:全[区县市])?(?:各|全部|所有|有关|相关)+(镇街道?|街镇|街道|乡?镇街道|乡?镇\(街道\)|街道\(乡?镇\)|街道乡?镇|街乡镇|镇乡|乡镇|镇)"
    r"(?:人民政府|政府|办事处|党委|党工委)?"
)
_PARKS = re.compile(r"(?:全[区县市])?(?:各|全部|所有|有关|相关)+(?:产业|工业|开发)?(?:园区|开发区)(?:管委会)?")
_ASSOCIATIONS = re.compile(r"(?:各|全部|所有|有关|相关)+(?:行业)?(?:协会|商会|协会商会)")
_VAGUE = re.compile(r"有关|相关|主管|行业|concerned|relevant", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit in one period (单位).

    Attributes:
        kind: department, town, park, association, leading_group or other.
        from_: first day; None when it always was there. ``to``: first day it is no more there.
        town: nine-digit code of the town it is or lies in.
        parent: number or name of the unit above; became: numbers or names of those that came after.
        origin: line it was read from; None for a town known from the district's data file alone.
    """

    number: str
    name: str
    kind: str = "other"
    from_: date | None = None
    to: date | None = None
    town: str = ""
    parent: str = ""
    became: tuple[str, ...] = ()
    note: str = ""
    origin: Origin | None = None

    def is_there(self, day: date) -> bool:
        """True from its first day up to, not including, the day it ended."""
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day < self.to)


@dataclass(frozen=True, slots=True)
class Named:
    """Whom a printed text means on one day (列名单位).

    Attributes:
        text: as printed.
        units: units of the day, each once, in printed order.
        groups: words that stand for many, such as 各镇街; ``is_vague`` when one leaves open which (有关部门).
        unknown: names that nobody answers to, as printed.
        heirs: who answers for a unit that is no more there.
    """

    text: str
    units: tuple[Unit, ...] = ()
    groups: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    heirs: tuple[Words, ...] = ()

    @property
    def is_vague(self) -> bool:
        """True when a group of words does not say which units it means."""
        return any(_VAGUE.search(group) for group in self.groups)

    @property
    def numbers(self) -> frozenset[str]:
        """Numbers of the units."""
        return frozenset(unit.number for unit in self.units)


@dataclass(frozen=True, slots=True)
class Branch:
    """One unit in the tree (组织树): ``depth`` 0 stands alone or at the top; ``lost`` is a parent nobody answers to."""

    unit: Unit
    depth: int
    lost: str = ""


class Directory:
    """Every unit ever told of (单位名录).

    Args:
        units: units in their periods.
        home: the district, whose own name may stand before a unit's.
    """

    def __init__(self, units: Sequence[Unit], home: District) -> None:
        self._home = home
        has_towns = any(unit.kind == "town" for unit in units)
        towns = [] if has_towns else [Unit(town.code, town.name, "town", town=town.code) for town in home.towns]
        self.units: tuple[Unit, ...] = tuple(self._with_town(unit) for unit in (*units, *towns))

    def on(self, day: date) -> list[Unit]:
        """The units of one day by number; where periods of one unit overlap, the later one stands."""
        there = sorted((unit for unit in self.units if unit.is_there(day)), key=lambda unit: unit.from_ or date.min)
        found = {unit.number: unit for unit in there}
        return [found[number] for number in sorted(found)]

    def called(self, name: str) -> list[Unit]:
        """Units of any time with that number, else with that name, else with that name but for the district's."""
        return self._by_number.get(name) or self._by_name.get(clean(name)) or self._by_key.get(self._key(name), [])

    def successors(self, unit: Unit, day: date) -> tuple[Unit, ...]:
        """Who answers on one day for what a unit owed: itself, what it became, or nobody (承接单位).

        Returns:
            Of a park split on 1 January 2024: itself in 2023, the two new ones from that day on.
        """
        return tuple(dict.fromkeys(self._after(unit, day, frozenset())))

    def named(self, text: str | None, day: date) -> Named:
        """Whom a printed text means on one day; a name nobody answers to is kept among ``unknown``."""
        found: dict[Unit, None] = {}
        groups: list[str] = []
        unknown: list[str] = []
        heirs: list[Words] = []
        for name in self._split(text or ""):
            group = self._group(name, day)
            if group is not None:
                groups.append(name)
                found |= dict.fromkeys(group)
                continue
            units, told = self._one(name, day)
            found |= dict.fromkeys(units)
            heirs += told
            unknown += [] if units else [name]
        return Named(text or "", tuple(found), tuple(groups), tuple(unknown), tuple(heirs))

    def tree(self, day: date) -> list[Branch]:
        """The units of one day, each below its parent; one whose parent is not there stands at the top."""
        units = self.on(day)
        above = {unit: self._parent(unit, day) for unit in units}
        below: dict[Unit | None, list[Unit]] = {}
        for unit in units:
            below.setdefault(above[unit], []).append(unit)
        found: dict[Unit, Branch] = {}
        for unit in (*below.get(None, []), *units):  # the second round meets those that are above each other
            self._grow(unit, 0, below, found, above)
        return list(found.values())

    def _grow(
        self,
        unit: Unit,
        depth: int,
        below: Mapping[Unit | None, list[Unit]],
        found: dict[Unit, Branch],
        above: Mapping[Unit, Unit | None],
    ) -> None:
        if unit in found:
            return
        found[unit] = Branch(unit, depth, unit.parent if above[unit] is None else "")
        for child in below.get(unit, []):
            self._grow(child, depth + 1, below, found, above)

    def _parent(self, unit: Unit, day: date) -> Unit | None:
        heirs = [heir for one in self.called(unit.parent) for heir in self.successors(one, day)] if unit.parent else []
        alone = list(dict.fromkeys(heirs))
        return alone[0] if len(alone) == 1 and alone[0] != unit else None

    def _after(self, unit: Unit, day: date, seen: frozenset[Unit]) -> Iterable[Unit]:
        if unit.is_there(day):
            yield unit
        elif unit.to is not None and unit.to <= day and unit not in seen:
            heirs = [one for name in unit.became for one in self.called(name)]
            renamed = [one for one in self.units if one.number == unit.number and one.from_ and one.from_ >= unit.to]
            for heir in heirs or renamed:
                yield from self._after(heir, day, seen | {unit})

    def _one(self, name: str, day: date) -> tuple[list[Unit], list[Words]]:
        """The unit a single name means, or those that came after it."""
        ever = self.called(name) or self.called(_NOTE.sub("", clean(name)))
        now = [unit for unit in ever if unit.is_there(day)]
        if now:
            return (now[-1:], []) if len({unit.number for unit in now}) == 1 else ([], [])
        heirs = list(dict.fromkeys(heir for unit in ever for heir in self.successors(unit, day)))
        names = "、".join(heir.name for heir in heirs)
        ended = max((unit.to for unit in ever if unit.to), default=None)
        told = Words(f"{name} 已于 {ended} 撤并，由 {names} 承接", f"{name} ended on {ended}; {names} answers for it")
        return heirs, [told] if heirs else []

    def _split(self, text: str) -> list[str]:
        """The names of a text; one that is a unit's name as it stands is not split."""
        whole = _BOTH_TOWNS.sub(lambda found: found[1] or found[2], text.strip())
        if not whole or self.called(whole):
            return [whole] if whole else []
        found: list[str] = []
        for part in _SPLIT.split(whole):
            bare = _ROLE.sub("", simplified(clean_name(part))).strip()
            pieces = [piece for piece in _AND.split(bare) if piece]
            apart = len(pieces) > 1 and not self.called(bare) and all(self._is_known(piece) for piece in pieces)
            found += pieces if apart else [part.strip() if self.called(part.strip()) else bare]
        return [name for name in found if name]

    def _is_known(self, name: str) -> bool:
        return bool(self.called(name)) or self._group(name, date.max) is not None

    def _group(self, name: str, day: date) -> list[Unit] | None:
        """The units that words such as 各镇街 stand for on a day; None for a name."""
        plain = clean(name)
        units = self.on(day)
        towns = _TOWNS.fullmatch(plain)
        if towns or plain in {"ALL TOWNS", "TOWNS"}:
            end = towns[1] if towns and towns[1] in {"镇", "街道"} else ""
            return [unit for unit in units if unit.kind == "town" and unit.name.endswith(end)]
        if self._departments.fullmatch(plain) or plain in _DEPARTMENTS_EN:
            return [unit for unit in units if unit.kind == "department"]
        if plain in {"各单位", "各有关单位", "各相关单位", "有关单位", "相关单位", "各责任单位", "ALL UNITS"}:
            return [unit for unit in units if unit.kind in {"department", "town", "park"}]
        if re.fullmatch(r"(?:各|全体|所有)?(?:领导小组)?各?成员单位", plain):
            return [unit for unit in units if (above := self._parent(unit, day)) and above.kind == "leading_group"]
        kind = "park" if _PARKS.fullmatch(plain) else "association" if _ASSOCIATIONS.fullmatch(plain) else None
        return [unit for unit in units if unit.kind == kind] if kind else None

    @cached_property
    def _departments(self) -> re.Pattern[str]:
        level = re.escape(self._home.label.zh[-1:])
        return re.compile(
            rf"(?=.*(?:各|有关|相关|主管|职能|所有|{level}[级直]))(?:全{level})?"
            rf"(?:各|所有|有关|相关|行业|业务|{level}[级直属]*)*(?:主管|职能|责任)?(?:部门|委办局|机关)(?:和单位|、单位)?"
        )

    @cached_property
    def _by_number(self) -> dict[str, list[Unit]]:
        return self._grouped(lambda unit: unit.number)

    @cached_property
    def _by_name(self) -> dict[str, list[Unit]]:
        return self._grouped(lambda unit: clean(unit.name))

    @cached_property
    def _by_key(self) -> dict[str, list[Unit]]:
        return self._grouped(lambda unit: self._key(unit.name))

    def _grouped(self, by: Callable[[Unit], str]) -> dict[str, list[Unit]]:
        found: dict[str, list[Unit]] = {}
        for unit in self.units:
            found.setdefault(by(unit), []).append(unit)
        return found

    def _key(self, name: str) -> str:
        """A unit's name without the district's, without its level and without words for its office."""
        plain = _OFFICE.sub("", clean(name).removeprefix("中共"))
        level = self._home.label.zh[-1:]
        own = [alias for alias in (self._home.label.zh, *self._home.aliases) if alias[-1:] in {"区", "县", "市", "旗"}]
        for alias in sorted(own, key=len, reverse=True):
            if plain.startswith(alias) and len(plain) > len(alias) + 1:
                return plain.removeprefix(alias)
        return plain.removeprefix(level) if level in {"区", "县"} and len(plain) > 3 else plain

    def _with_town(self, unit: Unit) -> Unit:
        if unit.kind != "town" or unit.town:
            return unit
        codes = [town.code for town in self._home.towns if self._key(town.name) == self._key(unit.name)]
        if len(codes) != 1:
            return unit
        return replace(unit, town=codes[0])


_DEPARTMENTS_EN = frozenset({"ALL DEPARTMENTS", "DEPARTMENTS CONCERNED", "RELEVANT DEPARTMENTS"})


def clean(name: str) -> str:
    """A name for comparing: half width, simplified, one kind of bracket, no blanks between Chinese characters."""
    return simplified(clean_name(name))


def directory(reader: Reader, home: District) -> Directory:
    """Every unit the register knows; towns of the district's data file where it knows none."""
    lines = lines_of(reader, "organisations")
    rows = reader.records(f'SELECT * FROM {reader.from_("organisations")} ORDER BY number, "from" NULLS FIRST, key')
    units = [
        Unit(
            number=row["number"] or row["name"] or row["key"],
            name=row["name"] or row["number"] or row["key"],
            kind=row["kind"] or "other",
            from_=row["from"],
            to=row["to"],
            town=row["town"] or "",
            parent=row["parent"] or "",
            became=tuple(row["became"] or ()),
            note=row["note"] or "",
            origin=lines.get(row["key"]),
        )
        for row in rows
    ]
    return Directory(units, home)


def units_on(reader: Reader, day: date, home: District) -> list[Unit]:
    """The units of one day by number (当日单位)."""
    return directory(reader, home).on(day)


def lines_of(reader: Reader, table: str) -> dict[str, Origin]:
    """The line of best standing of each record of one table, by key (出处)."""
    rows = reader.records(f"""
        SELECT * FROM (
            SELECT o.key, o.batch, b.file, o.sheet, o.line, b.sha256, CAST(b.known AS DATE) AS known,
                   row_number() OVER (PARTITION BY o.key ORDER BY CASE b.authority {_RANK} ELSE 0 END DESC,
                                      b.known DESC, b.loaded_at DESC, o.batch, o.sheet, o.line) AS place
            FROM {reader.from_(f"observations_{table}")} o JOIN {reader.from_("batches")} b ON b.batch = o.batch
        ) WHERE place = 1
    """)
    return {
        row["key"]: Origin(
            row["batch"], row["file"] or "", row["sheet"] or "", row["line"], row["sha256"] or "", row["known"]
        )
        for row in rows
    }


def unit_as_plain(unit: Unit) -> dict[str, Any]:
    """A unit as ``organisation/1`` tells it."""
    return {
        "number": unit.number,
        "name": unit.name,
        "kind": unit.kind,
        "from": unit.from_,
        "to": unit.to,
        "town": unit.town or None,
        "parent": unit.parent or None,
        "became": list(unit.became),
        "note": unit.note or None,
        "origin": origin_as_plain(unit.origin),
    }


def named_as_plain(named: Named) -> dict[str, Any]:
    """Whom a printed text means: units by number and name, groups of words, names nobody answers to."""
    return {
        "text": named.text or None,
        "units": [{"number": unit.number, "name": unit.name} for unit in named.units],
        "groups": list(named.groups),
        "is_vague": named.is_vague,
        "unknown": list(named.unknown),
        "heirs": [{"zh": one.zh, "en": one.en} for one in named.heirs],
    }


def origin_as_plain(origin: Origin | None) -> dict[str, Any] | None:
    """File, sheet, line, hash of the file and day it was loaded."""
    if origin is None:
        return None
    return {
        "file": origin.file,
        "sheet": origin.sheet or None,
        "line": origin.line,
        "sha256": origin.sha256,
        "loaded": origin.known_on,
    }
