"""The public part of the register: rights and organisations of the published snapshot (公开登记信息)."""

from __future__ import annotations

from typing import Any

from ninja import Path, Query
from pydantic import BaseModel, Field

from zhiquan.site.api.answers import Listed, One
from zhiquan.site.api.door import operation
from zhiquan.site.api.responding import Call
from zhiquan.site.api.shapes import Name, Paged, Text, Word
from zhiquan.site.gate.policy import May
from zhiquan.site.registry.public import SHOWN, PublicLine, public_party, public_right
from zhiquan.site.registry.public_find import find_public

TAG = "published register"


class PublicRow(BaseModel):
    """One public right."""

    id: str
    kind: Text
    number: str
    title: str
    status: Text
    filed_on: str | None
    holder: str = Field(description="Name of an organisation; a person is not named")


class Found(BaseModel):
    """What else holds the words."""

    indicators: list[dict[str, Any]]
    clauses: list[dict[str, Any]]


class PublicRightShape(PublicRow):
    """The public facts of one right."""

    numbers: list[dict[str, Any]]
    days: list[dict[str, Any]]
    holders: list[dict[str, str]]
    classes: list[dict[str, Any]]
    status_day: str


class PublicPartyShape(BaseModel):
    """The public facts of one organisation."""

    id: str
    name: str
    total: int
    counts: list[dict[str, Any]]
    status_day: str


class SearchQuery(Paged):
    """Words that must all stand in title, number or an organisation's name."""

    q: Word = Field(min_length=1, description="Words to look for")
    size: int = Field(SHOWN, ge=1, le=500, description="Rows of a page")


@operation(
    "get", "/published/rights", needs=May.SEE_PUBLISHED, schema="published-rights/1", tag=TAG, row=PublicRow,
    shape=Found,
)  # fmt: skip
def published_rights(_: Call, query: Query[SearchQuery]) -> Listed:
    """The public rights with the words, newest filing first, and the figures and clauses that hold them."""
    found = find_public(query.q.strip(), page=query.page, size=query.size)
    more = {
        "indicators": [{"id": name, "label": words} for name, words in found.indicators],
        "clauses": [
            {"plan": one.plan, "number": one.number, "title": one.title, "text": f"{one.before}{one.hit}{one.after}"}
            for one in found.clauses
        ],
    }
    snapshot = found.shown.snapshot if found.shown else ""
    rows = [_line(one) for one in found.lines]
    return Listed(rows, found.rights, query.page, query.size, snapshot, more)


@operation(
    "get", "/published/rights/{path:right}", needs=May.SEE_PUBLISHED, schema="published-right/1", tag=TAG,
    shape=PublicRightShape, statuses=(404,),
)  # fmt: skip
def published_right(call: Call, right: Path[Name]) -> One:
    """The public facts of one right, by its id or a number in any spelling."""
    found = public_right(right)
    told = {
        **_line(found.line),
        "numbers": [{"label": label, "number": number} for label, number in found.numbers],
        "days": [{"label": label, "day": day} for label, day in found.days],
        "holders": [{"name": one.name, "party": one.party} for one in found.holders],
        "classes": [{"system": one["system"], "symbol": one["symbol"]} for one in found.classes],
        "status_day": found.shown.day,
    }
    return One(told, found.shown.snapshot, call.address(f"/published/rights/{found.line.right}"))


@operation(
    "get", "/published/parties/{party}", needs=May.SEE_PUBLISHED, schema="published-party/1", tag=TAG,
    shape=PublicPartyShape, statuses=(404,),
)  # fmt: skip
def published_party(call: Call, party: Path[Name]) -> One:
    """The public facts of one organisation: how many public rights of each kind and status it holds."""
    found = public_party(party)
    told = {
        "id": found.party,
        "name": found.name,
        "total": found.total,
        "counts": [{"kind": kind, "status": group, "rights": rights} for kind, group, rights in found.counts],
        "status_day": found.shown.day,
    }
    return One(told, found.shown.snapshot, call.address(f"/published/parties/{found.party}"))


def _line(one: PublicLine) -> dict[str, Any]:
    return {
        "id": one.right,
        "kind": one.kind,
        "number": one.number,
        "title": one.title,
        "status": one.status,
        "filed_on": one.filed_on,
        "holder": one.holder,
    }
