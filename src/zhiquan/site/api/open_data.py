"""Data sets, services, definitions and clauses for everybody (公开的清单与口径)."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Path, Query
from pydantic import BaseModel, Field

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.plans import Plan
from zhiquan.site.api.answers import Listed, One, page_of
from zhiquan.site.api.door import operation
from zhiquan.site.api.responding import Call
from zhiquan.site.api.shapes import Name, Paged, Text, Whole, Word
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.clauses import clauses_of, with_evidence
from zhiquan.site.duties.facts import published_facts
from zhiquan.site.gate.policy import May
from zhiquan.site.office.house import house
from zhiquan.site.plans.queries import public_board
from zhiquan.site.portal.boards import boards
from zhiquan.site.portal.datasets import LICENCE, SETS, data_sets
from zhiquan.site.portal.definitions import PUBLIC, definition_shown, lists
from zhiquan.site.portal.service_list import ServiceShown, service_shown, services_shown
from zhiquan.site.voice.queries import measured_times

TAG = "open data"


class SetRow(BaseModel):
    """One data set there is."""

    name: str
    label: Text
    rhythm: Text = Field(description="When it changes")
    count: int
    of_snapshot: str = Field(description="Snapshot of its figures; empty when it holds none")


class SetShape(BaseModel):
    """What a data set says besides its rows."""

    name: str
    label: Text
    licence: Text
    columns: dict[str, Text]
    is_demo: bool


class AnyRow(BaseModel):
    """One row; its columns are those the set names."""


class ServiceRow(BaseModel):
    """One public service."""

    id: str
    area: str
    label: Text
    handled_by: Text
    who: Text
    needs: list[Text]
    within: Text | None
    fee: Text
    result: Text
    channels: Text
    basis: list[str]
    verified: bool
    answered: int | None = Field(description="How many were handled here; null when nothing was")
    median_working_days: float | None


class DefinitionRow(BaseModel):
    """One definition: an indicator, parameter, plan, service, fee, text of law."""

    kind: str
    id: str
    label: Text
    verified: bool


class DefinitionShape(DefinitionRow):
    """One definition with everything its file says."""

    definition: dict[str, Any]


class ClauseRow(BaseModel):
    """One clause of a plan with what speaks for it."""

    number: str
    title: str
    text: str
    promises: list[dict[str, Any]]
    is_bare: bool = Field(description="True when nothing speaks for it yet")
    has_gap: bool = Field(description="True when something of it has nothing that speaks for it")
    duties: list[dict[str, Any]] = Field(description="Duties on it within the reader's reach; none for the public")


Kind = Literal[PUBLIC]  # type: ignore[valid-type] # the kinds with public pages, as one list says


class DefinitionsQuery(Paged):
    """Which definitions."""

    kind: Kind | None = Field(None, description="Only of one kind")


class ClausesQuery(Whole):
    """Which plan's clauses."""

    plan: Word = Field("", description="Id of a plan with a publication; the one in use when empty")


@operation("get", "/data-sets", needs=May.SEE_PUBLISHED, schema="data-sets/1", tag=TAG, row=SetRow, ground="content")
def data_sets_list(_: Call, query: Query[Whole]) -> Listed:
    """The open data sets that have rows."""
    del query
    office = house()
    rows = [
        {"name": one.data.name, "label": one.data.label, "rhythm": one.data.rhythm, "count": one.count,
         "of_snapshot": one.snapshot}
        for one in data_sets(office, boards(office))
    ]  # fmt: skip
    return Listed(rows, len(rows))


@operation(
    "get", "/data-sets/{name}", needs=May.SEE_PUBLISHED, schema="open-data/1", tag=TAG, row=AnyRow, shape=SetShape,
    statuses=(404,), ground="content",
)  # fmt: skip
def data_set(_: Call, name: Path[Name], query: Query[Paged]) -> Listed:
    """The rows of one data set."""
    if name not in SETS:
        raise NotFound(
            Words("没有这个数据集", "there is no such data set"),
            where={"data_set": name},
            remedy=Words("从 /data-sets 里选。", "Choose one of /data-sets."),
        )
    found, office = SETS[name], house()
    told = {
        "name": found.name, "label": found.label, "licence": LICENCE, "is_demo": office.about().is_demo,
        "columns": dict(found.columns),
    }  # fmt: skip
    return page_of(found.rows(office), page=query.page, size=query.size, more=told)


