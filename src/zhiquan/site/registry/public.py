"""Reads for the public: only what stands in the latest published snapshot (公开查询)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.register.browsing.masks import masked_name, masked_title
from zhiquan.register.browsing.prepared import PREPARED
from zhiquan.register.browsing.scope import current_parties, nothing_there
from zhiquan.register.browsing.table import BrowseTable, day_of
from zhiquan.register.lake.reader import Reader
from zhiquan.register.publications import Publication
from zhiquan.register.reading.card import ids_meant
from zhiquan.register.reading.rights import right_row
from zhiquan.site.office.house import house
from zhiquan.site.plans.queries import frozen_boards, public_board
from zhiquan.site.registry.naming import NUMBER_WORDS, group_look, kind_word, status_word
from zhiquan.site.registry.publicity import Publicity, is_organisation, public_with_word, publicity_of

SHOWN = 20
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the public search rests on: a publication's snapshot and day (公开依据).

    Args:
        snapshot: id of the snapshot.
        day: day of the statuses.
        published_on: day of publication.
        plan: id of its plan.
        indicators: id and name of each statistic it published.
    """

    snapshot: str
    day: date
    published_on: date
    plan: str
    indicators: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One right in a public list; ``holder`` is an organisation's name or empty (公开清单行)."""

    right: str
    kind: Words
    number: str
    title: str
    status: Words
    look: str
    icon: str
    filed_on: date | None
    holder: str


@dataclass(frozen=True, slots=True)
class PublicHolder:
    """Who holds a right, for the public: a person has no name (公开权利人)."""

    name: str
    party: str


@dataclass(frozen=True, slots=True)
class PublicRight:
    """The public facts of one right (公开权利信息)."""

    line: PublicLine
    numbers: tuple[tuple[Words, str], ...]
    days: tuple[tuple[Words, date], ...]
    holders: tuple[PublicHolder, ...]
    classes: tuple[Row, ...]
    shown: Shown


@dataclass(frozen=True, slots=True)
class PublicParty:
    """The public facts of one organisation: its name and how many public rights it holds (公开主体信息)."""

    party: str
    name: str
    counts: tuple[tuple[Words, Words, int], ...]
    total: int
    shown: Shown


def latest_published() -> Shown | None:
    """What the board rests on that the front page shows; None when nothing is published."""
    board = public_board({})
    return _shown(board.publication) if board else None


def published_boards() -> tuple[Shown, ...]:
    """The newest publication of each plan, the latest first."""
    newest: dict[str, Shown] = {}
    for one in frozen_boards():
        if one.is_whole:
            shown = _shown(one.publication)
            newest.setdefault(shown.plan, shown)
    return tuple(newest.values())


def public_rights(words: str, *, page: int = 1, size: int = SHOWN) -> tuple[tuple[PublicLine, ...], int]:
    """One page of the public rights with all the words, newest filing first, and how many there are."""
    shown = latest_published()
    if shown is None or not words.split():
        return (), 0
    with house().reader(shown.snapshot) as reader:
        table, public = PREPARED.table(reader, day=shown.day), publicity_of(reader)
        found = np.logical_and.reduce([public_with_word(table.rights, public, word) for word in words.split()])
        order = table.rights.in_order("filed", descending=True)
        places, begin = order[found[order]], (page - 1) * size
        return tuple(_line(table, public, int(place)) for place in places[begin : begin + size]), len(places)


def public_right(name: str) -> PublicRight:
    """The public facts of one right.

    Args:
        name: its id, a former id or a number in any spelling.

    Raises:
        NotFound: there is no such right in the published snapshot, it is not public, or nothing is published.
    """
    shown = _published_or_none(name)
    with house().reader(shown.snapshot) as reader:
        table, public = PREPARED.table(reader, day=shown.day), publicity_of(reader)
        place = _place(reader, table, public, name)
        right = str(table.rights.ids[place].as_py())
        row = right_row(reader, right) or {}
        classes = f'SELECT * FROM {reader.from_("classes", value=right)} WHERE "right" = ? ORDER BY "system", seq'
        return PublicRight(
            line=_line(table, public, place),
            numbers=tuple((words, row[column]) for column, words in NUMBER_WORDS.items() if row[column]),
            days=tuple((words, row[column]) for column, words in _DAYS if row[column]),
            holders=tuple(_holders(reader, right)),
            classes=tuple(reader.records(classes, [right])),
            shown=shown,
        )


