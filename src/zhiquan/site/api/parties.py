"""Parties within what a reader may see, their fees, and lines of files (主体与来源行)."""

from __future__ import annotations

from typing import Any

from ninja import Path, Query
from pydantic import BaseModel, Field

from zhiquan.measure.plain import text
from zhiquan.register.browsing.masks import masked_any
from zhiquan.site.api.answers import Listed, One, page_of
from zhiquan.site.api.door import operation
from zhiquan.site.api.responding import Call
from zhiquan.site.api.right_plain import fee_plain, origin_plain, plainly
from zhiquan.site.api.shapes import Name, OriginShape, Paged, Text, Whole, Word
from zhiquan.site.gate.policy import May
from zhiquan.site.office.house import house
from zhiquan.site.registry.actions import note_line_read, note_party_read
from zhiquan.site.registry.naming import kind_word, status_word
from zhiquan.site.registry.parties import PartyLine, parties_list
from zhiquan.site.registry.party_story import FeeLine, fee_lines
from zhiquan.site.registry.queries import lines_at, party_of

TAG = "parties"


class PartyRow(BaseModel):
    """One party of a list."""

    id: str
    name: str
    code: str = Field(description="Credit code; empty when none is known")
    region: str
    names: int = Field(description="Names tied to it")
    rights: int = Field(description="Rights it holds now within the reader's reach")


class HeldRow(BaseModel):
    """Rights of one kind and status a party holds."""

    kind: str
    label: Text
    group: str
    rights: int


class PartyShape(BaseModel):
    """One party as far as the reader sees."""

    id: str
    name: str
    code: str
    region: str
    aliases: list[str]
    total: int
    counts: list[HeldRow]
    fees_in_all: int = Field(description="Annual fees due within twelve months")
    fees_yuan: str
    names: list[dict[str, Any]]
    pledges: list[dict[str, Any]]
    titles: list[dict[str, Any]]
    events: list[dict[str, Any]]
    events_in_all: int


class FeeRow(BaseModel):
    """One annual fee of a party's rights."""

    right: str
    number: str
    title: str
    year: int
    due_on: str
    grace_ends_on: str
    yuan: str
    surcharge_today: str
    total_today: str
    is_late: bool
    is_pledged: bool
    is_verified: bool
    because: Text
    basis: list[str]


class LineRow(BaseModel):
    """One entry the register keeps of a line of a file."""

    kind: str
    label: Text
    origin: OriginShape
    rights: list[str]
    values: list[dict[str, Any]]
    own_words: dict[str, str] = Field(description="Columns nobody knew, as printed")
    left_out: Text | None


class PartiesQuery(Paged):
    """Which parties."""

    q: Word = Field("", description="Part of a name, a code or an id; all of them when empty")


class LineQuery(Whole):
    """Which line of which file."""

    batch: Word = Field(min_length=1, description="Batch the file was loaded with")
    sheet: Word = Field("", description="Sheet; empty for files without sheets")
    line: int = Field(ge=1, le=10_000_000, description="Row of the sheet, from 1")


@operation("get", "/parties", needs=May.SEE_REGISTER, schema="parties/1", tag=TAG, row=PartyRow)
def parties(call: Call, query: Query[PartiesQuery]) -> Listed:
    """The parties within reach, those with most rights first."""
    found = parties_list(call.visitor, query.q, page=query.page, size=query.size)
    rows = [party_row(one) for one in found.lines]
    return Listed(rows, found.total, query.page, query.size, house().current())


@operation(
    "get", "/parties/{party}/fees", needs=May.SEE_REGISTER, schema="fees/1", tag=TAG, row=FeeRow, statuses=(404,),
    is_sensitive=True,
)  # fmt: skip
def party_fees(call: Call, party: Path[Name], query: Query[Paged]) -> Listed:
    """Annual fees of a party's rights: those past due that can still be paid, then those of twelve months."""
    page = party_of(call.visitor, party)
    note_party_read(call.visitor, page.party)
    rows = [_fee(one) for one in fee_lines(page, house().today)]
    return page_of(rows, page=query.page, size=query.size, snapshot=house().current())


@operation(
    "get", "/parties/{party}", needs=May.SEE_REGISTER, schema="party/1", tag=TAG, shape=PartyShape, statuses=(404,),
    is_sensitive=True,
)  # fmt: skip
def party(call: Call, party: Path[Name]) -> One:
    """One party: names, numbers of rights, fees, pledges, titles, events of twelve months."""
    page = party_of(call.visitor, party)
    note_party_read(call.visitor, page.party)
    told = {
        "id": page.party,
        "name": page.name,
        "code": page.code,
        "region": page.region,
        "aliases": page.aliases,
        "total": page.total,
        "counts": [
            {"kind": one.kind, "label": kind_word(one.kind), "group": one.group, "rights": one.rights}
            for one in page.counts
        ],
        "fees_in_all": page.fees_in_all,
        "fees_yuan": text(page.fees_yuan),
        "names": [{**row, "score": str(row["score"])} for row in page.names],
        "pledges": plainly(page.pledges, ("number", "pledgee", "registered_on", "ended_on", "amount", "right_numbers")),
        "titles": plainly(page.titles, ("kind", "name", "number", "level", "from", "to")),
        "events": [
            {"right": row["right"], "title": masked_any("名称", row["title"]), "kind": row["kind"],
             "label": status_word(row["kind"]), "day": row["day"]}
            for row in page.events
        ],
        "events_in_all": page.events_in_all,
    }  # fmt: skip
    return One(told, house().current(), call.address(f"/parties/{page.party}"))


@operation(
    "get", "/lines", needs=May.SEE_ORIGIN, schema="lines/1", tag=TAG, row=LineRow, statuses=(404,), is_sensitive=True,
)  # fmt: skip
def lines(call: Call, query: Query[LineQuery]) -> Listed:
    """What the register keeps of one line of a loaded file."""
    found = lines_at(call.visitor, batch=query.batch, sheet=query.sheet, line=query.line)
    note_line_read(call.visitor, batch=query.batch, sheet=query.sheet, line=query.line)
    rows = [
        {
            "kind": one.kind,
            "label": kind_word(one.kind),
            "origin": origin_plain(one.origin),
            "rights": one.rights,
            "values": [{"name": value.name, "label": value.label, "value": value.value} for value in one.values],
            "own_words": dict(one.own_words),
            "left_out": one.left_out,
        }
        for one in found
    ]
    return Listed(rows, len(rows), snapshot=house().current())


def party_row(line: PartyLine) -> dict[str, Any]:
    """One party of a list as a program reads it."""
    return {
        "id": line.party,
        "name": line.name,
        "code": line.code,
        "region": line.region,
        "names": line.names,
        "rights": line.rights,
    }


def _fee(line: FeeLine) -> dict[str, Any]:
    fee = fee_plain(line.row.fee, house().today) or {}
    return {
        "right": line.row.right,
        "number": line.row.number,
        "title": masked_any("名称", line.row.title),
        **fee,
        "yuan": str(line.row.fee.yuan),
        "surcharge_today": str(line.surcharge),
        "total_today": str(line.total),
        "is_late": line.is_late,
        "is_pledged": line.is_pledged,
    }
