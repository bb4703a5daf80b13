"""Which rights a reader of the register asks for (浏览条件)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np

from zhiquan.register.browsing.columns import Flags
from zhiquan.register.browsing.scope import Scope, current_parties
from zhiquan.register.browsing.table import BrowseTable, RightsTable
from zhiquan.register.lake.reader import Reader
from zhiquan.register.reading.known_names import parties_meant

Narrowing = Literal["kind", "status", "place", "holder", "year", "class", "other"]
"""What a condition narrows down; a facet is counted without the condition on itself."""

_SYSTEMS = ("ipc", "cpc", "locarno", "nice")


@dataclass(frozen=True, slots=True)
class RightFilter:
    """Which rights are wanted; every given condition must hold (浏览条件).

    Args:
        on: day of the legal status shown.
        known: day of knowledge; None for all that is known now. Rights nobody knew of then are left out.
        words: words that must all stand in title, number or holder's name; numbers in any spelling.
        kinds: kinds of rights; empty for all.
        statuses: statuses or status groups on ``on``; empty for all, also rights without a status.
        places: GB/T 2260 or town codes or their leading digits; one must fit.
        holders: ids of parties, also former ones, codes or names; one must hold it now.
        years: first and last filing year, both included; None leaves an end open.
        class_groups: as the facet gives them: ``ipc:H``, ``nice:09``, ``locarno:06``.
        class_prefix: beginning of one of its symbols: ``H01M``, ``nice:09``.
        tag: a tag.
        is_disputed: only rights whose source's status word says otherwise than their events.
    """

    on: date
    known: date | None = None
    words: str = ""
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    years: tuple[int | None, int | None] = (None, None)
    class_groups: tuple[str, ...] = ()
    class_prefix: str = ""
    tag: str = ""
    is_disputed: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """The rights that a filter and a scope leave.

    Args:
        misses: for each right, how many of the conditions it does not meet.
        missed: for each narrowing that was given, the rights that do not meet it.
    """

    misses: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]
    missed: dict[Narrowing, Flags]

    def found(self) -> Flags:
        """Rights that meet every condition."""
        return np.asarray(self.misses == 0)

    def without(self, narrowing: Narrowing) -> Flags:
        """Rights that meet every condition but, perhaps, the one on ``narrowing``."""
        own = self.missed.get(narrowing)
        return self.found() if own is None else np.asarray(self.misses == own)


def ask(reader: Reader, table: BrowseTable, wanted: RightFilter, scope: Scope) -> Asked:
    """Rights of the table that a filter and a scope leave."""
    seen = in_scope(reader, table.rights, scope) & table.in_reach()
    missed: dict[Narrowing, Flags] = {"other": ~seen}
    for narrowing, flags in _conditions(reader, table, wanted):
        missed[narrowing] = missed[narrowing] | ~flags if narrowing in missed else ~flags
    misses = np.zeros(len(table.rights), np.uint8)
    for flags in missed.values():
        misses += flags
    return Asked(misses, missed)


def in_scope(reader: Reader, rights: RightsTable, scope: Scope) -> Flags:
    """Rights a scope holds."""
    if scope.reach == "party":
        is_current = scope.of in rights.party_names
        return rights.party.among([scope.of] if is_current else current_parties(reader, scope.of))
    if scope.reach == "place":
        return _placed(rights, (scope.of,))
    return np.full(len(rights), scope.reach == "everything", np.bool_)


def kind_flags(rights: RightsTable, kinds: tuple[str, ...]) -> Flags:
    """Rights of some kinds, of any when none is given; those without a number only when ``document`` is asked for."""
    of_kind = rights.kind.among(kinds) if kinds else np.ones(len(rights), np.bool_)
    return of_kind if "document" in kinds else of_kind & rights.identified


def _conditions(reader: Reader, table: BrowseTable, wanted: RightFilter) -> Iterator[tuple[Narrowing, Flags]]:
    rights = table.rights
    yield "kind", kind_flags(rights, wanted.kinds)
    if wanted.statuses:
        yield "status", table.on.status.among(wanted.statuses) | table.on.group.among(wanted.statuses)
    if wanted.places:
        yield "place", _placed(rights, wanted.places)
    if wanted.holders:
        yield "holder", rights.party.among(_parties(reader, rights, wanted.holders))
    if wanted.years != (None, None):
        first, last = wanted.years[0] or 0, wanted.years[1] or 9999
        yield "year", rights.year.chosen(lambda year: first <= int(year) <= last)
    if wanted.class_groups:
        yield "class", rights.class_group.among(wanted.class_groups)
    if wanted.class_prefix.strip():
        yield "other", rights.symbol.beginning(_symbols(wanted.class_prefix))
    if wanted.tag:
        yield "other", rights.tag.among((wanted.tag,))
    if wanted.is_disputed:
        yield "other", rights.disputed
    for word in wanted.words.split():
        yield "other", rights.worded(word)


def _placed(rights: RightsTable, codes: tuple[str, ...]) -> Flags:
    return rights.region.chosen(lambda code: code.startswith(codes)) | rights.town.chosen(
        lambda code: code.startswith(codes)
    )


def _parties(reader: Reader, rights: RightsTable, holders: tuple[str, ...]) -> set[str]:
    """Ids of the parties meant; an id the table knows is not looked up."""
    found = {holder for holder in holders if holder in rights.party_names}
    for holder in set(holders) - found:
        meant = parties_meant(reader, holder)
        found |= set(meant or current_parties(reader, holder))
    return found


def _symbols(prefix: str) -> list[str]:
    """Beginnings of symbols as the table has them, with their system."""
    system, colon, symbol = "".join(prefix.split()).partition(":")
    if colon:
        return [f"{system.lower()}:{symbol.upper()}"]
    return [f"{name}:{system.upper()}" for name in _SYSTEMS]
