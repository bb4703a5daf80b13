"""Everything the page of one party shows (主体页)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from zhiquan.basics.days.lengths import add_months
from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.register.browsing.asking import in_scope
from zhiquan.register.browsing.columns import Flags
from zhiquan.register.browsing.fees import FEE_KINDS, FeeDue, fee_outlook
from zhiquan.register.browsing.kept import Kept
from zhiquan.register.browsing.lists import listing
from zhiquan.register.browsing.masks import masked_name, masked_title
from zhiquan.register.browsing.packed import ROWS
from zhiquan.register.browsing.party_records import party_names, records_of
from zhiquan.register.browsing.prepared import PREPARED, signature
from zhiquan.register.browsing.recent import recent_events
from zhiquan.register.browsing.right_page import life_of
from zhiquan.register.browsing.scope import Scope, current_parties, nothing_there
from zhiquan.register.browsing.table import BrowseTable
from zhiquan.register.lake.reader import Reader

MOST_EVENTS, MOST_FEES = 200, 500
PAGES = 128
"""Pages remembered, up to 0.5 MB each."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class HeldCount:
    """How many rights of one kind and status group a party holds; ``group`` is empty without a status (持有数)."""

    kind: str
    group: str
    rights: int


@dataclass(frozen=True, slots=True)
class FeeRow:
    """One annual fee that falls due for a right of the party (到期年费)."""

    right: str
    title: str
    number: str
    fee: FeeDue


@dataclass(frozen=True, slots=True)
class PartyPage:
    """One party, within what the reader may see; personal numbers in its names and in titles are masked (主体页).

    Args:
        party: its id.
        name: its most used name.
        code: its credit code; empty when none is known.
        region: its district; empty when none is known.
        names: rows of ``party_links``: ``name, region, score, reason``; the best tied first.
        aliases: ids it had before.
        total: rights it holds now; those without a number are not counted.
        counts: those rights by kind and status group.
        fees: annual fees falling due within 12 months from today, the first due first, at most 500.
        fees_in_all: how many there are.
        fees_yuan: what they come to in full, in yuan.
        in_grace: fees that fell due already and can still be paid late, if they were not paid.
        pledges: rows of ``pledges`` it gave.
        titles: rows of ``titles_awards`` it has.
        events: rows of ``events`` of its rights in the last 12 months with ``title``, the newest first, at most 200.
        events_in_all: how many there are.
    """

    party: str
    name: str
    code: str
    region: str
    names: tuple[Row, ...]
    aliases: tuple[str, ...]
    total: int
    counts: tuple[HeldCount, ...]
    fees: tuple[FeeRow, ...]
    fees_in_all: int
    fees_yuan: Decimal
    in_grace: tuple[FeeRow, ...]
    pledges: tuple[Row, ...]
    titles: tuple[Row, ...]
    events: tuple[Row, ...]
    events_in_all: int


def party_page(reader: Reader, party: str, scope: Scope, *, today: date, knowledge: Knowledge) -> PartyPage:
    """Everything about one party within a scope; its rights are paged by ``browse`` with ``holders=(party,)``.

    Args:
        reader: one snapshot.
        party: its id, or a former id.
        scope: what the reader may see.
        today: day of the statuses, fees and events.
        knowledge: the definitions, for fees.

    Raises:
        NotFound: there is no such party, or the scope does not reach it; the two are not told apart.
    """
    table = PREPARED.table(reader, day=today)
    row = _party_row(reader, party)
    held = table.rights.party.among((row["party"],)) & in_scope(reader, table.rights, scope)
    if not _reaches(reader, scope, row, held):
        raise _nothing(party)
    name = signature(reader), row["party"], scope, today, knowledge
    return _PAGES.get(name, lambda: _read(_Asked(reader, table, row, held, scope), knowledge))


