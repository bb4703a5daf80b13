"""Search of everything a reader may see: hits with facets, the query explained, suggestions (检索)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Literal

from ninja import Query, Schema
from pydantic import BaseModel, Field, StringConstraints

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.knowledge.search_words import synonyms
from zhiquan.search.asking.question import ORDERS, Answer, Hit, Question
from zhiquan.search.language.mistakes import QueryMistake
from zhiquan.search.language.printing import printed
from zhiquan.search.language.readback import Said, said, sentence
from zhiquan.search.service import MOST_EXPORTED, understood
from zhiquan.site.api.answers import Listed, One
from zhiquan.site.api.door import operation
from zhiquan.site.api.problems import Problem
from zhiquan.site.api.responding import Call
from zhiquan.site.api.rights import FacetValue
from zhiquan.site.api.shapes import Paged, Text, Word
from zhiquan.site.finding.asked import FACETS
from zhiquan.site.finding.facets import facets_of
from zhiquan.site.finding.room import Room, desk_room, public_room
from zhiquan.site.finding.suggesting import suggestions
from zhiquan.site.gate.policy import May
from zhiquan.site.office.house import house

TAG = "search"
Long = Annotated[str, StringConstraints(max_length=2_000, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""A query, without signs that control."""

Orders = Literal[ORDERS]  # type: ignore[valid-type] # the orders of the index
Values = Annotated[list[Word], Field(max_length=50)]


class Wanted(Schema):
    """What is looked for: a query and values of facets; of one facet any of them."""

    q: Long = Field("", description="Query as on the search page; its language is told in docs/search.md")
    kind: Values = Field([], description="Kinds of records, such as invention_patent or party")
    group: Values = Field([], description="pending, in_force, ended")
    industry: Values = Field([], description="Leading industries of the district such as 500115.steel")
    year: Values = Field([], description="Years of the first day known")
    subclass: Values = Field([], description="IPC subclasses such as H01M")
    party: Values = Field([], description="Numbers of holders as the facet tells them")
    town: Values = Field([], description="Codes of towns")
    synonyms: bool = Field(default=True, description="Look for words that mean the same too")

    def question(self, *, order: str = "relevance", limit: int = 0, offset: int = 0, facets: bool = False) -> Question:
        """The question."""
        narrowed = {name: tuple(values) for name in FACETS if (values := getattr(self, name))}
        return Question(
            self.q.strip(),
            narrowed=narrowed,
            order=order,  # type: ignore[arg-type] # one of ORDERS, checked by the shape
            limit=limit,
            offset=offset,
            facets=FACETS if facets else (),
            with_synonyms=self.synonyms,
        )


class SearchQuery(Wanted, Paged):
    """What is looked for, in which order, which page."""

    order: Orders = Field("relevance", description="Most relevant first, by day, or what ends soonest")
    facets: bool = Field(
        default=False, description="Count by kind, status, industry, year, subclass, holder and town too"
    )


class HitRow(BaseModel):
    """One record found."""

    id: str
    kind: str
    label: Text = Field(description="Name of its kind")
    title: str
    score: float | None = Field(
        description="Relevance, 0 when ordered by day; null for whoever does not see every record"
    )
    highlights: list[dict[str, Any]] = Field(description="Part, text, and begin and end of each mark in it")
    number: str
    status: str = Field(description="Legal status on the day of the answer; empty when it has none")
    group: str = Field(description="pending, in_force, ended, or empty")
    day: str | None = Field(description="First day known: filing, grant or publication")
    ends: str | None = Field(description="Last day of the term of a right in force; null where none is known")
    holders: list[str] = Field(description="The first three; of what only the public part is seen, organisations")
    town: str
    is_public: bool = Field(description="Only what everybody may see of it was looked at and is told")


class Condition(BaseModel):
    """One condition of a query in words."""

    role: str = Field(description="must, maybe or not")
    label: Text
    others: list[str] = Field(description="Words that mean the same and are looked for too")


class SearchFacet(BaseModel):
    """Records by one property, under all conditions but its own: the first values and those chosen."""

    name: str
    label: Text
    values: list[FacetValue]


class HitsShape(BaseModel):
    """What an answer says besides its rows."""

    printed: str = Field(description="The query in its plain spelling")
    said: list[Condition]
    is_loosened: bool = Field(description="Nothing was found, and parts of long words were looked for instead")
    status_day: str = Field(description="Day of the legal statuses")
    facets: list[SearchFacet]


class ExplainShape(BaseModel):
    """A query as it is understood."""

    printed: str
    sentence: Text
    said: list[Condition]


class ExplainQuery(Schema):
    """Which query."""

    q: Long = Field(description="Query to be explained")
    synonyms: bool = True


class TypedQuery(Schema):
    """What was typed so far."""

    q: Word = Field(min_length=1)


