"""Saved searches of a reader and their new hits, as far as the reader sees now (查保存的检索).

What is stored of new hits are ids. Each time they are told or counted they are looked for again in the index that
answers now, within the reach the reader has now: what was taken back, or is out of reach meanwhile, is not there.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.words import Words
from zhiquan.search.asking.question import Answer
from zhiquan.site.finding.asked import Asked, printable
from zhiquan.site.finding.facets import FACET_WORDS, Chip, chips_of
from zhiquan.site.finding.hits import HitShown, shown_hits
from zhiquan.site.finding.room import Room, desk_room
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.watching.keeping import asked_kept, question_of
from zhiquan.site.watching.models import NewHit, SavedSearch

PER_PAGE = 50
"""New hits a page shows."""

COUNTED = 200
"""New hits of one search that lists and desks count; of more they say so, and its page counts them all."""

_KEY = re.compile(r"s-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Line:
    """One saved search of the list (保存的检索行).

    Args:
        search: the search.
        asked: what it asks for.
        new: new hits nobody has looked at, within reach now.
        is_more: there are more than were counted, or there were more than are kept.
    """

    search: SavedSearch
    asked: Asked
    new: int
    is_more: bool


@dataclass(frozen=True, slots=True)
class Alert:
    """What a desk says of a saved search with new hits (新命中提醒)."""

    name: str
    new: int
    is_more: bool
    address: str


@dataclass(frozen=True, slots=True)
class Fresh:
    """One hit that was not found before (新命中).

    Args:
        shown: the hit as a page shows it.
        told: when it was found and with which snapshot.
    """

    shown: HitShown
    told: NewHit

    @property
    def is_new(self) -> bool:
        """True until somebody has looked."""
        return self.told.seen_at is None


@dataclass(frozen=True, slots=True)
class Opened:
    """One saved search with what it found since (保存的检索页).

    Args:
        line: the search, with all its new hits counted.
        answer: what it finds now, without hits; None when it cannot be read any more or there is no index.
        chips: the values of facets it keeps to.
        hits: new hits of the page, the latest first; those looked at before stay among them.
        total: how many there are on all pages.
        page: which page, from 1.
        pages: how many pages.
        problem: why it cannot be answered; None when it can.
    """

    line: Line
    answer: Answer | None
    chips: tuple[Chip, ...] = ()
    hits: tuple[Fresh, ...] = ()
    total: int = 0
    page: int = 1
    pages: int = 1
    problem: BadInput | NotFound | None = None


def searches_of(visitor: Visitor) -> QuerySet[SavedSearch]:
    """The reader's own saved searches, the latest first; none for who may not save any."""
    if not visitor.may(May.WATCH):
        return SavedSearch.objects.none()
    return SavedSearch.objects.filter(account__username=visitor.account)


def own_search(visitor: Visitor, key: str, *, is_held: bool = False) -> SavedSearch:
    """One of the reader's own; held against other writers until the transaction ends when ``is_held``.

    Raises:
        NotFound: there is none of that key.
    """
    own = searches_of(visitor).filter(key=key) if _KEY.fullmatch(key) else SavedSearch.objects.none()
    found = (own.select_for_update() if is_held else own).first()
    if found is None:
        raise NotFound(
            Words("没有这个保存的检索", "there is no such saved search"),
            where={"search": printable(key)[:40]},
            remedy=Words("从“保存的检索”里选。", "Choose among the saved searches."),
        )
    return found


def lines_of(visitor: Visitor) -> list[Line]:
    """The reader's saved searches with the number of their new hits."""
    return list(_lines(visitor, searches_of(visitor)))


def lines_since(visitor: Visitor, since: datetime) -> list[Line]:
    """Saved searches that found something after a moment that nobody has looked at, within reach now; none paused."""
    told = {"new_hits__seen_at": None, "new_hits__found_at__gt": since}
    waiting = searches_of(visitor).filter(is_paused=False, **told).distinct()
    return [one for one in _lines(visitor, waiting, since=since) if one.new]


