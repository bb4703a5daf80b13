"""Writes on saved searches, each with its audit line but looking (保存的检索操作)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection

from django.db import transaction

from zhiquan.basics.errors import BadInput, NotAllowed
from zhiquan.basics.words import Words
from zhiquan.site.accounts.models import Account
from zhiquan.site.audit.actions import write_line
from zhiquan.site.finding.asked import Asked, printable
from zhiquan.site.finding.room import desk_room
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house
from zhiquan.site.watching.keeping import canonical, mark_of, question_of
from zhiquan.site.watching.models import NAME, NewHit, SavedSearch
from zhiquan.site.watching.others import others_found
from zhiquan.site.watching.queries import own_search

MOST = 50
"""Searches an account saves at most."""


def save(asked: Asked, name: str, *, by: Visitor) -> SavedSearch:
    """Save a search; what is new is told from the index that answers now on.

    Args:
        asked: the search.
        name: what the reader calls it; its query when empty.
        by: whose it is.

    Raises:
        BadInput: the query cannot be read, asks for everything, or the name is too long.
        NotAllowed: it is saved already, or the account has as many as it may have.
        NotFound: there is no index yet.
    """
    kept, room = canonical(asked), desk_room(by)
    room.finder.count(question_of(kept), room.reach)  # a value of a facet that is none is refused here
    called = _name(name or asked.question.query[:NAME] or kept[:NAME])
    with transaction.atomic():
        account = Account.objects.select_for_update().get(username=by.account)
        _require_room(account, mark_of(kept))
        made = SavedSearch.objects.create(
            key=f"s-{secrets.token_hex(8)}",
            account=account,
            name=called,
            asked=kept,
            mark=mark_of(kept),
            snapshot=room.finder.about.snapshot,
            others=others_found(room, question_of(kept)),
            made_at=house().now(),
        )
        write_line("search.saved", made.key, by=by, detail={"conditions": kept[:500]})
    return made


def rename(key: str, name: str, *, by: Visitor) -> SavedSearch:
    """Call an own saved search otherwise.

    Raises:
        BadInput: the name is empty or too long.
        NotFound: there is no such search of the reader's.
    """
    called = _name(name)

    def change(held: SavedSearch) -> None:
        held.name = called

    return _change(key, change, "search.renamed", by)


def pause(key: str, *, by: Visitor) -> SavedSearch:
    """Tell no more of what an own saved search finds.

    Raises:
        NotFound: there is no such search of the reader's.
    """

    def change(held: SavedSearch) -> None:
        held.is_paused = True

    return _change(key, change, "search.paused", by)


def resume(key: str, *, by: Visitor) -> SavedSearch:
    """Tell again what an own saved search finds, from the index that answers now on.

    Raises:
        NotFound: there is no such search of the reader's, or no index.
    """
    room = desk_room(by)

    def change(held: SavedSearch) -> None:
        if held.is_paused:
            held.is_paused, held.snapshot, held.others = False, room.finder.about.snapshot, None

    return _change(key, change, "search.resumed", by)


@transaction.atomic
def delete(key: str, *, by: Visitor) -> None:
    """Delete an own saved search and what it found.

    Raises:
        NotFound: there is no such search of the reader's.
    """
    own_search(by, key).delete()
    write_line("search.deleted", key, by=by)


@transaction.atomic
def look(key: str, *, by: Visitor, records: Collection[str]) -> SavedSearch:
    """Mark new hits of an own saved search as seen.

    Args:
        key: the search.
        by: who looks.
        records: ids of the hits that were read; what was found since they were asked for stays new.

    Raises:
        NotFound: there is no such search of the reader's.
    """
    held, now = own_search(by, key), house().now()
    unseen = NewHit.objects.filter(search=held, seen_at=None)
    unseen.filter(record__in=records).update(seen_at=now)
    SavedSearch.objects.filter(pk=held.pk).update(looked_at=now, is_cut=held.is_cut and unseen.exists())
    return held


@transaction.atomic
def look_at_all(key: str, *, by: Visitor, until: str) -> None:
    """Mark all new hits of an own saved search as seen that came up to a snapshot; what came later stays new.

    Raises:
        NotFound: there is no such search of the reader's.
    """
    unseen = NewHit.objects.filter(search=own_search(by, key), seen_at=None, snapshot__lte=until)
    look(key, by=by, records=list(unseen.values_list("record", flat=True)))


@transaction.atomic
def _change(key: str, change: Callable[[SavedSearch], None], action: str, by: Visitor) -> SavedSearch:
    held = own_search(by, key, is_held=True)
    change(held)
    held.save(update_fields=["name", "is_paused", "snapshot", "others"])
    write_line(action, key, by=by)
    return held


def _name(text: str) -> str:
    found = " ".join(printable(text).split())
    if not 1 <= len(found) <= NAME:
        raise BadInput(
            Words(f"名称要有 1 至 {NAME} 个字", f"a name has 1 to {NAME} characters"),
            where={"name": found[:NAME]},
            remedy=Words("改短一些。", "Make it shorter."),
        )
    return found


def _require_room(account: Account, mark: str) -> None:
    """Refuse a search that is saved already, and one too many; the caller holds the account."""
    held = dict(SavedSearch.objects.filter(account=account).values_list("mark", "name"))
    if mark in held:
        raise NotAllowed(
            Words("这个检索已经保存过", "this search is saved already"),
            where={"name": held[mark]},
            remedy=Words("到“保存的检索”里看。", "Look among the saved searches."),
        )
    if len(held) >= MOST:
        raise NotAllowed(
            Words(f"已保存 {MOST} 个检索", f"there are {MOST} saved searches already"),
            remedy=Words("先删去不用的。", "Delete those not used first."),
        )