class SuggestionShape(BaseModel):
    """What may be meant."""

    suggestions: list[dict[str, Any]] = Field(
        description="text of the whole query, what is shown, its kind, and whether typing is done with it"
    )


@operation(
    "get", "/search", needs=May.SEE_REGISTER, schema="hits/1", tag=TAG, row=HitRow, shape=HitsShape, statuses=(404,),
    ground="content",
)  # fmt: skip
def search(call: Call, query: Query[SearchQuery]) -> Listed:
    """Everything a query finds within reach: rights, parties, clauses, figures, services, definitions."""
    return _found(desk_room(call.visitor), query)


@operation(
    "get", "/published/search", needs=May.SEE_PUBLISHED, schema="hits/1", tag=TAG, row=HitRow, shape=HitsShape,
    statuses=(404,), ground="content",
)  # fmt: skip
def published_search(_: Call, query: Query[SearchQuery]) -> Listed:
    """Everything a query finds among what everybody may see of the published snapshot."""
    room = public_room()
    if room is None:
        more = {"printed": "", "said": [], "is_loosened": False, "status_day": "", "facets": []}
        return Listed([], 0, query.page, query.size, more=more)
    return _found(room, query)


@operation(
    "get", "/search/explain", needs=May.SEE_PUBLISHED, schema="search-explain/1", tag=TAG, shape=ExplainShape,
    ground="content",
)  # fmt: skip
def search_explain(_: Call, query: Query[ExplainQuery]) -> One:
    """A query as it is understood, in its plain spelling and in words; nothing is looked for."""
    with pointed_out():
        node = understood(query.q)
    conditions = said(node, synonyms(house().settings.knowledge) if query.synonyms else None)
    told = {"printed": printed(node), "sentence": sentence(conditions), "said": [_condition(one) for one in conditions]}
    return One(told)


@operation(
    "get", "/search/suggestions", needs=May.SEE_REGISTER, schema="search-suggestions/1", tag=TAG,
    shape=SuggestionShape, statuses=(404,), ground="content",
)  # fmt: skip
def search_suggestions(call: Call, query: Query[TypedQuery]) -> One:
    """What may be meant by what was typed so far: fields, numbers, names and titles within reach."""
    found = suggestions(desk_room(call.visitor), query.q)
    rows = [{"text": one.text, "shown": one.shown, "kind": one.kind, "is_whole": one.is_whole} for one in found]
    return One({"suggestions": rows})


@contextmanager
def pointed_out() -> Iterator[None]:
    """Tell a query that cannot be read with the place of the character and the query mended.

    Raises:
        Problem: it cannot be read (422); ``where`` has ``character``, from 1, ``near`` and ``mended``.
    """
    try:
        yield
    except QueryMistake as mistake:
        where = {**mistake.where, "mended": mistake.mended}
        raise Problem(mistake.status, mistake.message, mistake.remedy, where) from None


def hit_row(room: Room, hit: Hit) -> dict[str, Any]:
    """One hit as a program reads it."""
    shown = hit.shown
    return {
        **hit.as_json(),
        "label": room.finder.names.kinds.get(hit.kind, Words(hit.kind, hit.kind)),
        "number": shown.get("number") or "",
        "status": shown.get("status") or "",
        "group": shown.get("group") or "",
        "day": shown.get("day") or None,
        "ends": shown.get("ends") or None,
        "holders": shown.get("holders") or [],
        "town": shown.get("town") or "",
        "is_public": hit.is_public,
    }


def _found(room: Room, query: SearchQuery) -> Listed:
    offset = (query.page - 1) * query.size
    if offset + query.size > MOST_EXPORTED:
        raise BadInput(
            Words(f"只能翻到第 {MOST_EXPORTED:,} 条", f"hits are told up to number {MOST_EXPORTED:,}"),
            where={"page": query.page, "size": query.size},
            remedy=Words("加上条件，缩小范围。", "Add conditions."),
        )
    question = query.question(order=query.order, limit=query.size, offset=offset, facets=query.facets)
    with pointed_out():
        answer = room.finder.find(question, room.reach)
    rows = [hit_row(room, one) for one in answer.hits]
    return Listed(rows, answer.total, query.page, query.size, answer.snapshot, _more(answer))


def _more(answer: Answer) -> dict[str, Any]:
    return {
        "printed": answer.printed,
        "said": [_condition(one) for one in answer.said],
        "is_loosened": answer.is_loosened,
        "status_day": answer.day,
        "facets": [
            {
                "name": facet.name,
                "label": facet.label,
                "values": [
                    {"key": one.key, "label": label, "count": one.count, "is_chosen": one.is_chosen}
                    for one, label in facet.values
                ],
            }
            for facet in (facets_of(answer) if answer.facets else ())
        ],
    }


def _condition(one: Said) -> dict[str, Any]:
    return {"role": one.role, "label": one.words, "others": one.others}