_PAGES: Kept[PartyPage] = Kept(PAGES)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A party, its row and the rights of it that may be seen."""

    reader: Reader
    table: BrowseTable
    row: Row
    held: Flags
    scope: Scope


def _read(asked: _Asked, knowledge: Knowledge) -> PartyPage:
    reader, table, row, scope, today = asked.reader, asked.table, asked.row, asked.scope, asked.table.on.day
    held = asked.held
    counted = held & table.rights.identified
    fees, in_grace = _fees(table, counted, knowledge, today)
    names = party_names(reader, row)
    events, events_in_all = _events(reader, table, held)
    limit = (scope.of, _as_printed(reader, table.rights.ids.filter(held))) if scope.reach == "place" else None
    return PartyPage(
        party=row["party"],
        name=masked_name(row["name"]),
        code=row["code"] or "",
        region=row["region"] or "",
        names=tuple({**one, "name": masked_name(one["name"])} for one in names.rows),
        aliases=_aliases(reader, row["party"]),
        total=int(np.count_nonzero(counted)),
        counts=_counts(table, counted),
        fees=tuple(fees[:MOST_FEES]),
        fees_in_all=len(fees),
        fees_yuan=sum((one.fee.yuan for one in fees), Decimal(0)),
        in_grace=tuple(in_grace[:MOST_FEES]),
        pledges=records_of(reader, names, "pledges", limit=limit),
        titles=records_of(reader, names, "titles_awards", limit=limit),
        events=events,
        events_in_all=events_in_all,
    )


def _party_row(reader: Reader, party: str) -> Row:
    for name in [party, *current_parties(reader, party)]:
        for row in ROWS.of(reader, "parties", name):
            return row
    raise _nothing(party)


def _nothing(party: str) -> NotFound:
    """The same for a party that does not exist and one out of reach."""
    return NotFound(nothing_there(party), remedy=Words("请在主体清单中查找。", "Look for it in the list of parties."))


def _reaches(reader: Reader, scope: Scope, row: Row, held: Flags) -> bool:
    if scope.reach == "party":
        return row["party"] in current_parties(reader, scope.of)
    if scope.reach == "place":
        return bool(held.any()) or (row["region"] or "").startswith(scope.of)
    return scope.reach == "everything"


def _counts(table: BrowseTable, held: Flags) -> tuple[HeldCount, ...]:
    groups = {group: held & table.on.group.among((group,)) for group in table.on.group.values}
    groups[""] = held & (table.on.group.code < 0)
    return tuple(
        HeldCount(kind, group, rights)
        for group, flags in groups.items()
        for kind, rights in sorted(table.rights.kind.counts(flags).items())
    )


def _fees(table: BrowseTable, held: Flags, knowledge: Knowledge, today: date) -> tuple[list[FeeRow], list[FeeRow]]:
    """Fees falling due within 12 months, and fees past due that can still be paid, by day."""
    wanted = held & table.rights.kind.among(FEE_KINDS) & table.on.group.among(("in_force",))
    last, due, late = add_months(today, 12), [], []
    for place in np.flatnonzero(wanted).tolist():
        outlook = fee_outlook(knowledge, life_of(table, place), today=today)
        if outlook.next is not None and outlook.next.due_on < last:
            due.append(_fee_row(table, place, outlook.next))
        if outlook.in_grace is not None:
            late.append(_fee_row(table, place, outlook.in_grace))
    return sorted(due, key=_by_day), sorted(late, key=_by_day)


def _fee_row(table: BrowseTable, place: int, fee: FeeDue) -> FeeRow:
    shown = table.rights.shown
    title, number = masked_title(shown["title"][place].as_py()), shown["number"][place].as_py() or ""
    return FeeRow(table.rights.ids[place].as_py(), title, number, fee)


def _by_day(row: FeeRow) -> tuple[date, str]:
    return row.fee.due_on, row.right


def _events(reader: Reader, table: BrowseTable, held: Flags) -> tuple[tuple[Row, ...], int]:
    """The newest events of rights in the last 12 months with their titles, and how many there are in all."""
    recent = recent_events(reader, table.on.day)
    places = recent.of(held)
    rows = recent.rows.take(places[:MOST_EVENTS])
    rights, titles = recent.right[places[:MOST_EVENTS]], table.rights.shown["title"]
    told = zip(rows.to_pylist(), titles.take(rights).to_pylist(), strict=True)
    return tuple({**row, "title": masked_title(title)} for row, title in told), len(places)


def _aliases(reader: Reader, party: str) -> tuple[str, ...]:
    return tuple(row["alias"] for row in listing(reader, "aliases").where("id", [party]))


def _as_printed(reader: Reader, ids: pa.Array) -> frozenset[str]:
    """The numbers of some rights as registrations print them, and their ids."""
    keys = reader.with_keys(ids, name="browse_held")
    sql = f"""
        SELECT DISTINCT unnest(["right", app_no, grant_no, pub_no, reg_no]) AS number
        FROM {reader.from_("rights")} WHERE "right" IN (SELECT key FROM {keys})
    """
    return frozenset(row["number"] for row in reader.records(sql) if row["number"])
