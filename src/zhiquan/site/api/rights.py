"""Rights within what a reader may see: list with facets, one right and its parts, export (权利)."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from django.http import FileResponse, HttpResponseBase, QueryDict
from django.urls import register_converter
from django.utils.translation import gettext as _t
from ninja import Path, Query
from pydantic import BaseModel, Field

from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.words import Words
from zhiquan.register.browsing.masks import masked_any
from zhiquan.site.api.answers import Listed, One, page_of
from zhiquan.site.api.door import operation
from zhiquan.site.api.responding import Call
from zhiquan.site.api.right_plain import PARTS, RightShape, origin_plain, part_rows, right_plain
from zhiquan.site.api.running import JobShape, job_plain
from zhiquan.site.api.shapes import Name, OriginShape, Paged, Text, Word
from zhiquan.site.gate.policy import May
from zhiquan.site.jobs.actions import ask_for
from zhiquan.site.office.house import house
from zhiquan.site.registry.asked import Asked, asked_of
from zhiquan.site.registry.exports import KIND, export_file
from zhiquan.site.registry.naming import ORDER_WORDS
from zhiquan.site.registry.queries import Line, Shelf, right_of, rights_list, rights_number

TAG = "rights"
_TRUE = frozenset({"1", "true", "on", "yes", "t", "y"})
"""What stands for yes in an address."""


class PartConverter:
    """The name of a part in an address, so that an id with a stroke is not taken for one (权利的部分)."""

    regex = "|".join(PARTS)

    def to_python(self, value: str) -> str:
        """The name as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """The name as it stands."""
        return value


register_converter(PartConverter, "rightpart")
Orders = Literal[tuple(ORDER_WORDS)]  # type: ignore[valid-type] # the orders of the page's list
Part = Literal[tuple(PARTS)]  # type: ignore[valid-type] # the parts of a right that are lists


class Conditions(Paged):
    """Which rights; the same conditions as the page's address. Several values of one name mean any of them."""

    q: Word = Field("", description="Words that must all stand in title, number or holder's name")
    kind: list[Word] = Field([], max_length=50)
    status: list[Word] = Field([], max_length=50, description="Statuses, or pending, in_force, ended")
    place: list[Word] = Field([], max_length=50, description="District or town codes, or their beginning")
    holder: list[Word] = Field([], max_length=50, description="Ids, codes or names of parties")
    year: str = Field("", max_length=10, pattern=r"^([0-9]{1,4}(\.\.([0-9]{1,4})?)?|\.\.[0-9]{1,4})?$",
                      description="Filing year 2024, or 2020..2024")  # fmt: skip
    class_: list[Word] = Field([], max_length=50, alias="class", description="Groups of the facet, such as ipc:H")
    symbol: Word = Field("", description="Beginning of a symbol: H01M, nice:09")
    tag: Word = ""
    disputed: bool = Field(default=False, description="Only those whose source states another status than their events")
    on: date | None = Field(None, description="Day of the legal status; today when not given")
    known: date | None = Field(None, description="As known on this day")
    order: Orders = "-filed"  # type: ignore[valid-type] # likewise
    facets: bool = Field(default=False, description="Count by kind, status, place, year, class and holder too")


class OnDay(Paged):
    """The day of the legal status, and the page of a long part."""

    on: date | None = Field(None, description="Day of the legal status; today when not given")


class RightRow(BaseModel):
    """One right of a list."""

    id: str
    kind: str
    number: str
    title: str
    status: str
    status_label: Text
    group: str = Field(description="pending, in_force, ended, or empty when the status is unknown")
    filed_on: str | None
    granted_on: str | None
    holders: list[str] = Field(description="The first three")
    holders_in_all: int
    region: str
    town: str
    class_: str = Field(alias="class")
    is_disputed: bool
    known_on: str | None
    origin: OriginShape | None = Field(description="Null for readers who may not see origins")


class FacetValue(BaseModel):
    """One value of a facet."""

    key: str
    label: Text
    count: int
    is_chosen: bool


class Facet(BaseModel):
    """Rights by one property, under all conditions but its own."""

    name: str
    parameter: str
    more: int
    values: list[FacetValue]


class RightsShape(BaseModel):
    """What the list says besides its rows."""

    on: str
    known: str | None
    facets: list[Facet]


class CountShape(BaseModel):
    """How many rights answer to the conditions."""

    count: int
    on: str


class PartRow(BaseModel):
    """One row of a part of a right; its keys depend on the part."""


@operation(
    "get", "/rights", needs=May.SEE_REGISTER, schema="rights/1", tag=TAG, row=RightRow, shape=RightsShape,
)  # fmt: skip
def rights(call: Call, query: Query[Conditions]) -> Listed:
    """The rights within reach that meet every condition."""
    asked = _asked(call)
    facets = asked.paging.facets if query.facets else 0
    asked = replace(asked, paging=replace(asked.paging, size=query.size, facets=facets))
    found = rights_list(call.visitor, asked)
    sees = call.visitor.may(May.SEE_ORIGIN)
    more = {"on": asked.wanted.on, "known": asked.wanted.known, "facets": [_facet(one) for one in found.shelves]}
    rows = [right_row(one, sees_origins=sees) for one in found.lines]
    return Listed(rows, found.page.total, found.page.page, found.page.size, found.snapshot, more)


