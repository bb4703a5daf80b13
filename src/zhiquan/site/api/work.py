"""Duties, budget, meetings, units and scores within what a reader may see (任务、经费与考核)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from ninja import Body, Path, Query
from pydantic import BaseModel, Field, StringConstraints

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.plan.duties import STATES
from zhiquan.site.api.answers import Listed, One, page_of
from zhiquan.site.api.door import operation
from zhiquan.site.api.responding import Call
from zhiquan.site.api.shapes import Name, OfPlan, Paged, Sending, Text, Whole, Word, given_of
from zhiquan.site.duties import queries
from zhiquan.site.duties.answers import units_of
from zhiquan.site.duties.asking import Asked, asked_by
from zhiquan.site.duties.proving import offered, prove, standing_of
from zhiquan.site.duties.scores import score_seen, scores_seen, year_of
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house

TAG = "work"
State = Literal[tuple(STATES)]  # type: ignore[valid-type] # the states of a duty


class WorkQuery(OfPlan, Whole):
    """Which plan and day."""


class DutiesQuery(OfPlan, Paged):
    """Which duties."""

    unit: Word = Field("", description="Number of a unit that leads or helps")
    clause: Word = Field("", description="Number of a clause, those below it included")
    state: State | None = None  # type: ignore[valid-type] # likewise


class YearQuery(OfPlan, Whole):
    """Which year."""

    year: int | None = Field(None, ge=2000, le=2100)


class ScoreQuery(OfPlan):
    """Which year."""

    year: int | None = Field(None, ge=2000, le=2100)


class DutyRow(BaseModel):
    """One duty."""

    slug: str = Field(description="Its name in addresses")
    plan: str
    number: str
    clause: str | None
    text: str
    lead: dict[str, Any]
    helpers: dict[str, Any]
    due_on: str | None
    state: str
    late_days: int | None
    claimed_on: str | None
    proof: str | None
    gap: str | None
    evidence: list[dict[str, Any]]
    origin: dict[str, Any] | None = Field(description="Null for readers who may not see origins")


class Counts(BaseModel):
    """How many duties within reach stand in each state."""

    counts: dict[str, int]
    asof: str


class DutyShape(DutyRow):
    """One duty with the ways it can be proved."""

    ways: list[dict[str, Any]]


class OfferRow(BaseModel):
    """One row of the register that may prove a duty."""

    key: str = Field(description="What to send to prove by it")
    id: str
    title: str
    of: str = Field(description="Indicator that counts it")
    label: Text
    since: str
    amount: str | None
    says: Text | None


RowKey = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*\t[^\x00-\x1f\x7f]*$")]
"""The key of an offered row: its table and its id, with a tab between."""


class ProofWish(Sending):
    """The rows that prove a duty."""

    rows: list[RowKey] = Field(min_length=1, max_length=500, description="Keys of rows that were offered")
    note: Word = Field("", description="What they show, in words")


class ProofMade(BaseModel):
    """What was recorded."""

    batch: str = Field(description="Batch the proof can be taken back by")


class BudgetRow(BaseModel):
    """One budget line of one year; amounts in yuan."""

    plan: str
    year: int
    line: str
    planned: str | None
    spent: str | None
    rate: str | None = Field(description="Spent of planned, in per cent")
    unit: str | None
    duties: list[str]
    origin: dict[str, Any] | None


class BudgetShape(BaseModel):
    """The sums by year, lines without a duty, duties without a line."""

    years: list[dict[str, Any]]
    unused: list[str]
    without: list[dict[str, Any]]


class MeetingRow(BaseModel):
    """One decision of a meeting, and the duty it became."""

    meeting: str
    held_on: str | None
    item: str
    decision: str
    unit: str | None
    due_on: str | None
    duty: dict[str, Any] | None
    origin: dict[str, Any] | None


class UnitRow(BaseModel):
    """One unit of a day, or one that ended with who answers for it."""

    number: str
    name: str
    kind: str
    parent: str | None
    from_: str | None = Field(alias="from")
    to: str | None
    heirs: list[dict[str, str]]
    origin: dict[str, Any] | None


class ScoreRow(BaseModel):
    """One unit's score."""

    slug: str
    unit: dict[str, str]
    year: int
    total: str | None
    items: list[dict[str, Any]]
    bonuses: list[dict[str, Any]]
    deductions: list[dict[str, Any]]
    objections: list[dict[str, Any]]


