"""What was published: boards, figures and their rows, read as they were frozen (已公布的看板与指标)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from ninja import Path, Query
from pydantic import BaseModel, Field

from zhiquan import __version__
from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.site.api.answers import Listed, One, page_of
from zhiquan.site.api.door import operation
from zhiquan.site.api.figures import (
    FigureRow,
    FigureShape,
    GroupRow,
    RowsOf,
    TargetShape,
    figure_plain,
    group_rows,
    rows_plain,
)
from zhiquan.site.api.responding import Call
from zhiquan.site.api.shapes import Name, OfBoard, Paged, Text, Whole, given_of
from zhiquan.site.gate.policy import May
from zhiquan.site.office.house import house
from zhiquan.site.plans.answers.reading import figure_answer, public_rows
from zhiquan.site.plans.queries import Frozen, frozen_board, frozen_boards, public_board
from zhiquan.site.plans.verifying import require_whole

TAG = "published"


class Index(BaseModel):
    """The office, the program, and where to go from here."""

    district: str
    name: Text
    release: str
    is_demo: bool = Field(description="True when everything here is made up")
    published: str | None = Field(description="Snapshot of the latest publication")
    addresses: dict[str, str]


class PublicationRow(BaseModel):
    """One published board."""

    id: str
    plan: str
    label: Text
    day: str = Field(description="Day of its figures")
    published_on: str
    snapshot: str
    sha256: str = Field(description="Hash of the content as published")
    is_whole: bool = Field(description="False when the stored text is no longer what was published")


class PublicationShape(PublicationRow):
    """One published board with everything it was published with."""

    content: dict[str, Any]


class BoardShape(BaseModel):
    """A board: the targets of a plan on a day."""

    plan: str
    label: Text
    is_demo: bool
    period: dict[str, str]
    asof: str
    known: str | None
    publication: str | None = Field(default=None, description="Id of the publication it was read from")


GroupedBy = Literal["town", "industry", "holder_kind"]


class BoardQuery(OfBoard, Whole):
    """Which board, and in which form."""


class RowsQuery(OfBoard, Paged):
    """Which rows behind a figure: the counted ones unless something else is said."""

    group: str = Field("", max_length=80, pattern=r"^((town|industry|holder_kind):[^\x00-\x1f\x7f]+)?$",
                       description="Counted rows of one group: town:500115001; town:- for those of none")  # fmt: skip
    reason: str = Field("", max_length=80, pattern=r"^[a-z0-9_]*$", description="Rows left out for one reason")
    left: bool = Field(default=False, description="All rows left out")


@operation("get", "", needs=May.SEE_PUBLISHED, schema="api/1", tag=TAG, shape=Index)
def index(call: Call) -> One:
    """Where to begin: the office, the release, addresses."""
    about = house().about()
    boards = [one for one in frozen_boards() if one.is_whole]
    names = ("publications", "published/board", "published/rights", "clauses", "services", "data-sets", "definitions")
    addresses = {name: call.address(f"/{name}") for name in names}
    return One(
        {
            "district": about.district,
            "name": about.name,
            "release": __version__,
            "is_demo": about.is_demo,
            "published": boards[0].publication.snapshot if boards else None,
            "addresses": addresses | {"openapi": call.address("/openapi.json"), "docs": call.address("/docs/")},
        }
    )


@operation("get", "/publications", needs=May.SEE_PUBLISHED, schema="publications/1", tag=TAG, row=PublicationRow)
def publications(_: Call, query: Query[Paged]) -> Listed:
    """Every publication, the latest first."""
    return page_of([_publication(one) for one in frozen_boards()], page=query.page, size=query.size)


@operation(
    "get", "/publications/{name}", needs=May.SEE_PUBLISHED, schema="publication/1", tag=TAG, shape=PublicationShape,
    statuses=(404, 409),
)  # fmt: skip
def publication(_: Call, name: Path[Name]) -> One:
    """One publication as it was frozen: the question, the board, what it was computed with."""
    found = frozen_board(name)
    require_whole(found)
    return One({**_publication(found), "content": found.content}, found.publication.snapshot)


@operation(
    "get", "/published/board", needs=May.SEE_PUBLISHED, schema="board/1", tag=TAG, row=TargetShape, shape=BoardShape,
    statuses=(404,),
)  # fmt: skip
def published_board(_: Call, query: Query[BoardQuery]) -> Listed:
    """The published board of a plan, word for word: its targets with value, status and forecast."""
    found = _frozen(given_of(query))
    told = {key: value for key, value in found.board.items() if key not in {"targets", "snapshot"}}
    rows = list(found.board["targets"])
    return Listed(rows, len(rows), snapshot=found.publication.snapshot, more={**told, "publication": found.name})


@operation(
    "get", "/published/indicators/{indicator}", needs=May.SEE_PUBLISHED, schema="figure/1", tag=TAG, shape=FigureShape,
    statuses=(404,),
)  # fmt: skip
def published_indicator(_: Call, indicator: Path[Name], query: Query[OfBoard]) -> One:
    """One published figure: value as published, definition, history, groups, what was counted and left out."""
    found, target = _target(given_of(query), indicator)
    told = figure_plain(figure_answer(found.ask, indicator), sees_origins=True, sees_all=False)
    more = {"published_value": target["value"], "publication": found.name}
    return One({**told, **more}, found.publication.snapshot)


@operation(
    "get", "/published/indicators/{indicator}/groups/{by}", needs=May.SEE_PUBLISHED, schema="figure-groups/1", tag=TAG,
    row=GroupRow, statuses=(404,),
)  # fmt: skip
def published_groups(_: Call, indicator: Path[Name], by: Path[GroupedBy], query: Query[BoardQuery]) -> Listed:
    """A published figure told apart by town, industry or kind of holder."""
    found, _target_told = _target(given_of(query), indicator)
    rows = group_rows(figure_answer(found.ask, indicator), by)
    return Listed(rows, len(rows), snapshot=found.publication.snapshot)


@operation(
    "get", "/published/indicators/{indicator}/rows", needs=May.SEE_PUBLISHED, schema="figure-rows/1", tag=TAG,
    row=FigureRow, shape=RowsOf, statuses=(404,),
)  # fmt: skip
def published_rows(_: Call, indicator: Path[Name], query: Query[RowsQuery]) -> Listed:
    """The rows behind a published figure, each with file and line; persons have no names, unpublished rights no ids."""
    given = given_of(query)
    found, _target_told = _target(given, indicator)
    answer = public_rows(found.ask, indicator)
    rows, more = rows_plain(answer, answer["rows"], given, sees_origins=True)
    return page_of(rows, page=query.page, size=query.size, snapshot=found.publication.snapshot, more=more)


def _publication(one: Frozen) -> dict[str, Any]:
    board, held = one.content.get("board", {}), one.publication
    return {
        "id": one.name,
        "plan": one.ask.plan,
        "label": board.get("label") or {"zh": one.ask.plan, "en": one.ask.plan},
        "day": one.day.isoformat(),
        "published_on": held.published_on.isoformat(),
        "snapshot": held.snapshot,
        "sha256": held.sha256,
        "is_whole": one.is_whole,
    }


def _frozen(given: Mapping[str, str]) -> Frozen:
    found = public_board(given)
    if found is None:
        raise NotFound(
            Words("还没有发布过看板", "no board was published yet"),
            remedy=Words("发布以后再读。", "Ask again once one was."),
        )
    return found


def _target(given: Mapping[str, str], indicator: str) -> tuple[Frozen, Mapping[str, Any]]:
    found = _frozen(given)
    target = found.target(indicator)
    if target is None:
        raise NotFound(
            Words("这个指标没有发布过", "this indicator was not published"),
            where={"indicator": indicator},
            remedy=Words("从 /published/board 里选。", "Choose one of /published/board."),
        )
    return found, target
