"""Asking for jobs, stopping and repeating them (提交、取消、重试)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words
from zhiquan.site.audit.actions import hold_end, write_line
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.jobs.kinds import KINDS
from zhiquan.site.jobs.models import CANCELLED, FAILED, OPEN, QUEUED, RUNNING, Job
from zhiquan.site.jobs.running import PRODUCT, enqueue


@transaction.atomic
def ask_for(kind: str, title: str, request: Mapping[str, Any], *, by: Visitor) -> Job:
    """Queue a job in the caller's transaction; the worker finds it once that is committed.

    Raises:
        NotAllowed: the reader's role may not ask for this kind.
    """
    _require_permission(kind, by)
    if KINDS[kind].is_background:
        waiting = Job.objects.filter(kind=kind, state=QUEUED, request=dict(request)).first()
        if waiting is not None:
            return waiting
    return _queue(kind, title, request, by=by)


@transaction.atomic
def begin(kind: str, title: str) -> Job | None:
    """Queue background work the product itself sees the need of, unless such work waits or runs; None then.

    Workers that start at the same time wait for each other here, so that one of them queues it.
    """
    hold_end()
    if Job.objects.filter(kind=kind, state__in=OPEN).exists():
        return None
    return _queue(kind, title, {}, by=PRODUCT)


@transaction.atomic
def stop(job: Job, *, by: Visitor) -> Job:
    """Stop a job: at once while it waits, at its next sign of progress while it runs."""
    held = Job.objects.select_for_update().get(pk=job.pk)
    if held.state == QUEUED:
        held.state, held.ended_at = CANCELLED, timezone.now()
    elif held.state == RUNNING:
        held.wants_cancel = True
    else:
        raise NotAllowed(Words("作业已经结束", "the job has ended"), where={"job": held.id, "state": held.state})
    held.save()
    write_line("job.stopped", held.id, by=by)
    return held


@transaction.atomic
def repeat(job: Job, *, by: Visitor) -> Job:
    """Queue a failed or cancelled job again."""
    held = Job.objects.select_for_update().get(pk=job.pk)
    _require_permission(held.kind, by)
    if held.state not in {FAILED, CANCELLED}:
        raise NotAllowed(
            Words("只有失败或已取消的作业可以重试", "only failed or cancelled jobs can be repeated"),
            where={"job": held.id, "state": held.state},
        )
    held.state, held.error, held.result, held.wants_cancel = QUEUED, None, None, False
    held.stage, held.done, held.total, held.ended_at = "", 0, 0, None
    held.attempts = 0
    held.save()
    write_line("job.repeated", held.id, by=by)
    enqueue(held)
    return held


def _queue(kind: str, title: str, request: Mapping[str, Any], *, by: Visitor) -> Job:
    job = Job.objects.create(
        kind=kind, title=title[:200], account=by.account, role=by.role.value, request=dict(request)
    )
    write_line("job.asked", job.id, by=by, detail={"kind": kind, "title": job.title})
    enqueue(job)
    return job


def _require_permission(kind: str, by: Visitor) -> None:
    if not by.may(KINDS[kind].needs):
        raise NotAllowed(Words("您的角色不能办这件事", "your role may not do this"), where={"kind": kind})
