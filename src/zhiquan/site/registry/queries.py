"""Reads of the register within what a reader may see (登记册查询)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.register.browsing.asking import RightFilter, in_scope
from zhiquan.register.browsing.browse import BrowseRow, Page, browse, count
from zhiquan.register.browsing.facets import GROUPS, Facet
from zhiquan.register.browsing.masks import masked_name
from zhiquan.register.browsing.party_page import PartyPage, party_page
from zhiquan.register.browsing.prepared import PREPARED
from zhiquan.register.browsing.right_page import RightPage, right_page
from zhiquan.register.browsing.source_line import LineName, SourceLine, rows_of_file
from zhiquan.site.gate.scope import scope_of
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house
from zhiquan.site.registry.asked import Asked
from zhiquan.site.registry.naming import FACET_WORDS, group_look, kind_word, place_name, shown_value, status_word

NO_SHEET = "-"
"""Stands in an address for the sheet of a file that has none."""

_IN_CHINESE = frozenset({"region", "town", "holder"})
PARAMETERS = {
    "kinds": "kind",
    "statuses": "status",
    "places": "place",
    "holders": "holder",
    "years": "year",
    "class_groups": "class",
}
"""Field of the filter to the name of its values in an address."""

_SHORT = frozenset({"status", "region"})
"""Facets that repeat another one unless there is more to choose from."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet as printed: ``text`` in Chinese as loaded, or ``label`` in both languages."""

    key: str
    label: Words
    is_quoted: bool
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """One facet as printed (分面栏)."""

    name: str
    parameter: str
    label: Words
    choices: tuple[Choice, ...]
    more: int
    is_single: bool

    @property
    def is_open(self) -> bool:
        """True for a facet unfolded from the start."""
        return self.name in {"kind", "group", "town"} or any(choice.is_chosen for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Line:
    """One right of a list as printed (清单行)."""

    row: BrowseRow
    kind: Words
    status: Words
    look: str
    icon: str
    town: str

    @property
    def number(self) -> str:
        """The number as loaded; of a mark with its class, since one number stands in several: ``99068106/35``."""
        _, slash, symbol = self.row.right.rpartition("/")
        return f"{self.row.number}/{symbol}" if slash and self.row.kind == "trademark" else self.row.number

    @property
    def holders(self) -> str:
        """The first holders, as loaded."""
        return "；".join(self.row.holders)

    @property
    def more_holders(self) -> int:
        """How many holders are not named."""
        return self.row.holders_in_all - len(self.row.holders)


@dataclass(frozen=True, slots=True)
class RightsList:
    """One page of the register of rights (权利清单)."""

    page: Page
    lines: tuple[Line, ...]
    shelves: tuple[Shelf, ...]
    snapshot: str


def rights_list(visitor: Visitor, asked: Asked) -> RightsList:
    """The rights asked for, as far as the reader sees.

    Raises:
        NotFound: nothing was ever loaded.
    """
    office, scope = house(), scope_of(visitor)
    with office.reader() as reader:
        page = browse(reader, asked.wanted, scope, asked.paging)
    shelves = tuple(_shelves(page, sees_all=scope.reach == "everything"))
    return RightsList(page, tuple(map(line_of, page.rows)), shelves, office.current())


def line_of(row: BrowseRow) -> Line:
    """One right of a list as printed."""
    look, icon = group_look(row.group)
    town = place_name(row.town or row.region) if row.town or row.region else ""
    return Line(row, kind_word(row.kind), status_word(row.status or row.group), look, icon, town)


def rights_number(visitor: Visitor, asked: Asked) -> int:
    """How many rights the list holds: what the page says and an export writes."""
    with house().reader() as reader:
        return count(reader, asked.wanted, scope_of(visitor))


def numbers_of(visitor: Visitor, several: Iterable[RightFilter]) -> list[int]:
    """How many rights each filter finds within the reader's reach."""
    with house().reader() as reader:
        return [count(reader, wanted, scope_of(visitor)) for wanted in several]


def right_of(visitor: Visitor, name: str, *, on: date) -> RightPage:
    """One right as far as the reader sees.

    Raises:
        NotFound: there is none, or it is out of reach; the two are not told apart.
    """
    office = house()
    with office.reader() as reader:
        return right_page(reader, name, scope_of(visitor), today=on, knowledge=office.knowledge())


def party_of(visitor: Visitor, name: str) -> PartyPage:
    """One party as far as the reader sees.

    Raises:
        NotFound: there is none, or it is out of reach; the two are not told apart.
    """
    office = house()
    with office.reader() as reader:
        return party_page(reader, name, scope_of(visitor), today=office.today, knowledge=office.knowledge())


def lines_at(visitor: Visitor, *, batch: str, sheet: str, line: int) -> list[SourceLine]:
    """What the register keeps of one line of a file, as far as the reader sees.

    Raises:
        NotFound: there is none, or it is out of reach; the two are not told apart.
    """
    name = LineName(batch, "" if sheet == NO_SHEET else sheet, line)
    with house().reader() as reader:
        return rows_of_file(reader, name, scope_of(visitor))


def names_of(visitor: Visitor, parties: tuple[str, ...]) -> dict[str, str]:
    """Names of parties by id, for conditions in words; only of those that hold a right in the reader's reach."""
    with house().reader() as reader:
        rights = PREPARED.rights(reader)
        seen = rights.party.counts(in_scope(reader, rights, scope_of(visitor)))
        return {party: masked_name(rights.party_names[party]) for party in parties if party in seen}


def line_values(line: SourceLine) -> dict[str, Any]:
    """One entry of a line of a file as printed: kind, values, and why and at which heading it fails."""
    values = [(value.label, *shown_value(value.name, value.value)) for value in line.values]
    heading, why = "", None
    if line.left_out is not None:
        heading, _, zh = line.left_out.zh.partition("：")
        why = Words(zh, line.left_out.en.removeprefix(f"{heading}: "))
    return {"line": line, "kind": kind_word(line.kind), "values": values, "heading": heading, "why": why}


def _shelves(page: Page, *, sees_all: bool) -> Iterator[Shelf]:
    for name, facet in page.facets.items():
        choices = tuple(_choices(facet, sees_all=sees_all))
        if len(choices) > 1 or (choices and name not in _SHORT):
            parameter = PARAMETERS[facet.field]
            yield Shelf(name, parameter, FACET_WORDS[name], choices, facet.more, is_single=name == "year")


def _choices(facet: Facet, *, sees_all: bool) -> Iterator[Choice]:
    for value in facet.values:
        label, is_quoted = value.label, facet.name in _IN_CHINESE
        if facet.name == "status":
            if value.key in GROUPS:  # the facet of groups offers it under the same name
                continue
            label = status_word(value.key)
        elif facet.name in {"region", "town"}:
            shown = place_name(value.key)
            label = Words(shown, shown)
        elif facet.name == "holder" and not value.count and not sees_all:
            label = Words(value.key, value.key)  # a party asked for by its id alone is not named
        yield Choice(value.key, label, is_quoted, value.count, value.is_chosen)
