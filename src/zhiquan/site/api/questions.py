"""What the public sends in, and its answer (更正与申诉)."""

from __future__ import annotations

import uuid
from typing import Annotated, Any, Literal

from ninja import Body, Path, Query
from pydantic import BaseModel, Field, StringConstraints

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.site.api.answers import Listed, One
from zhiquan.site.api.door import operation
from zhiquan.site.api.problems import Problem
from zhiquan.site.api.responding import Call
from zhiquan.site.api.shapes import Name, Paged, Sending, Text, Word
from zhiquan.site.gate.policy import May
from zhiquan.site.office.house import house
from zhiquan.site.voice import actions, queries
from zhiquan.site.voice.calendars import calendar_of
from zhiquan.site.voice.limits import may_knock
from zhiquan.site.voice.models import Question
from zhiquan.site.voice.shielding import unnamed
from zhiquan.site.voice.words import KINDS, STATES

TAG = "questions"
Kind = Literal[tuple(KINDS)]  # type: ignore[valid-type] # what somebody writes in for
State = Literal[tuple(STATES)]  # type: ignore[valid-type] # the states of a question
Long = Annotated[str, StringConstraints(min_length=5, max_length=4000, pattern=r"^[^\x00]*$")]
_HOUR = "3600"


class Sent(Sending):
    """What somebody sends in."""

    kind: Kind  # type: ignore[valid-type] # likewise
    text: Long = Field(description="What is wrong, what is right, on what ground; no identity numbers")
    about: Word = Field("", description="Address, figure or right it is about")
    name: Word = Field("", max_length=60, description="How to address the sender; may stay empty")
    contact: Word = Field("", max_length=120, description="Seen by those who handle it only; erased after a year")
    sent_once: uuid.UUID | None = Field(None, description="A mark of one's own: sending it again makes one question")


class Reading(Sending):
    """The reading code that was shown once."""

    code: Word = Field(min_length=1, max_length=20)


class Received(BaseModel):
    """A question as received."""

    number: str
    code: str | None = Field(description="Reading code, told this once; null when it was sent before")
    due: str = Field(description="Last day of the answer")
    is_due_final: bool


class QuestionShape(BaseModel):
    """A question with its answer, for who has its code."""

    number: str
    kind: str
    label: Text
    state: str
    about: str
    text: str
    made_on: str
    due: str
    outcome: Text | None
    answer: str
    answered_at: str | None


class QuestionRow(BaseModel):
    """One question for those who answer; who asked is told on its page only."""

    number: str
    kind: str
    label: Text
    state: str
    about: str
    text: str
    made_on: str
    due: str
    assigned: str
    outcome: str
    working_days: int | None
    is_public: bool


class QuestionsQuery(Paged):
    """Which questions."""

    state: State | None = None  # type: ignore[valid-type] # likewise
    kind: Kind | None = None  # type: ignore[valid-type] # likewise


@operation(
    "post", "/questions", needs=May.ASK, schema="question-received/1", tag=TAG, shape=Received, success=201,
    ground="never",
)  # fmt: skip
def ask(call: Call, body: Body[Sent]) -> One:
    """Send in a correction, objection, complaint or question; at most six an hour from one address."""
    if not may_knock(call.request, "ask"):
        raise _too_often()
    office = house()
    mark = body.sent_once or uuid.uuid4()
    said = actions.Asking(body.kind, body.about, body.text, body.name, body.contact, mark)
    found, code = actions.ask(
        said, by=call.visitor, at=office.now(), knowledge=office.knowledge(), calendar=calendar_of(office)
    )
    told = {"number": found.number, "code": code, "due": found.due, "is_due_final": found.is_due_final}
    return One(told, location=f"/ask/{found.number}/", status=201)


@operation(
    "post", "/questions/{number}/reading", needs=May.ASK, schema="question/1", tag=TAG, shape=QuestionShape,
    statuses=(404,), ground="never",
)  # fmt: skip
def read_question(call: Call, number: Path[Name], body: Body[Reading]) -> One:
    """A question and its answer, for who has its code; a wrong code and no such question are told alike."""
    if not may_knock(call.request, "read"):
        raise _too_often()
    found = Question.objects.filter(number=number.strip().upper()).first()
    if found is None or not actions.is_right_code(found, body.code):
        raise NotFound(
            Words("编号或读取码不对", "number or code is wrong"),
            remedy=Words("丢了请重新提一件。", "If it is lost, send in a new one."),
        )
    return One(
        {
            "number": found.number,
            "kind": found.kind,
            "label": found.kind_words,
            "state": found.state,
            "about": found.subject,
            "text": found.text,
            "made_on": found.made_on,
            "due": found.due,
            "outcome": found.outcome_words,
            "answer": found.answer,
            "answered_at": found.answered_at,
        }
    )


@operation("get", "/questions", needs=May.ANSWER, schema="questions/1", tag=TAG, row=QuestionRow, ground="content")
def questions(call: Call, query: Query[QuestionsQuery]) -> Listed:
    """What the public sent in, the most urgent first, without who asked."""
    found = queries.questions_for(call.visitor, state=query.state or "", kind=query.kind or "")
    begin = (query.page - 1) * query.size
    rows = [_row(one) for one in found[begin : begin + query.size]]
    return Listed(rows, found.count(), query.page, query.size)


def _row(one: Question) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": one.kind,
        "label": one.kind_words,
        "state": one.state,
        "about": one.subject,
        "text": unnamed(one.text),
        "made_on": one.made_on,
        "due": one.due,
        "assigned": one.assigned,
        "outcome": one.outcome,
        "working_days": one.working_days,
        "is_public": one.is_public,
    }


def _too_often() -> Problem:
    return Problem(
        429,
        Words("这一小时里从您的网络发来的太多了", "too many came from your network within this hour"),
        headers={"Retry-After": _HOUR},
    )
