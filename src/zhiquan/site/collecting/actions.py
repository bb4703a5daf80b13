"""Writes on own lists, each with its audit line (清单操作)."""

from __future__ import annotations

import secrets

from django.db import transaction

from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.basics.words import Words
from zhiquan.site.accounts.models import Account
from zhiquan.site.audit.actions import write_line
from zhiquan.site.collecting.models import ASKED, NOTE, Collected, RecordList
from zhiquan.site.collecting.naming import free_name, name_of, require_free
from zhiquan.site.collecting.queries import ids_seen, lists_of, own_list
from zhiquan.site.finding.asked import printable
from zhiquan.site.finding.room import desk_room
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house

MOST = 50
"""Lists an account has at most."""

MOST_RECORDS = 1_000
"""Records a list holds at most."""


@transaction.atomic
def make(name: str, *, by: Visitor) -> RecordList:
    """Make an own list.

    Args:
        name: what its owner calls it; 清单 and the first free number when empty.
        by: whose it is.

    Raises:
        BadInput: the name is too long.
        NotAllowed: a list of the reader's is called so, or there are as many as there may be.
    """
    account = Account.objects.select_for_update().get(username=by.account)
    held = set(RecordList.objects.filter(account=account).values_list("name", flat=True))
    if len(held) >= MOST:
        raise NotAllowed(
            Words(f"已有 {MOST} 个清单，不能再建", f"there are {MOST} lists already, and no more can be made"),
            remedy=Words("先删去不用的清单。", "Delete lists not used first."),
        )
    called = name_of(name) if name.strip() else free_name(held)
    require_free(called, held)
    now = house().now()
    made = RecordList.objects.create(
        key=f"l-{secrets.token_hex(8)}", account=account, name=called, made_at=now, used_at=now
    )
    write_line("list.made", made.key, by=by)
    return made


@transaction.atomic
def rename(key: str, name: str, *, by: Visitor) -> RecordList:
    """Call an own list otherwise.

    Raises:
        BadInput: the name is empty or too long.
        NotAllowed: another list of the reader's is called so.
        NotFound: there is no such list of the reader's.
    """
    called = name_of(name)
    account = Account.objects.select_for_update().get(username=by.account)
    held = own_list(by, key)
    require_free(called, RecordList.objects.filter(account=account).exclude(pk=held.pk).values_list("name", flat=True))
    held.name = called
    held.save(update_fields=["name"])
    write_line("list.renamed", key, by=by)
    return held


@transaction.atomic
def delete(key: str, *, by: Visitor) -> None:
    """Delete an own list with its notes.

    Raises:
        NotFound: there is no such list of the reader's.
    """
    own_list(by, key).delete()
    write_line("list.deleted", key, by=by)


def collect(record: str, *, by: Visitor, key: str = "", name: str | None = None, asked: str = "") -> Collected:
    """Collect a record within reach in an own list; one that is there already stays as it is.

    Args:
        record: its id.
        by: who collects.
        key: the list.
        name: of a new list to be made for it, where none is named by its key; empty for 清单 and a number. Without
            both it goes into the list collected into last, and when there is none yet, into a new one.
        asked: query part of the address of the search that found it.

    Raises:
        BadInput: the name is too long.
        NotAllowed: the list is full, or there are as many lists as there may be.
        NotFound: there is no such list of the reader's, no such record within reach, or no index.
    """
    _require_seen(record, by)
    with transaction.atomic():
        Account.objects.select_for_update().get(username=by.account)
        held = own_list(by, key) if key else lists_of(by).first() if name is None else None
        held = held or make(name or "", by=by)
        return held.records.filter(record=record).first() or _collected(held, record, asked, by)


def _collected(held: RecordList, record: str, asked: str, by: Visitor) -> Collected:
    """Put a record into a list; the caller holds the account."""
    if held.records.count() >= MOST_RECORDS:
        raise NotAllowed(
            Words(f"清单已满：最多 {MOST_RECORDS:,} 件", f"the list is full: at most {MOST_RECORDS:,} records"),
            where={"list": held.name},
            remedy=Words("另建一个清单，或先取出不用的。", "Make another list, or take out what is not used first."),
        )
    now, kept = house().now(), asked if len(asked) <= ASKED else ""
    made = Collected.objects.create(list=held, record=record, asked=kept, collected_at=now)
    held.used_at = now
    held.save(update_fields=["used_at"])
    write_line("list.collected", held.key, by=by, detail={"record": record})
    return made


def note(key: str, record: str, text: str, *, by: Visitor) -> Collected:
    """Write the own note of a record of a list; an empty one takes it away.

    Raises:
        BadInput: the note is too long.
        NotFound: there is no such list of the reader's, or no such record in it within reach.
    """
    written = " ".join(printable(text).split())
    if len(written) > NOTE:
        raise BadInput(
            Words(f"备注最多 {NOTE} 个字", f"a note has at most {NOTE} characters"),
            where={"characters": len(written)},
            remedy=Words("改短一些。", "Make it shorter."),
        )
    _require_seen(record, by)
    with transaction.atomic():
        found = _in(own_list(by, key, is_held=True), record)
        found.note = written
        found.save(update_fields=["note"])
        write_line("list.noted", key, by=by, detail={"record": record})
    return found


@transaction.atomic
def take_out(key: str, record: str, *, by: Visitor) -> RecordList:
    """Take a record out of an own list, with its note.

    Raises:
        NotFound: there is no such list of the reader's, or the record is not in it.
    """
    held = own_list(by, key, is_held=True)
    _in(held, record).delete()
    write_line("list.taken_out", key, by=by, detail={"record": record})
    return held


def take_out_unseen(key: str, *, by: Visitor) -> int:
    """Take out what the reader cannot see now or what was taken back; how many there were.

    Raises:
        NotFound: there is no such list of the reader's, or no index.
    """
    ids = list(own_list(by, key).records.values_list("record", flat=True))
    unseen = set(ids).difference(ids_seen(desk_room(by), ids))
    with transaction.atomic():
        gone, _ = own_list(by, key, is_held=True).records.filter(record__in=unseen).delete()
        if gone:
            write_line("list.taken_out", key, by=by, detail={"unseen": gone})
    return gone


def note_taken(key: str, form: str, rows: int, *, by: Visitor) -> None:
    """Tell the trail that an own list was taken away as a file."""
    write_line("list.exported", key, by=by, detail={"rows": rows, "form": form})


def _require_seen(record: str, by: Visitor) -> None:
    room = desk_room(by)
    room.finder.record(record, room.reach)


def _in(held: RecordList, record: str) -> Collected:
    found = held.records.filter(record=printable(record)).first()
    if found is None:
        raise NotFound(
            Words("清单里没有这一件", "the list has no such record"),
            where={"record": printable(record)[:200]},
            remedy=Words("从清单里选。", "Choose among the records of the list."),
        )
    return found
