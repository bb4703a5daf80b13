"""Searches an account saved, and what they found since (保存的检索)."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Body, Path, Query
from pydantic import BaseModel, Field

from zhiquan.site.api.answers import Listed, One
from zhiquan.site.api.door import operation
from zhiquan.site.api.responding import Call
from zhiquan.site.api.searching import TAG, HitRow, Orders, Wanted, hit_row, pointed_out
from zhiquan.site.api.shapes import Name, Paged, Sending, Whole, Word
from zhiquan.site.finding.asked import Asked
from zhiquan.site.finding.room import desk_room
from zhiquan.site.gate.policy import May
from zhiquan.site.watching import actions, queries

_NEEDS = (May.WATCH, May.SEE_REGISTER)


class SavedRow(BaseModel):
    """One saved search."""

    id: str
    name: str
    q: str = Field(description="The query in its plain spelling")
    narrowed: dict[str, list[str]] = Field(description="Values of facets by the facet's name")
    order: str
    synonyms: bool
    is_paused: bool
    new: int = Field(description="New hits within reach nobody has looked at")
    is_more: bool = Field(description="There are more than were counted, or there were more than are kept")
    snapshot: str = Field(description="Snapshot it was last compared with")
    made_at: str
    looked_at: str | None


class NewHitRow(HitRow):
    """One record the search did not find before."""

    is_new: bool = Field(description="Nobody has looked at it yet")
    found_at: str
    found_in: str = Field(description="Snapshot it came with")


class SearchWish(Wanted, Sending):
    """A search to be saved."""

    name: Word = Field("", max_length=60, description="What to call it; its query when empty")
    order: Orders = "relevance"


class SeenHits(Sending):
    """Which new hits were read."""

    ids: Annotated[list[Name], Field(min_length=1, max_length=500)] = Field(
        description="Ids of the hits that were read; what was found since stays new"
    )


class Gone(BaseModel):
    """What was deleted."""

    id: str


@operation(
    "get", "/searches", needs=_NEEDS, schema="saved-searches/1", tag=TAG, row=SavedRow, ground="content",
)  # fmt: skip
def saved_searches(call: Call, query: Query[Whole]) -> Listed:
    """The account's saved searches with the number of their new hits, the latest first."""
    del query
    rows = [_saved(one) for one in queries.lines_of(call.visitor)]
    return Listed(rows, len(rows))


@operation(
    "post", "/searches", needs=_NEEDS, schema="saved-search/1", tag=TAG, shape=SavedRow, success=201,
    statuses=(404, 409), ground="never",
)  # fmt: skip
def save_search(call: Call, body: Body[SearchWish]) -> One:
    """Save a search; what later loads add to its hits is new."""
    with pointed_out():
        made = actions.save(Asked(body.question(order=body.order), 1), body.name, by=call.visitor)
    line = queries.opened_search(call.visitor, made.key).line
    return One(_saved(line), location=call.address(f"/searches/{made.key}/hits"), status=201)


@operation(
    "get", "/searches/{key}/hits", needs=_NEEDS, schema="new-hits/1", tag=TAG, row=NewHitRow, shape=SavedRow,
    statuses=(404,), ground="content",
)  # fmt: skip
def new_hits(call: Call, key: Path[Name], query: Query[Paged]) -> Listed:
    """What a saved search found since, the latest first; reading it does not mark it as seen."""
    found = queries.opened_search(call.visitor, key, page=query.page, size=query.size)
    room = desk_room(call.visitor)
    rows = [
        {
            **hit_row(room, one.shown.hit),
            "is_new": one.is_new,
            "found_at": one.told.found_at,
            "found_in": one.told.snapshot,
        }
        for one in (found.hits if found.page == query.page else ())
    ]
    return Listed(rows, found.total, query.page, query.size, more=_saved(found.line))


@operation(
    "post", "/searches/{key}/seen", needs=_NEEDS, schema="saved-search/1", tag=TAG, shape=SavedRow, statuses=(404,),
    ground="never",
)  # fmt: skip
def see_hits(call: Call, key: Path[Name], body: Body[SeenHits]) -> One:
    """Mark those new hits of a saved search as seen that were read."""
    actions.look(key, by=call.visitor, records=body.ids)
    return One(_saved(queries.opened_search(call.visitor, key).line))


@operation(
    "delete", "/searches/{key}", needs=_NEEDS, schema="saved-search-deleted/1", tag=TAG, shape=Gone, statuses=(404,),
    ground="never",
)  # fmt: skip
def delete_search(call: Call, key: Path[Name]) -> One:
    """Delete a saved search and what it found."""
    actions.delete(key, by=call.visitor)
    return One({"id": key})


def _saved(line: queries.Line) -> dict[str, Any]:
    search, question = line.search, line.asked.question
    return {
        "id": search.key,
        "name": search.name,
        "q": question.query,
        "narrowed": dict(question.narrowed),
        "order": question.order,
        "synonyms": question.with_synonyms,
        "is_paused": search.is_paused,
        "new": line.new,
        "is_more": line.is_more,
        "snapshot": search.snapshot,
        "made_at": search.made_at,
        "looked_at": search.looked_at,
    }
