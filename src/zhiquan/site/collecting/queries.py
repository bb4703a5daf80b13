"""Own lists of a reader and their records, as far as the reader sees now (查清单).

What is stored of records are ids. Each time they are told they are looked for again in the index that answers now,
within the reach the reader has now: of what was taken back, or is out of reach meanwhile, only the number is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet
from django.http import QueryDict

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.search.asking.question import Hit, Question
from zhiquan.site.collecting.models import Collected, RecordList, anchor_of
from zhiquan.site.finding.asked import Asked, asked_of, printable
from zhiquan.site.finding.hits import HitShown, shown_hits
from zhiquan.site.finding.room import Room, desk_room
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import Visitor

PER_PAGE = 50
"""Records a page shows."""

_KEY = re.compile(r"l-[0-9a-f]{16}")
_ANYTHING = Question("", facets=(), may_loosen=False)


@dataclass(frozen=True, slots=True)
class Line:
    """One list among the reader's own (清单行).

    Args:
        list: the list.
        count: records collected in it.
        latest: when something was last collected; None while it is empty.
    """

    list: RecordList
    count: int
    latest: datetime | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a list that the reader sees now (清单条目).

    Args:
        shown: the record as a page of hits shows it.
        told: its note, and when it was collected.
        asked: the search that found it; None when none did.
        number: its place among those the reader sees, from 1.
    """

    shown: HitShown
    told: Collected
    asked: Asked | None
    number: int

    @property
    def anchor(self) -> str:
        """Name of its place on the page."""
        return anchor_of(self.told.record)


@dataclass(frozen=True, slots=True)
class Opened:
    """One own list with a page of its records (清单页).

    Args:
        list: the list.
        entries: records of the page that the reader sees now, in the order they were collected.
        seen: how many of the list the reader sees now.
        unseen: how many are out of reach now or were taken back.
        page: which page, from 1.
        pages: how many pages.
        problem: why it cannot be told what the reader sees; None when it can.
    """

    list: RecordList
    entries: tuple[Entry, ...] = ()
    seen: int = 0
    unseen: int = 0
    page: int = 1
    pages: int = 1
    problem: NotFound | None = None


def lists_of(visitor: Visitor) -> QuerySet[RecordList]:
    """The reader's own lists, the one collected into last first; none for who may not have any."""
    if not visitor.may(May.WATCH):
        return RecordList.objects.none()
    return RecordList.objects.filter(account__username=visitor.account)


def own_list(visitor: Visitor, key: str, *, is_held: bool = False) -> RecordList:
    """One of the reader's own; held against other writers until the transaction ends when ``is_held``.

    Raises:
        NotFound: there is none of that key.
    """
    own = lists_of(visitor).filter(key=key) if _KEY.fullmatch(key) else RecordList.objects.none()
    found = (own.select_for_update() if is_held else own).first()
    if found is None:
        raise NotFound(
            Words("没有这个清单", "there is no such list"),
            where={"list": printable(key)[:40]},
            remedy=Words("从“清单”里选。", "Choose among the lists."),
        )
    return found


def lines_of(visitor: Visitor) -> list[Line]:
    """The reader's own lists, each with the number of records collected in it."""
    told = lists_of(visitor).annotate(count=Count("records"), latest=Max("records__collected_at"))
    return [Line(one, one.count, one.latest) for one in told]


def line_of(visitor: Visitor, key: str) -> Line:
    """One of the reader's own lists with the number of records collected in it.

    Raises:
        NotFound: there is none of that key.
    """
    held = own_list(visitor, key)
    told = held.records.aggregate(count=Count("pk"), latest=Max("collected_at"))
    return Line(held, told["count"], told["latest"])


def opened_list(visitor: Visitor, key: str, *, page: int = 1, size: int = PER_PAGE) -> Opened:
    """One own list with one page of what the reader sees of it now.

    Args:
        visitor: who reads.
        key: the list.
        page: which page, from 1; the last one when there are fewer.
        size: records of a page.

    Raises:
        NotFound: there is none of that key.
    """
    held = own_list(visitor, key)
    ids = list(held.records.values_list("record", flat=True))
    try:
        room = desk_room(visitor)
        seen = ids_seen(room, ids)
    except NotFound as problem:
        return Opened(held, problem=problem)
    there = [one for one in ids if one in seen]
    pages = max(1, -(-len(there) // size))
    page = min(page, pages)
    begin = (page - 1) * size
    entries = entries_of(room, held, there[begin : begin + size], after=begin)
    return Opened(held, entries, len(there), len(ids) - len(there), page, pages)


def ids_seen(room: Room, ids: Collection[str]) -> set[str]:
    """Of some ids those of records within reach now."""
    return set(room.finder.ids_among(_ANYTHING, room.reach, ids))


def hits_of(room: Room, ids: Collection[str]) -> dict[str, Hit]:
    """The records of some ids that are within reach now, by id."""
    return {hit.id: hit for hit in room.finder.among(_ANYTHING, room.reach, ids)}


def entries_of(room: Room, held: RecordList, ids: list[str], *, after: int = 0) -> tuple[Entry, ...]:
    """Records of a list within reach now, in the order of their ids as given; ``after`` stand before them."""
    told = {one.record: one for one in held.records.filter(record__in=ids)}
    found = hits_of(room, ids)
    lines = shown_hits(room, [found[one] for one in ids if one in found and one in told])
    return tuple(
        Entry(one, told[one.hit.id], asked_kept(told[one.hit.id].asked), number)
        for number, one in enumerate(lines, after + 1)
    )


def asked_kept(asked: str) -> Asked | None:
    """The search that found a record as its page is asked for; None when none did."""
    return asked_of(QueryDict(asked)) if asked else None