@operation("get", "/services", needs=May.SEE_PUBLISHED, schema="services/1", tag=TAG, row=ServiceRow, ground="content")
def services(_: Call, query: Query[Whole]) -> Listed:
    """The public service list."""
    del query
    rows = [_service(one) for one in services_shown(house().knowledge(), house().today, measured_times())]
    return Listed(rows, len(rows))


@operation(
    "get", "/services/{name}", needs=May.SEE_PUBLISHED, schema="service/1", tag=TAG, shape=ServiceRow, statuses=(404,),
    ground="content",
)  # fmt: skip
def service(_: Call, name: Path[Name]) -> One:
    """One service: for whom, with what, on what ground, how soon."""
    return One(_service(service_shown(house().knowledge(), name, house().today, measured_times())))


@operation("get", "/definitions", needs=May.SEE_PUBLISHED, schema="definitions/1", tag=TAG, row=DefinitionRow)
def definitions(_: Call, query: Query[DefinitionsQuery]) -> Listed:
    """The definitions that figures, scores and services rest on."""
    rows = [
        {"kind": kind, "id": one.id, "label": one.label, "verified": one.is_verified}
        for kind, _label, listed in lists(house().knowledge())
        for one in listed
        if query.kind in {None, kind}
    ]
    return page_of(rows, page=query.page, size=query.size)


@operation(
    "get", "/definitions/{kind}/{name}", needs=May.SEE_PUBLISHED, schema="definition/1", tag=TAG,
    shape=DefinitionShape, statuses=(404,),
)  # fmt: skip
def definition(_: Call, kind: Path[Kind], name: Path[Name]) -> One:
    """One definition, all its versions and what they rest on."""
    office = house()
    knowledge = office.knowledge()
    definition_shown(knowledge, kind, name, day=office.today, district=office.settings.district)
    found = knowledge.definition(kind, name)
    told = found.model_dump(mode="json", by_alias=True)
    return One({"kind": kind, "id": found.id, "label": found.label, "verified": found.is_verified, "definition": told})


@operation(
    "get", "/clauses", needs=May.SEE_PUBLISHED, schema="clauses/1", tag=TAG, row=ClauseRow, statuses=(404,),
)  # fmt: skip
def clauses(_: Call, query: Query[ClausesQuery]) -> Listed:
    """The clauses of a published plan with the figures last published for each promise."""
    board = public_board({"plan": query.plan})
    if board is None:
        raise NotFound(
            Words("还没有发布过看板", "no board was published yet"),
            remedy=Words("发布以后再读。", "Ask again once one was."),
        )
    plan, knowledge = asked_by({"plan": board.ask.plan}).plan, house().knowledge()
    found = with_evidence(clauses_of(plan.id, knowledge), published_facts(board)["facts"], [])
    rows = clause_rows(found, plan)
    return Listed(rows, len(rows), snapshot=board.publication.snapshot)


def clause_rows(clauses: list[dict[str, Any]], plan: Plan) -> list[dict[str, Any]]:
    """Clauses with evidence as rows."""
    texts = {one.number: "\n".join(one.paragraphs) for one in plan.clauses}
    return [
        {
            "number": one["number"],
            "title": one["title"],
            "text": texts.get(one["number"], ""),
            "promises": [{"text": part["text"], "served": part["served"]} for part in one["promises"]],
            "is_bare": one["is_bare"],
            "has_gap": one["has_gap"],
            "duties": [
                {"slug": duty["slug"], "number": duty["number"], "text": duty["text"], "state": duty["state"]}
                for duty in one["duties"]
            ],
        }
        for one in clauses
    ]


def _service(shown: ServiceShown) -> dict[str, Any]:
    one, version = shown.service, shown.version
    return {
        "id": one.id,
        "area": one.area,
        "label": _text(one.label),
        "handled_by": _text(one.handled_by),
        "who": _text(version.who),
        "needs": [_text(need) for need in version.needs],
        "within": shown.within,
        "fee": _text(version.fee),
        "result": _text(version.result),
        "channels": shown.channels,
        "basis": [str(cite) for cite in version.citations()],
        "verified": shown.is_verified,
        "answered": shown.measured.answered if shown.measured else None,
        "median_working_days": shown.measured.median if shown.measured else None,
    }


def _text(told: Any) -> dict[str, str]:  # noqa: ANN401 - a text of a definition or Words
    return {"zh": told.zh, "en": told.en}
