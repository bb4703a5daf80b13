"""One page of the rights wanted, with their number and facets (浏览权利)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from zhiquan.basics.errors import BadInput
from zhiquan.basics.evidence import Origin
from zhiquan.basics.words import Words
from zhiquan.register.browsing.asking import RightFilter, ask
from zhiquan.register.browsing.facets import Facet, FacetName, facets_of
from zhiquan.register.browsing.kept import Kept
from zhiquan.register.browsing.masks import masked_name, masked_title
from zhiquan.register.browsing.prepared import PREPARED, Prepared, signature
from zhiquan.register.browsing.scope import Scope
from zhiquan.register.browsing.table import ORDERS, BrowseTable, Order, day_of
from zhiquan.register.lake.reader import Reader

MOST_ROWS, MOST_VALUES, HOLDERS_SHOWN = 500, 30, 3
LISTS = 64
"""Lists whose facets are remembered, some 60 kB each: turning pages does not count anew."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page is wanted (分页).

    Args:
        page: from 1; one past the last page has no rows.
        size: rows of a page, 1 to 500.
        order: what rights are listed by; those without it come last, equals by id.
        is_descending: newest or last first.
        facets: at most so many values of each facet; 0 to count none.
    """

    page: int = 1
    size: int = 50
    order: Order = "filed"
    is_descending: bool = True
    facets: int = MOST_VALUES


@dataclass(frozen=True, slots=True)
class BrowseRow:
    """One right in a list (列表行).

    ``number`` is the application number of a patent, else the registration number, as stored; ``holders`` are the
    first three of ``holders_in_all``; ``origin`` is the line of a file of best standing that speaks of it.
    Personal numbers in title and names are masked.
    """

    right: str
    kind: str
    number: str
    title: str
    status: str
    group: str
    filed_on: date | None
    granted_on: date | None
    holders: tuple[str, ...]
    holders_in_all: int
    region: str
    town: str
    class_group: str
    is_disputed: bool
    known_on: date | None
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Page:
    """One page of rights (一页).

    Args:
        rows: the rights of the page.
        total: rights found in all.
        page: number of this page, from 1.
        pages: number of pages, at least 1.
        size: rows of a full page.
        facets: counts by property.
    """

    rows: tuple[BrowseRow, ...]
    total: int
    page: int
    pages: int
    size: int
    facets: Mapping[FacetName, Facet]


def browse(
    reader: Reader,
    wanted: RightFilter,
    scope: Scope,
    paging: Paging | None = None,
    *,
    prepared: Prepared = PREPARED,
) -> Page:
    """One page of the rights wanted within a scope, with their number and facets.

    Args:
        reader: one snapshot.
        wanted: the conditions.
        scope: what the reader may see.
        paging: page, size and order; the first 50, newest filing first, when None.
        prepared: the tables made ready; those of the process.

    Returns:
        Of 120 rights in force, page 3 of 50 has 20 rows, ``total`` 120 and ``pages`` 3.

    Raises:
        BadInput: the page, size or order is none.
    """
    asked_for = _checked(paging or Paging())
    table = prepared.table(reader, day=wanted.on, known=wanted.known)
    asked = ask(reader, table, wanted, scope)
    places = _in_order(table, asked.found(), asked_for)
    begin = (asked_for.page - 1) * asked_for.size
    return Page(
        rows=tuple(_row(table, int(place)) for place in places[begin : begin + asked_for.size]),
        total=len(places),
        page=asked_for.page,
        pages=max(1, -(-len(places) // asked_for.size)),
        size=asked_for.size,
        facets=_FACETS.get(
            (signature(reader), wanted, scope, asked_for.facets),
            lambda: facets_of(table, asked, wanted, most=asked_for.facets) if asked_for.facets else {},
        ),
    )


_FACETS: Kept[Mapping[FacetName, Facet]] = Kept(LISTS)


def count(reader: Reader, wanted: RightFilter, scope: Scope, *, prepared: Prepared = PREPARED) -> int:
    """How many rights a filter finds within a scope: ``browse(...).total`` without rows or facets."""
    table = prepared.table(reader, day=wanted.on, known=wanted.known)
    return int(np.count_nonzero(ask(reader, table, wanted, scope).found()))


def found_ids(reader: Reader, wanted: RightFilter, scope: Scope, *, prepared: Prepared = PREPARED) -> list[str]:
    """Ids of all rights a filter finds within a scope, ascending: what an export of the list holds."""
    table = prepared.table(reader, day=wanted.on, known=wanted.known)
    found: list[str] = table.rights.ids.filter(ask(reader, table, wanted, scope).found()).to_pylist()
    return found


def _in_order(table: BrowseTable, found: npt.NDArray[np.bool_], paging: Paging) -> npt.NDArray[np.int64]:
    """Places of the rights found, in the order wanted."""
    order = table.rights.in_order(paging.order, descending=paging.is_descending)
    return order[found[order]]


def _row(table: BrowseTable, place: int) -> BrowseRow:
    rights = table.rights
    names = [rights.name.values[code] for code in rights.name.code[rights.name.of(place)]]
    return BrowseRow(
        right=rights.ids[place].as_py(),
        kind=rights.kind.text(place),
        number=rights.shown["number"][place].as_py() or "",
        title=masked_title(rights.shown["title"][place].as_py()),
        status=table.on.status.text(place),
        group=table.on.group.text(place),
        filed_on=day_of(int(rights.filed[place])),
        granted_on=day_of(int(rights.granted[place])),
        holders=tuple(map(masked_name, names[:HOLDERS_SHOWN])),
        holders_in_all=len(names),
        region=rights.region.text(place),
        town=rights.town.text(place),
        class_group=rights.class_group.text(place),
        is_disputed=bool(rights.disputed[place]),
        known_on=day_of(int(rights.known[place])),
        origin=rights.sources.first(place),
    )


def _checked(paging: Paging) -> Paging:
    if paging.page < 1 or not 1 <= paging.size <= MOST_ROWS or paging.order not in ORDERS or paging.facets < 0:
        raise BadInput(
            Words("页码、每页行数或排序方式无效", "page, size or order is none"),
            where={"page": paging.page, "size": paging.size, "order": paging.order},
            remedy=Words(
                f"页码从 1 起，每页 1 至 {MOST_ROWS} 行，排序可用 {'、'.join(ORDERS)}。",
                f"Pages count from 1, sizes from 1 to {MOST_ROWS}; orders: {', '.join(ORDERS)}.",
            ),
        )
    return paging
