"""What the background worker does with saved searches once the index is new (新命中比对作业)."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby

from django.db import transaction

from zhiquan.basics.errors import BadInput
from zhiquan.search.service import Finder
from zhiquan.search.watching import Comparison, compared, current_ids
from zhiquan.site.finding.room import Room, library_of, opened, reach_of
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import visitor_behind
from zhiquan.site.jobs.kinds import Telling
from zhiquan.site.office.house import House
from zhiquan.site.watching.keeping import question_of
from zhiquan.site.watching.models import NewHit, SavedSearch
from zhiquan.site.watching.others import tell_others
from zhiquan.site.watching.queries import ids_still_found

KEPT = 5_000
"""New hits kept of one search: the latest."""

_log = logging.getLogger(__name__)


def tell_new_hits(office: House, tell: Telling) -> int:
    """Compare every saved search with the newest index and keep what is new; the number of new hits.

    Each search goes from the snapshot it last knew to the new one in a transaction of its own: run twice, or begun
    anew after it was killed, this finds those done already. What a search does not find any more, because it was
    taken back or is out of its reader's reach now, is forgotten. Paused searches and those of closed accounts wait.
    One that fails is logged, keeps the snapshot it knew and is tried again next time; the others go on.
    """
    waiting = SavedSearch.objects.filter(is_paused=False, account__is_active=True).order_by("snapshot", "pk")
    own = [one for one in waiting.select_related("account") if visitor_behind(one.account).may(May.WATCH)]
    if not own:
        return 0
    finder, found, done = opened().finder(), 0, 0
    _rename(office, finder)
    for since, searches in groupby(own, key=lambda one: one.snapshot):
        with _comparing(office, finder, since) as comparison:
            for search in searches:
                found += _told(office, search, finder, comparison)
                done += 1
                tell("searches", done, len(own))
    return found


@contextmanager
def _comparing(office: House, finder: Finder, since: str) -> Iterator[Comparison | None]:
    """The snapshot a search last knew beside the index's; None when they are the same.

    When it is not kept any more the last one before it stands for it, so that nothing new is missed, though some may
    be told again; without any before it, the first one that is kept.
    """
    if since >= finder.about.snapshot:
        yield None
        return
    ids = office.lake.shelf.ids()
    before = [one for one in ids if one <= since]
    with compared(library_of(office), finder, since=before[-1] if before else ids[0]) as comparison:
        yield comparison


def _told(office: House, search: SavedSearch, finder: Finder, comparison: Comparison | None) -> int:
    """Bring one search up to the newest index; how many new hits nobody had been told, none when that fails."""
    try:
        room = Room(finder, reach_of(visitor_behind(search.account)), is_desk=True)
        found = _bring_up(office, search, room, comparison) if comparison is not None else 0
        found += tell_others(office, search, room)
        _forget(search, room)
    except Exception:  # noqa: BLE001 - one search that fails must not keep the others from being told
        _log.exception("saved search %s cannot be compared", search.key)
        return 0
    return found


def _rename(office: House, finder: Finder) -> None:
    """Let new hits follow records that have another id now, so that they stay seen."""
    told = set(NewHit.objects.values_list("record", flat=True).distinct())
    renamed = current_ids(library_of(office), finder, told) if told else {}
    for former, name in renamed.items():
        with transaction.atomic():
            hits = NewHit.objects.filter(record=former)
            hits.filter(search__new_hits__record=name).delete()
            hits.update(record=name)


def _bring_up(office: House, search: SavedSearch, room: Room, comparison: Comparison) -> int:
    """Keep what is new and the snapshot it came with, or nothing; how many there were that nobody had been told."""
    told = set(NewHit.objects.filter(search=search).values_list("record", flat=True))
    kept: list[str] = []
    found = 0
    try:
        for name in comparison.new_ids(question_of(search.asked), room.reach):
            if name not in told:
                kept += [name] if found <= KEPT else []
                found += 1
    except BadInput:  # it was readable when it was saved
        _log.warning("saved search %s cannot be read any more", search.key)
    now = room.finder.about.snapshot
    with transaction.atomic():
        still = SavedSearch.objects.filter(pk=search.pk, snapshot=search.snapshot, is_paused=False)
        if not still.update(snapshot=now):
            return 0  # paused or deleted meanwhile, or another worker was first
        at = office.now()
        NewHit.objects.bulk_create([NewHit(search=search, record=name, snapshot=now, found_at=at) for name in kept])
        _trim(search)
    return found


def _trim(search: SavedSearch) -> None:
    """Keep the latest; remember when some that nobody looked at were let go."""
    over = list(NewHit.objects.filter(search=search).order_by("-found_at", "pk")[KEPT : 3 * KEPT])
    if any(one.seen_at is None for one in over):
        SavedSearch.objects.filter(pk=search.pk).update(is_cut=True)
    NewHit.objects.filter(pk__in=[one.pk for one in over]).delete()


def _forget(search: SavedSearch, room: Room) -> None:
    """Let go of hits the search does not find any more."""
    told = set(NewHit.objects.filter(search=search).values_list("record", flat=True))
    gone = told.difference(ids_still_found(room, search, told))
    NewHit.objects.filter(search=search, record__in=gone).delete()