@operation("get", "/rights/count", needs=May.SEE_REGISTER, schema="count/1", tag=TAG, shape=CountShape)
def rights_count(call: Call, query: Query[Conditions]) -> One:
    """How many rights within reach meet every condition."""
    del query
    asked = _asked(call)
    return One({"count": rights_number(call.visitor, asked), "on": asked.wanted.on}, house().current())


@operation(
    "post", "/rights/export", needs=(May.SEE_REGISTER, May.EXPORT), schema="job/1", tag=TAG, shape=JobShape,
    success=202, ground="never",
)  # fmt: skip
def rights_export(call: Call, query: Query[Conditions]) -> One:
    """Have the whole list written to a file by a job; its result names the file."""
    del query
    asked = _asked(call)
    number, name = rights_number(call.visitor, asked), secrets.token_hex(12)
    wish = {"query": asked.query(), "name": name, "language": call.language}
    job = ask_for(KIND, _t("权利清单 %(rows)s 行") % {"rows": f"{number:,}"}, wish, by=call.visitor)
    return One(job_plain(job), location=call.address(f"/jobs/{job.id}"), status=202)


@operation(
    "get", "/exports/{name}", needs=(May.SEE_REGISTER, May.EXPORT), schema="csv", tag=TAG, statuses=(404,),
    ground="never", media="text/csv",
)  # fmt: skip
def export(call: Call, name: Path[Name]) -> HttpResponseBase:
    """A file a finished export wrote, for the account that asked and while its reach is what it was then."""
    file = export_file(call.visitor, name)
    if file is None:
        raise NotFound(
            Words("没有这个文件", "there is no such file"),
            where={"export": name},
            remedy=Words("看作业是否做完。", "See whether the job is done."),
        )
    sent = FileResponse(
        file.open("rb"), as_attachment=True, filename="rights.csv", content_type="text/csv; charset=utf-8"
    )
    sent.headers["Cache-Control"] = "no-store"
    return sent


@operation(
    "get", "/rights/{path:right}/{rightpart:part}", needs=May.SEE_REGISTER, schema="right-part/1", tag=TAG, row=PartRow,
    statuses=(404,),
)  # fmt: skip
def right_part(call: Call, right: Path[Name], part: Path[Part], query: Query[OnDay]) -> Listed:  # type: ignore[valid-type] # likewise
    """One part of a right: its events, status periods, holders, lines of origin, classes, pledges and so on."""
    on = query.on or house().today
    page = right_of(call.visitor, right, on=on)
    if part == "origins" and not call.visitor.may(May.SEE_ORIGIN):
        raise NotFound(Words("没有这一部分", "there is no such part"), where={"part": part})
    rows = part_rows(page, part, on=on, sees_origins=call.visitor.may(May.SEE_ORIGIN))
    return page_of(rows, page=query.page, size=query.size, snapshot=house().current())


@operation(
    "get", "/rights/{path:right}", needs=May.SEE_REGISTER, schema="right/1", tag=TAG, shape=RightShape,
    statuses=(404,),
)  # fmt: skip
def right(call: Call, right: Path[Name], query: Query[OnDay]) -> One:
    """One right, by its id, a former id or a number in any spelling, with what each source states."""
    on = query.on or house().today
    page = right_of(call.visitor, right, on=on)
    told = right_plain(page, on=on, sees_origins=call.visitor.may(May.SEE_ORIGIN))
    return One(told, house().current(), call.address(f"/rights/{page.right}"))


def right_row(line: Line, *, sees_origins: bool) -> dict[str, Any]:
    """One right of a list as a program reads it; personal numbers in titles and names are masked."""
    row = line.row
    origin = row.origin if sees_origins else None
    return {
        "id": row.right,
        "kind": row.kind,
        "number": row.number,
        "title": masked_any("名称", row.title),
        "status": row.status,
        "status_label": line.status,
        "group": row.group,
        "filed_on": row.filed_on,
        "granted_on": row.granted_on,
        "holders": masked_any("权利人", list(row.holders)),
        "holders_in_all": row.holders_in_all,
        "region": row.region,
        "town": row.town,
        "class": row.class_group,
        "is_disputed": row.is_disputed,
        "known_on": row.known_on,
        "origin": origin_plain(origin) if origin else None,
    }


def _asked(call: Call) -> Asked:
    """The conditions as the page reads them.

    Raises:
        BadInput: one cannot be understood.
    """
    given = QueryDict(mutable=True)
    for name, values in call.request.GET.lists():
        is_set = name != "disputed" or values[-1].lower() in _TRUE
        given.setlist(name, ["1"] if name == "disputed" and is_set else values if is_set else [])
    asked = asked_of(given, today=house().today)
    if asked.problems:
        raise BadInput("；".join(asked.problems))
    return asked


def _facet(shelf: Shelf) -> dict[str, Any]:
    return {
        "name": shelf.name,
        "parameter": shelf.parameter,
        "more": shelf.more,
        "values": [
            {"key": one.key, "label": one.label, "count": one.count, "is_chosen": one.is_chosen}
            for one in shelf.choices
        ],
    }
