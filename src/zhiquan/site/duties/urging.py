"""Urging overdue duties (催办)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from zhiquan.basics.errors import BadInput, NotAllowed
from zhiquan.basics.words import Words
from zhiquan.plan.plans import default_day
from zhiquan.site.audit.actions import write_line
from zhiquan.site.duties.asking import Asked
from zhiquan.site.duties.models import Urge
from zhiquan.site.duties.queries import duties_seen, duty_seen
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house

_LONGEST = 400
_FURTHEST = timedelta(days=366)


def urges_of(plan: str, number: str) -> list[Urge]:
    """The urgings of one duty, the last first."""
    return list(Urge.objects.filter(plan=plan, number=number))


def last_urges(plan: str, duties: Iterable[Mapping[str, Any]]) -> dict[str, Urge]:
    """The last urging of each of some duties by number, in one query."""
    numbers = {one["number"] for one in duties if one["state"] != "proved"}
    found: dict[str, Urge] = {}
    for one in Urge.objects.filter(plan=plan) if numbers else ():
        if one.number in numbers:
            found.setdefault(one.number, one)
    return found


def is_overdue_today(asked: Asked, slug: str, visitor: Visitor) -> bool:
    """True when the duty is overdue today, whatever day a page is asked about."""
    duties = duties_seen(_today(asked), visitor)
    return any(one["slug"] == slug and one["state"] == "overdue" for one in duties)


def _today(asked: Asked) -> Asked:
    return replace(asked, day=default_day(asked.plan, house().today))


def urge(asked: Asked, slug: str, *, text: str, answer_by: date, by: Visitor) -> Urge:
    """Urge those who lead a duty that is overdue today.

    Raises:
        NotFound: the duty is out of reach.
        NotAllowed: the reader may not urge, or the duty is not overdue.
        BadInput: no words, or a last day that has passed.
    """
    duty = duty_seen(_today(asked), by, slug)
    if not by.may(May.JUDGE_SCORES):
        raise NotAllowed(Words("只有科室负责人可以催办", "only a head of section can urge"))
    if duty["state"] != "overdue":
        raise NotAllowed(
            Words("只催办逾期的任务", "only overdue duties are urged"), where={"duty": duty["number"]}
        )  # fmt: skip
    plain, today = text.strip(), house().today
    if not 2 <= len(plain) <= _LONGEST:
        raise BadInput(Words(f"催办事由须写 2 到 {_LONGEST} 字", f"say in 2 to {_LONGEST} characters what is wanted"))
    if not today <= answer_by <= today + _FURTHEST:
        raise BadInput(
            Words("答复期限须在今天之后一年之内", "the last day must lie within a year from today"),
            where={"answer_by": answer_by},
        )
    with transaction.atomic():
        made = Urge.objects.create(
            plan=asked.plan.id,
            number=duty["number"],
            units=sorted(unit["number"] for unit in duty["lead"]["units"]),
            text=plain,
            answer_by=answer_by,
            made_at=house().now(),
            made_by=by.account,
        )
        detail = {"answer_by": answer_by.isoformat()}
        write_line("duty.urged", f"{asked.plan.id}/{duty['number']}", by=by, detail=detail)
    return made
