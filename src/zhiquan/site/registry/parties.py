"""The list of parties within what a reader may see (主体清单)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zhiquan.register.browsing.asking import in_scope
from zhiquan.register.browsing.masks import masked_name
from zhiquan.register.browsing.prepared import PREPARED
from zhiquan.register.browsing.scope import Scope, current_parties
from zhiquan.register.ids import clean_name
from zhiquan.register.lake.reader import Reader
from zhiquan.register.matching.cleaning import simplified
from zhiquan.register.reading.known_names import parties_meant
from zhiquan.site.gate.scope import scope_of
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house
from zhiquan.site.registry.naming import place_name

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One party of a list: ``rights`` are those it holds now within the reader's reach (主体行)."""

    party: str
    name: str
    code: str
    region: str
    names: int
    rights: int


@dataclass(frozen=True, slots=True)
class PartyList:
    """One page of parties, those with most rights first (主体清单)."""

    lines: tuple[PartyLine, ...]
    total: int
    page: int
    pages: int


def parties_list(visitor: Visitor, words: str, *, page: int = 1, size: int = PER_PAGE) -> PartyList:
    """The parties the reader sees whose name, code or id is meant by ``words``; all of them without words."""
    with house().reader() as reader:
        return parties_in(reader, scope_of(visitor), words, page=page, size=size)


def parties_in(reader: Reader, scope: Scope, words: str, *, page: int = 1, size: int = PER_PAGE) -> PartyList:
    """The parties of a scope, see :func:`parties_list`."""
    counts, within = _held(reader, scope)
    found = _reached(reader, scope, within)
    if words.strip():
        found &= set(_named(reader, words.strip()))
    order = sorted(found, key=lambda party: (-counts.get(party, 0), party))
    begin = (page - 1) * size
    rows = _rows(reader, order[begin : begin + size])
    lines = tuple(_line(rows[party], counts) for party in order[begin : begin + size] if party in rows)
    return PartyList(lines, len(order), page, max(1, -(-len(order) // size)))


def _held(reader: Reader, scope: Scope) -> tuple[dict[str, int], set[str]]:
    """How many numbered rights each party holds within the scope, and who holds any, numbered or not."""
    rights = PREPARED.rights(reader)
    seen = in_scope(reader, rights, scope)
    return rights.party.counts(seen & rights.identified), set(rights.party.counts(seen))


def _reached(reader: Reader, scope: Scope, within: set[str]) -> set[str]:
    """Ids of the parties a scope reaches: the same the page of one party opens for."""
    source = reader.from_("parties")
    if scope.reach == "party":
        return set(_rows(reader, current_parties(reader, scope.of)))
    if scope.reach == "place":
        sql = f"SELECT party FROM {source} WHERE starts_with(coalesce(region, ''), ?)"
        return within | set(reader.rows(sql, [scope.of])["party"].to_pylist())
    return (
        set(reader.rows(f"SELECT party FROM {source}")["party"].to_pylist()) if scope.reach == "everything" else set()
    )


def _named(reader: Reader, words: str) -> list[str]:
    """Parties the words stand for, or one of whose names has them as a part; signs and blanks do not matter."""
    cleaned = clean_name(words)
    plain = "".join(character for character in simplified(cleaned) if character.isalnum()) or cleaned
    sql = f"SELECT DISTINCT party FROM {reader.from_('party_links')} WHERE contains(name, ?) OR contains(match_key, ?)"
    return [*parties_meant(reader, words), *reader.rows(sql, [cleaned, plain])["party"].to_pylist()]


def _rows(reader: Reader, parties: list[str]) -> dict[str, dict[str, Any]]:
    sql = f"SELECT * FROM {reader.from_('parties')} WHERE list_contains(?::VARCHAR[], party)"
    return {row["party"]: row for row in reader.records(sql, [parties])} if parties else {}


def _line(row: dict[str, Any], counts: dict[str, int]) -> PartyLine:
    region = place_name(row["region"]) if row["region"] else ""
    party = row["party"]
    name = masked_name(row["name"]) or party
    return PartyLine(party, name, row["code"] or "", region, row["names"] or 0, counts.get(party, 0))