class ScoresShape(BaseModel):
    """Which year, and whether the formula was verified."""

    year: int
    asof: str
    is_verified: bool


@operation(
    "get", "/duties", needs=May.SEE_DUTIES, schema="duties/1", tag=TAG, row=DutyRow, shape=Counts, statuses=(404,)
)
def duties(call: Call, query: Query[DutiesQuery]) -> Listed:
    """The duties within reach with state and evidence, overdue ones first."""
    given = given_of(query)
    asked, wanted = asked_by(given), queries.filter_of(given)
    every = queries.duties_seen(asked, call.visitor)
    rows = [without_origins(one, call.visitor) for one in every if wanted.takes(one)]
    more = {"counts": queries.counts_of(every), "asof": asked.day}
    return page_of(rows, page=query.page, size=query.size, snapshot=asked.snapshot, more=more)


@operation("get", "/duties/{slug}", needs=May.SEE_DUTIES, schema="duty/1", tag=TAG, shape=DutyShape, statuses=(404,))
def duty(call: Call, slug: Path[Name], query: Query[OfPlan]) -> One:
    """One duty: whose it is, what proves it and what is missing."""
    asked = asked_by(given_of(query))
    found = queries.duty_seen(asked, call.visitor, slug)
    ways = [
        {"kind": one.kind, "good": one.good, "all": one.all, "holds": one.holds, "says": list(one.says)}
        for one in queries.ways_of(found)
    ]
    return One({**without_origins(found, call.visitor), "ways": ways}, asked.snapshot)


@operation(
    "get", "/budget", needs=May.SEE_ALL_DUTIES, schema="budget/1", tag=TAG, row=BudgetRow, shape=BudgetShape,
    statuses=(404,),
)  # fmt: skip
def budget(call: Call, query: Query[YearQuery]) -> Listed:
    """Planned and spent by year and line, with the duties each line pays for."""
    asked = asked_by(given_of(query))
    if not asked.snapshot:
        return Listed([], 0, more={"years": [], "unused": [], "without": []})
    told = queries.budget_of(asked, query.year)
    lines = told["lines"] if query.year else told["every_line"]
    more = {name: told[name] for name in ("years", "unused", "without")}
    return Listed([without_origins(one, call.visitor) for one in lines], len(lines), snapshot=asked.snapshot, more=more)


@operation("get", "/meetings", needs=May.SEE_ALL_DUTIES, schema="meetings/1", tag=TAG, row=MeetingRow, statuses=(404,))
def meetings(call: Call, query: Query[WorkQuery]) -> Listed:
    """What meetings decided, the latest first, and the duty each decision became."""
    asked = asked_by(given_of(query))
    held = queries.meetings_of(asked) if asked.snapshot else []
    rows = [without_origins(one, call.visitor) for meeting in held for one in meeting["decisions"]]
    return Listed(rows, len(rows), snapshot=asked.snapshot)


@operation("get", "/units", needs=May.SEE_DUTIES, schema="units/1", tag=TAG, row=UnitRow, statuses=(404,))
def units(call: Call, query: Query[WorkQuery]) -> Listed:
    """The units of a day, then those that ended with who answers for them."""
    asked = asked_by(given_of(query))
    told = units_of(asked) if asked.snapshot else {"tree": [], "ended": []}
    rows = [{"heirs": [], **without_origins(one, call.visitor)} for one in (*told["tree"], *told["ended"])]
    return Listed(rows, len(rows), snapshot=asked.snapshot)