def public_party(name: str) -> PublicParty:
    """The public facts of one organisation.

    Raises:
        NotFound: there is no such organisation with public rights in the published snapshot.
    """
    shown = _published_or_none(name)
    with house().reader(shown.snapshot) as reader:
        table, public = PREPARED.table(reader, day=shown.day), publicity_of(reader)
        for party in current_parties(reader, name):
            rows = reader.records(f"SELECT * FROM {reader.from_('parties', value=party)} WHERE party = ?", [party])
            held = table.rights.party.among((party,)) & public.rights
            if rows and held.any() and is_organisation(rows[0]["name"] or "", rows[0]["code"] or ""):
                named = masked_name(rows[0]["name"])
                return PublicParty(party, named, tuple(_counts(table, held)), int(held.sum()), shown)
    raise NotFound(nothing_there(name))


_DAYS = (
    ("filed_on", Words("申请日", "filed")),
    ("published_on", Words("公布日", "published")),
    ("granted_on", Words("授权日/注册日", "granted or registered")),
    ("expires_on", Words("届满日", "expires")),
)


def _published_or_none(name: str) -> Shown:
    shown = latest_published()
    if shown is None:
        raise NotFound(nothing_there(name))
    return shown


@lru_cache(maxsize=64)
def _shown(publication: Publication) -> Shown:
    content = publication.content
    board, asked = content.get("board", {}), content.get("asked", {})
    indicators = {
        target["indicator"]: Words(target["label"]["zh"], target["label"]["en"])
        for target in board.get("targets", [])
        if target.get("indicator") and target.get("label")
    }
    day = asked.get("day") or board.get("asof")
    return Shown(
        snapshot=publication.snapshot,
        day=date.fromisoformat(day) if day else publication.published_on,
        published_on=publication.published_on,
        plan=asked.get("plan") or board.get("plan") or "",
        indicators=tuple(indicators.items()),
    )


def _place(reader: Reader, table: BrowseTable, public: Publicity, name: str) -> int:
    place = table.rights.place_of(name)
    if place is not None and public.rights[place]:
        return place
    try:
        ids = ids_meant(reader, name) if place is None else []
    except NotFound:
        ids = []
    for one in ids:
        place = table.rights.place_of(one)
        if place is not None and public.rights[place]:
            return place
    raise NotFound(nothing_there(name))


def _line(table: BrowseTable, public: Publicity, place: int) -> PublicLine:
    rights = table.rights
    names = [rights.name.values[code] for code in rights.name.code[rights.name.of(place)] if public.names[code]]
    look, icon = group_look(table.on.group.text(place))
    return PublicLine(
        right=str(rights.ids[place].as_py()),
        kind=kind_word(rights.kind.text(place)),
        number=rights.shown["number"][place].as_py() or "",
        title=masked_title(rights.shown["title"][place].as_py()),
        status=status_word(table.on.status.text(place)),
        look=look,
        icon=icon,
        filed_on=day_of(int(rights.filed[place])),
        holder=masked_name(names[0]) if names else "",
    )


def _holders(reader: Reader, right: str) -> list[PublicHolder]:
    sql = f"""
        SELECT h.name, h.code, l.party FROM {reader.from_("holders", value=right)} h
        LEFT JOIN {reader.from_("party_links")} l ON l.name = h.cleaned AND l.region = coalesce(h.region, '')
        WHERE h."right" = ? AND h.role = 'holder' AND h."to" IS NULL ORDER BY h.seq
    """
    found = []
    for row in reader.records(sql, [right]):
        is_named = is_organisation(row["name"] or "", row["code"] or "")
        found.append(PublicHolder(masked_name(row["name"]), row["party"] or "") if is_named else PublicHolder("", ""))
    return found


def _counts(table: BrowseTable, held: np.ndarray[Any, np.dtype[np.bool_]]) -> list[tuple[Words, Words, int]]:
    groups = {group: held & table.on.group.among((group,)) for group in table.on.group.values}
    groups[""] = held & (table.on.group.code < 0)
    return [
        (kind_word(kind), status_word(group), rights)
        for group, flags in groups.items()
        for kind, rights in sorted(table.rights.kind.counts(flags).items())
    ]
