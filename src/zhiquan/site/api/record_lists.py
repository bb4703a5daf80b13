"""Lists of an account's own, and the records collected in them (清单)."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Body, Path, Query
from pydantic import BaseModel, Field, StringConstraints

from zhiquan.site.api.answers import Listed, One
from zhiquan.site.api.door import operation
from zhiquan.site.api.responding import Call
from zhiquan.site.api.searching import TAG, HitRow, Wanted, hit_row
from zhiquan.site.api.shapes import Name, Paged, Sending, Whole
from zhiquan.site.collecting import actions, queries
from zhiquan.site.collecting.models import NAME, NOTE
from zhiquan.site.finding.asked import Asked
from zhiquan.site.finding.room import Room, desk_room
from zhiquan.site.gate.policy import May

_NEEDS = (May.WATCH, May.SEE_REGISTER)
_UNSIGNED = r"^[^\x00-\x1f\x7f]*$"
ListName = Annotated[str, StringConstraints(max_length=NAME, pattern=_UNSIGNED)]
Note = Annotated[str, StringConstraints(max_length=NOTE, pattern=_UNSIGNED)]


class ListRow(BaseModel):
    """One own list."""

    id: str
    name: str
    count: int = Field(description="Records collected in it, those out of reach now among them")
    made_at: str
    latest: str | None = Field(description="When something was last collected")


class ListShape(BaseModel):
    """What a list says besides its records."""

    id: str
    name: str
    unseen: int = Field(description="Records out of reach now or taken back; they are counted, not told")


class CollectedRow(HitRow):
    """One record of a list."""

    note: str = Field(description="The owner's note")
    found_by: str = Field(description="Query it was found with; empty when it was found otherwise")
    collected_at: str


class ListWish(Sending):
    """A list to be made."""

    name: ListName = Field("", description="What to call it; a word and a number when empty")


class ListRenamed(Sending):
    """Another name of a list."""

    name: Annotated[ListName, Field(min_length=1)]


class RecordWish(Wanted, Sending):
    """A record to be collected, and the search that found it."""

    id: Name = Field(description="Id of a record within reach")
    note: Note = Field("", description="Own note; of a record collected before it stays as it is when empty")


class NoteWish(Sending):
    """The note of a record."""

    note: Note = Field(description="Own note; an empty one takes it away")


class ListGone(BaseModel):
    """What was deleted or taken out."""

    id: str


@operation("get", "/lists", needs=_NEEDS, schema="lists/1", tag=TAG, row=ListRow, ground="content")
def record_lists(call: Call, query: Query[Whole]) -> Listed:
    """The account's lists with the number of records collected, the one collected into last first."""
    del query
    rows = [_list(one) for one in queries.lines_of(call.visitor)]
    return Listed(rows, len(rows))


@operation(
    "post", "/lists", needs=_NEEDS, schema="list/1", tag=TAG, shape=ListRow, success=201, statuses=(409,),
    ground="never",
)  # fmt: skip
def make_list(call: Call, body: Body[ListWish]) -> One:
    """Make a list, at most 50 an account."""
    made = actions.make(body.name, by=call.visitor)
    return One(_list(queries.line_of(call.visitor, made.key)), location=call.address(f"/lists/{made.key}"), status=201)


@operation(
    "get", "/lists/{key}", needs=_NEEDS, schema="list-records/1", tag=TAG, row=CollectedRow, shape=ListShape,
    statuses=(404,), ground="content",
)  # fmt: skip
def list_records(call: Call, key: Path[Name], query: Query[Paged]) -> Listed:
    """Records of a list within reach now, in the order they were collected; of others only the number."""
    found = queries.opened_list(call.visitor, key, page=query.page, size=query.size)
    if found.problem is not None:
        raise found.problem
    room = desk_room(call.visitor)
    rows = [_record(room, one) for one in (found.entries if found.page == query.page else ())]
    more = {"id": key, "name": found.list.name, "unseen": found.unseen}
    return Listed(rows, found.seen, query.page, query.size, room.finder.about.snapshot, more)


@operation(
    "patch", "/lists/{key}", needs=_NEEDS, schema="list/1", tag=TAG, shape=ListRow, statuses=(404, 409),
    ground="never",
)  # fmt: skip
def rename_list(call: Call, key: Path[Name], body: Body[ListRenamed]) -> One:
    """Call a list otherwise."""
    actions.rename(key, body.name, by=call.visitor)
    return One(_list(queries.line_of(call.visitor, key)))


@operation(
    "delete", "/lists/{key}", needs=_NEEDS, schema="list-deleted/1", tag=TAG, shape=ListGone, statuses=(404,),
    ground="never",
)  # fmt: skip
def delete_list(call: Call, key: Path[Name]) -> One:
    """Delete a list and its notes."""
    actions.delete(key, by=call.visitor)
    return One({"id": key})


@operation(
    "post", "/lists/{key}/records", needs=_NEEDS, schema="list-record/1", tag=TAG, shape=CollectedRow, success=201,
    statuses=(404, 409), ground="never",
)  # fmt: skip
def collect_record(call: Call, key: Path[Name], body: Body[RecordWish]) -> One:
    """Collect a record within reach, at most 1,000 a list; one that is there already stays, with its new note."""
    asked = Asked(body.question(), 1).query
    actions.collect(body.id, by=call.visitor, key=key, asked=asked)
    if body.note:
        actions.note(key, body.id, body.note, by=call.visitor)
    return _told(call, key, body.id, status=201)


@operation(
    "patch", "/lists/{key}/records/{path:record}", needs=_NEEDS, schema="list-record/1", tag=TAG, shape=CollectedRow,
    statuses=(404,), ground="never",
)  # fmt: skip
def note_record(call: Call, key: Path[Name], record: Path[Name], body: Body[NoteWish]) -> One:
    """Write the own note of a record of a list."""
    actions.note(key, record, body.note, by=call.visitor)
    return _told(call, key, record)


@operation(
    "delete", "/lists/{key}/records/{path:record}", needs=_NEEDS, schema="list-record-gone/1", tag=TAG,
    shape=ListGone, statuses=(404,), ground="never",
)  # fmt: skip
def take_record_out(call: Call, key: Path[Name], record: Path[Name]) -> One:
    """Take a record out of a list, with its note."""
    actions.take_out(key, record, by=call.visitor)
    return One({"id": record})


def _told(call: Call, key: str, record: str, *, status: int = 200) -> One:
    room, held = desk_room(call.visitor), queries.own_list(call.visitor, key)
    entry = queries.entries_of(room, held, [record])[0]
    location = call.address(f"/lists/{key}") if status == 201 else ""
    return One(_record(room, entry), room.finder.about.snapshot, location, status)


def _list(line: queries.Line) -> dict[str, Any]:
    told = line.list
    return {
        "id": told.key,
        "name": told.name,
        "count": line.count,
        "made_at": told.made_at,
        "latest": line.latest,
    }


def _record(room: Room, entry: queries.Entry) -> dict[str, Any]:
    asked = entry.asked
    own = {
        "note": entry.told.note,
        "found_by": asked.question.query if asked else "",
        "collected_at": entry.told.collected_at,
    }
    return {**hit_row(room, entry.shown.hit), **own}
