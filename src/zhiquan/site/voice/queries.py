"""Reading questions (查来件)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from statistics import median
from typing import Any

from django.db.models import QuerySet

from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import May, Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.voice.clock import days_left
from zhiquan.site.voice.models import Question
from zhiquan.site.voice.shielding import unnamed
from zhiquan.site.voice.words import ANSWERED, OPEN


def questions_for(visitor: Visitor, *, state: str = "", kind: str = "", own: bool = False) -> QuerySet[Question]:
    """Questions a reader may handle, the most urgent first; none for those who do not answer."""
    if not visitor.may(May.ANSWER):
        return Question.objects.none()
    found = Question.objects.all()
    if state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    if own:
        found = found.filter(assigned=visitor.account)
    return found.order_by("due", "id") if state == OPEN else found.order_by("-state", "due", "id")


def open_questions(visitor: Visitor) -> QuerySet[Question]:
    """Open questions that nobody took or this reader did, the most urgent first."""
    return questions_for(visitor, state=OPEN).filter(assigned__in=["", visitor.account])


def answers_since(visitor: Visitor, since: datetime) -> list[Question]:
    """Questions a reader asked while signed in that were answered after a moment; the trail knows who asked."""
    if visitor.is_public:
        return []
    own = Line.objects.filter(action="question.asked", account=visitor.account).exclude(role=Role.PUBLIC.value)
    answered = Question.objects.filter(state=ANSWERED, answered_at__gt=since)
    return list(answered.filter(number__in=own.values("subject")).order_by("answered_at", "id"))


def public_answers(most: int) -> list[dict[str, Any]]:
    """Answers made public, without who asked: ``number, kind, text, outcome, answer, answered_at``; newest first."""
    listed = Question.objects.filter(state=ANSWERED, is_public=True).order_by("-answered_at")[:most]
    return [
        {
            "number": one.number,
            "kind": one.kind_words,
            "text": unnamed(one.public_text),
            "outcome": one.outcome_words,
            "answer": unnamed(one.public_answer),
            "answered_at": one.answered_at,
            "working_days": one.working_days,
        }
        for one in listed
    ]


def public_count() -> int:
    """How many answers were made public."""
    return Question.objects.filter(state=ANSWERED, is_public=True).count()


@dataclass(frozen=True, slots=True)
class Measured:
    """How long answers took (实际用时): how many, the median in working days, how many came late."""

    answered: int
    median: float
    late: int


def measured_times() -> dict[str, Measured]:
    """Time taken by kind of question; a kind never answered is not among them."""
    taken: dict[str, list[int]] = {}
    late: dict[str, int] = {}
    answered = Question.objects.filter(state=ANSWERED, working_days__isnull=False)
    for one in answered.only("kind", "working_days", "answered_at", "due", "state"):
        taken.setdefault(one.kind, []).append(one.working_days or 0)
        late[one.kind] = late.get(one.kind, 0) + one.is_answered_late
    return {kind: Measured(len(days), median(days), late[kind]) for kind, days in taken.items()}


def clock_shown(question: Question, today: date) -> dict[str, Any]:
    """What the clock of a question shows: days left, how far gone in per cent, the steps."""
    whole = max(1, (question.due - question.made_on).days)
    gone = max(0, min(100, (today - question.made_on).days * 100 // whole))
    left = days_left(question.due, today)
    return {"left": left, "late": -left, "gone": f"{gone}%", "steps": question.reckoning, "made_on": question.made_on}
