"""Writes on questions, each with its audit line (来件办理)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from zhiquan.basics.days import Calendar
from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.site.audit.actions import hold_end, write_line
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house
from zhiquan.site.voice.clock import Clock, clock_of, working_days_taken
from zhiquan.site.voice.models import Question
from zhiquan.site.voice.shielding import shielded
from zhiquan.site.voice.words import ANSWERED, OPEN

_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_GROUPS, _SIZE = 3, 4
_SUMMARY = 400
ERASED_AFTER = timedelta(days=365)
_NOBODY = Visitor()
"""Stands for the product itself in the trail."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What somebody sends in (来件内容).

    Args:
        kind: one of ``KINDS``.
        subject: address, figure or right it is about.
        text: what they say.
        name: theirs, if they give it.
        contact: where they can be reached, if they say.
        sent_once: mark of the form, so that sending it twice makes one question.
    """

    kind: str
    subject: str
    text: str
    name: str
    contact: str
    sent_once: UUID


@transaction.atomic
def ask(
    said: Asking, *, by: Visitor, at: datetime, knowledge: Knowledge, calendar: Calendar
) -> tuple[Question, str | None]:
    """Keep a question with its number and clock.

    Returns:
        The question and its reading code, which is shown this once; None instead when the same form was sent before.
    """
    hold_end()  # one after another: numbers follow each other, and a form sent twice at once is seen the second time
    known = Question.objects.filter(sent_once=said.sent_once).first()
    if known is not None:
        return known, None
    clock = clock_of(knowledge, calendar, said.kind, day=timezone.localtime(at).date())
    code = _new_code()
    found = _kept(said, code, clock, at=at)
    write_line("question.asked", found.number, by=by, detail={"kind": said.kind, "due": clock.due.isoformat()})
    return found, code


@transaction.atomic
def take(number: str, *, by: Visitor) -> Question:
    """Take a question on; whoever had it before is named in the trail."""
    held = _open(number)
    before, held.assigned = held.assigned, by.account
    held.save(update_fields=["assigned"])
    write_line("question.taken", number, by=by, detail={"before": before})
    return held


@dataclass(frozen=True, slots=True)
class Answering:
    """An answer (答复).

    Args:
        outcome: one of ``OUTCOMES``.
        answer: to who asked.
        is_public: true to list it without who asked.
        public_text: summary of the question that is listed.
        public_answer: answer that is listed; empty for the answer itself.
    """

    outcome: str
    answer: str
    is_public: bool = False
    public_text: str = ""
    public_answer: str = ""


@transaction.atomic
def answer(number: str, said: Answering, *, by: Visitor, at: datetime, calendar: Calendar) -> Question:
    """Answer a question and stop its clock; what is made public is kept without who asked.

    Raises:
        NotAllowed: somebody answered it meanwhile.
    """
    held = _open(number)
    until = timezone.localtime(at).date()
    held.state, held.outcome, held.answer = ANSWERED, said.outcome, said.answer
    held.answered_at, held.answered_by = at, by.account
    held.working_days = working_days_taken(calendar, since=held.made_on, until=until)
    held.is_public = said.is_public
    if said.is_public:
        held.public_text, held.public_answer = public_texts(held, said)
    held.save()
    told = {"outcome": said.outcome, "working_days": held.working_days, "public": said.is_public}
    write_line("question.answered", number, by=by, detail=told)
    return held


def public_texts(question: Question, said: Answering) -> tuple[str, str]:
    """Summary and answer as they would be listed, without name, contact, identity numbers and telephones."""
    summary, told = (
        shielded(text, name=question.name, contact=question.contact)
        for text in (said.public_text, said.public_answer.strip() or said.answer)
    )
    return summary[:_SUMMARY], told


def is_right_code(question: Question, code: str) -> bool:
    """True when this is the question's reading code; spaces, hyphens and case do not matter."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return constant_time_compare(question.code_hash, _hash(question.number, plain))


@transaction.atomic
def erase_old(*, at: datetime) -> int:
    """Erase names and contacts of questions answered a year ago, each with its audit line; returns how many."""
    old = Question.objects.filter(erased_at__isnull=True, answered_at__lte=at - ERASED_AFTER)
    held = list(old.order_by("pk").select_for_update())
    Question.objects.filter(pk__in=[one.pk for one in held]).update(name="", contact="", erased_at=at)
    for one in held:
        if one.name or one.contact:
            write_line("question.erased", one.number, by=_NOBODY, detail={"after_days": ERASED_AFTER.days})
    return len(held)


def look_after() -> None:
    """What the worker does now and then: erase what has been kept long enough."""
    erase_old(at=house().now())


def reckon_again(*, knowledge: Knowledge, calendar: Calendar) -> int:
    """Reckon clocks anew that waited for a holiday notice; returns how many moved or became final."""
    changed = 0
    for one in Question.objects.filter(state=OPEN, is_due_final=False):
        clock = clock_of(knowledge, calendar, one.kind, day=one.made_on)
        if clock.is_final or clock.due != one.due:
            one.due, one.reckoning, one.is_due_final = clock.due, clock.steps, clock.is_final
            one.save(update_fields=["due", "reckoning", "is_due_final"])
            changed += 1
    return changed


def _kept(said: Asking, code: str, clock: Clock, *, at: datetime) -> Question:
    """The question under the day's next number; the caller holds the end of the trail."""
    number = _next_number(at)
    return Question.objects.create(
        number=number,
        code_hash=_hash(number, code),
        sent_once=said.sent_once,
        kind=said.kind,
        subject=said.subject,
        text=said.text,
        name=said.name,
        contact=said.contact,
        made_at=at,
        due=clock.due,
        reckoning=clock.steps,
        is_due_final=clock.is_final,
    )


def _open(number: str) -> Question:
    held = Question.objects.select_for_update().get(number=number)
    if held.is_answered:
        raise NotAllowed(
            Words("这一件已经答复", "this question has been answered"),
            where={"number": number, "answered_by": held.answered_by},
            remedy=Words("刷新页面看已有的答复。", "Reload to see the answer given."),
        )
    return held


def _next_number(at: datetime) -> str:
    """``Q20261122-0001``: the day and a running number; called inside the transaction that keeps it."""
    begin = f"Q{timezone.localtime(at):%Y%m%d}-"
    longest_first = (Length("number").desc(), "-number")  # as text, 9999 would come after 10000
    last = Question.objects.filter(number__startswith=begin).order_by(*longest_first)
    taken = last.values_list("number", flat=True).first()
    return f"{begin}{int(taken.rpartition('-')[2]) + 1 if taken else 1:04d}"


def _new_code() -> str:
    """Twelve signs, about 60 bits, without those that look alike."""
    groups = ("".join(secrets.choice(_SIGNS) for _ in range(_SIZE)) for _ in range(_GROUPS))
    return "-".join(groups)


def _hash(number: str, code: str) -> str:
    return salted_hmac("voice.code", f"{number} {code.replace('-', '')}", algorithm="sha256").hexdigest()
