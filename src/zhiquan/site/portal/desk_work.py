"""Items of the desk's own tables: questions, jobs, publications, accounts (工作库待办)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from zhiquan.basics.words import Words
from zhiquan.knowledge.services import Service, ServiceVersion
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import May, Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.jobs.kinds import KINDS as JOB_KINDS
from zhiquan.site.jobs.models import FAILED
from zhiquan.site.jobs.queries import jobs_of
from zhiquan.site.office.house import House
from zhiquan.site.portal.boards import boards
from zhiquan.site.portal.desk_items import Item
from zhiquan.site.voice.queries import open_questions

_JOBS_KEPT = timedelta(days=14)
_MOST = 200


def work_items(house: House, visitor: Visitor) -> Iterator[Item]:
    """What the desk's tables hold for a reader."""
    yield from _questions(house, visitor)
    yield from _jobs(visitor)
    yield from _publication(house, visitor)
    yield from _check(house, visitor)
    yield from _locked(visitor)


def _questions(house: House, visitor: Visitor) -> Iterator[Item]:
    services = [one for one in house.knowledge().all(Service) if one.question]
    promised: dict[str, ServiceVersion] = {str(one.question): one.at(house.today) for one in services}
    for one in open_questions(visitor)[:_MOST]:
        version = promised.get(one.kind)
        within = version.within.words if version and version.within else Words("", "")
        yield Item(
            kind="question",
            due=one.due,
            what=Words(*[one.subject or one.text[:60]] * 2),
            is_quoted=True,
            note=one.number,
            do=Words("查清后答复，写明理由", "look into it and answer with reasons"),
            why=Words(f"服务清单承诺 {within.zh}", f"the service list promises {within.en}"),
            address=reverse("desk-question", args=[one.number]),
        )


def _jobs(visitor: Visitor) -> Iterator[Item]:
    since = timezone.now() - _JOBS_KEPT
    for one in jobs_of(visitor).filter(state=FAILED, ended_at__gte=since)[:_MOST]:
        label = JOB_KINDS[one.kind].label if one.kind in JOB_KINDS else Words(one.kind, one.kind)
        yield Item(
            kind="job",
            due=None,
            what=Words(one.title, one.title),
            is_quoted=True,
            do=Words("看原因，改正后重试", "see why, then try again"),
            why=Words(f"{label.zh}没有成功，登记库没有改动", f"{label.en} failed; the register is unchanged"),
            address=reverse("job", args=[one.id]),
        )


def _publication(house: House, visitor: Visitor) -> Iterator[Item]:
    if not visitor.may(May.PUBLISH) or not house.is_filled():
        return
    latest = boards(house)
    newest = house.snapshot().because
    if latest and newest.action == "publish":
        return
    if latest and latest[0].snapshot >= house.current():
        return
    since = latest[0].published_on.isoformat() if latest else ""
    yield Item(
        kind="publication",
        due=None,
        what=Words("登记库有新内容，看板还没有发布", "the register has changed since the board was published"),
        note=house.current(),
        do=Words("看一遍看板，发布", "look through the board and publish it"),
        why=Words(f"上次发布在 {since}", f"last published on {since}")
        if since
        else Words("还没有发布过，公众看不到进展", "nothing is published yet, the public sees no progress"),
        address=reverse("board"),
    )


def _check(house: House, visitor: Visitor) -> Iterator[Item]:
    if visitor.role is not Role.OVERSIGHT:
        return
    latest = boards(house)
    names = [one.id for one in latest]
    checked = set(Line.objects.filter(action="board.verified", subject__in=names).values_list("subject", flat=True))
    for one in latest:
        if one.id not in checked:
            yield Item(
                kind="check",
                due=None,
                what=one.label,
                note=one.id,
                do=Words("逐位重算，看是否一致", "recompute it and see whether every digit is the same"),
                why=Words(f"{one.published_on} 发布，还没有人核验", f"published {one.published_on}, not verified yet"),
                address=reverse("desk-publication", args=[one.id]),
            )


def _locked(visitor: Visitor) -> Iterator[Item]:
    if not visitor.may(May.RUN_ACCOUNTS):
        return
    limit = settings.AXES_FAILURE_LIMIT
    for name in sorted(
        set(AccessAttempt.objects.filter(failures_since_start__gte=limit).values_list("username", flat=True))
    ):
        if name:
            yield Item(
                kind="account",
                due=None,
                what=Words(name, name),
                do=Words("核实是不是本人，再解锁", "make sure who it was, then unlock"),
                why=Words("口令连续输错，账号已锁", "locked after wrong passwords"),
                address=reverse("accounts"),
            )