def alerts_of(visitor: Visitor) -> tuple[Alert, ...]:
    """Saved searches that found something nobody has looked at, for the reader's desk; paused ones keep quiet."""
    waiting = searches_of(visitor).filter(is_paused=False, new_hits__seen_at=None, new_hits__isnull=False).distinct()
    lines = _lines(visitor, waiting)
    return tuple(
        Alert(one.search.name, one.new, one.is_more, reverse("saved-search", args=[one.search.key]))
        for one in lines
        if one.new
    )


def opened_search(visitor: Visitor, key: str, *, page: int = 1, size: int = PER_PAGE) -> Opened:
    """One own saved search: what it asks for, how many it finds, and one page of what is new.

    Args:
        visitor: who reads; what is out of reach now is neither shown nor counted.
        key: the search.
        page: which page of new hits, from 1; the last one when there are fewer.
        size: new hits of a page.

    Raises:
        NotFound: there is none of that key.
    """
    search = own_search(visitor, key)
    asked = asked_kept(search.asked)
    unseen = dict(NewHit.objects.filter(search=search).values_list("record", "seen_at"))  # the latest first
    try:
        room = desk_room(visitor)
        wanted = replace(asked.question, facets=tuple(FACET_WORDS), limit=0, may_loosen=False)
        answer = room.finder.find(wanted, room.reach)
        kept = set(room.finder.ids_among(question_of(search.asked), room.reach, unseen))
    except (BadInput, NotFound) as problem:
        return Opened(Line(search, asked, 0, is_more=False), None, problem=problem)
    there = [one for one in unseen if one in kept]
    pages = max(1, -(-len(there) // size))
    page = min(page, pages)
    hits = _fresh(room, search, there[(page - 1) * size : page * size])
    new = sum(unseen[one] is None for one in there)
    line = Line(search, asked, new, is_more=search.is_cut and bool(new))
    return Opened(line, answer, chips_of(asked, answer), hits, len(there), page, pages)


def _fresh(room: Room, search: SavedSearch, records: list[str]) -> tuple[Fresh, ...]:
    """New hits of a search, in the order of their ids as given."""
    told = {one.record: one for one in NewHit.objects.filter(search=search, record__in=records)}
    found = {hit.id: hit for hit in room.finder.among(question_of(search.asked), room.reach, records)}
    ordered = [found[one] for one in records if one in found and one in told]
    return tuple(Fresh(one, told[one.hit.id]) for one in shown_hits(room, ordered))


def ids_still_found(room: Room, search: SavedSearch, records: Collection[str]) -> list[str]:
    """Of some records those the search finds now within reach; none when it cannot be read any more."""
    try:
        return room.finder.ids_among(question_of(search.asked), room.reach, records)
    except BadInput:
        return []


def _lines(visitor: Visitor, searches: QuerySet[SavedSearch], *, since: datetime | None = None) -> Iterable[Line]:
    held = list(searches)
    records: dict[int, list[str]] = defaultdict(list)
    unseen = NewHit.objects.filter(search__in=[one.pk for one in held], seen_at=None)
    if since is not None:
        unseen = unseen.filter(found_at__gt=since)
    for search, record in _latest(unseen) if held else ():
        records[search].append(record)
    room = _room(visitor) if records else None
    for one in held:
        some = records.get(one.pk, [])
        new = len(ids_still_found(room, one, some[:COUNTED])) if room and some else 0
        yield Line(one, asked_kept(one.asked), new, is_more=bool(new) and (one.is_cut or len(some) > COUNTED))


def _latest(hits: QuerySet[NewHit]) -> Iterable[tuple[int, str]]:
    """Of some hits the latest of each search, one more than are counted, as the search's key and the record."""
    place = Window(RowNumber(), partition_by=["search_id"], order_by=["-found_at", "id"])
    ranked = hits.annotate(place=place).filter(place__lte=COUNTED + 1).order_by("search_id", "place")
    return ranked.values_list("search_id", "record")


def _room(visitor: Visitor) -> Room | None:
    """The index as the reader sees it; None while there is none."""
    try:
        return desk_room(visitor)
    except NotFound:
        return None