@operation(
    "get", "/appraisal", needs=May.SEE_DUTIES, schema="appraisal/1", tag=TAG, row=ScoreRow, shape=ScoresShape,
    statuses=(404,),
)  # fmt: skip
def appraisal(call: Call, query: Query[YearQuery]) -> Listed:
    """The scores of the units within reach, the most points of each kind of unit first."""
    asked = asked_by(given_of(query))
    year = year_of(asked, str(query.year or ""))
    if not asked.snapshot:
        return Listed([], 0, more={"year": year, "asof": asked.day, "is_verified": False})
    seen = scores_seen(asked, call.visitor, year)
    rows = [_score(one, year, call.visitor) for one in seen.all]
    more = {"year": year, "asof": seen.asked.day, "is_verified": seen.is_verified}
    return Listed(rows, len(rows), snapshot=asked.snapshot, more=more)


@operation(
    "get", "/appraisal/{slug}", needs=May.SEE_DUTIES, schema="score/1", tag=TAG, shape=ScoreRow, statuses=(404,),
)  # fmt: skip
def score(call: Call, slug: Path[Name], query: Query[ScoreQuery]) -> One:
    """One unit's score: each point with its formula, its numbers and what they rest on."""
    asked = asked_by(given_of(query))
    year = year_of(asked, str(query.year or ""))
    if not asked.snapshot:
        raise _no_score(asked, slug)
    return One(_score(score_seen(scores_seen(asked, call.visitor, year), slug), year, call.visitor), asked.snapshot)


@operation(
    "get", "/duties/{slug}/offers", needs=(May.SEE_DUTIES, May.PROVE, May.SEE_REGISTER), schema="offers/1", tag=TAG,
    row=OfferRow, statuses=(404,),
)  # fmt: skip
def duty_offers(call: Call, slug: Path[Name], query: Query[WorkQuery]) -> Listed:
    """The rows of the register that may prove a duty; none for a unit that does not lead it."""
    asked = asked_by(given_of(query))
    found = queries.duty_seen(asked, call.visitor, slug)
    standing = standing_of(found, asked, call.visitor)
    groups = offered(found, asked, standing) if standing else []
    rows = [{**row, "of": group["of"], "label": group["label"]} for group in groups for row in group["rows"]]
    return Listed(rows, len(rows), snapshot=asked.snapshot)


@operation(
    "post", "/duties/{slug}/proof", needs=(May.SEE_DUTIES, May.PROVE, May.SEE_REGISTER), schema="proof/1", tag=TAG,
    shape=ProofMade, success=201, statuses=(404, 409), ground="never",
)  # fmt: skip
def prove_duty(call: Call, slug: Path[Name], body: Body[ProofWish], query: Query[OfPlan]) -> One:
    """Prove a duty by rows of the register that were offered."""
    asked = asked_by(given_of(query))
    batch = prove(asked, slug, body.rows, note=body.note, by=call.visitor)
    return One({"batch": batch}, house().current(), call.address(f"/batches/{batch}"), 201)


def without_origins(told: Any, visitor: Visitor) -> Any:  # noqa: ANN401 - JSON in, the same shape out
    """An answer whose origins stand only for readers who may see them."""
    if visitor.may(May.SEE_ORIGIN):
        return told
    if isinstance(told, Mapping):
        return {key: None if key == "origin" else without_origins(one, visitor) for key, one in told.items()}
    if isinstance(told, (list, tuple)):
        return [without_origins(one, visitor) for one in told]
    return told


def _score(one: Mapping[str, Any], year: int, visitor: Visitor) -> dict[str, Any]:
    names = ("slug", "unit", "total", "items", "bonuses", "deductions", "objections")
    told: dict[str, Any] = without_origins({name: one[name] for name in names}, visitor)
    return {**told, "year": year}


def _no_score(asked: Asked, slug: str) -> NotFound:
    return NotFound(
        Words("没有这个单位的考核", "there is no such appraisal"), where={"unit": slug[:80], "asof": asked.day}
    )
