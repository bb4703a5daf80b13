"""Doing the work of one job in the worker (执行作业)."""

from __future__ import annotations

import logging
import os
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from zhiquan.basics.errors import NotAllowed, ZhiquanError
from zhiquan.basics.words import Words
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.jobs.kinds import KINDS
from zhiquan.site.jobs.models import CANCELLED, DONE, FAILED, QUEUED, RUNNING, Job

BEATS_A_LEASE = 6
MOST_ATTEMPTS = 3
PLACES_KEPT = timedelta(days=14)
"""How long an ended job keeps its place in the queue's table; the job itself stays."""

PRODUCT = Visitor()
"""Stands for the product itself: background work it begins has no account, and no one's reach."""

_log = logging.getLogger(__name__)


class Cancelled(Exception):
    """Somebody asked to stop the job (已取消)."""


class Replaced(Exception):
    """The job was taken for lost and given to another worker; this one has no say in it any more (已被接替)."""


@task()
def run_job(name: str) -> None:
    """Run a queued job; one that is not queued any more is left alone."""
    mark = f"{os.getpid()}-{uuid.uuid4().hex[:12]}"
    now = timezone.now()
    begun = {"begun_at": now, "beat_at": now, "worker": mark, "attempts": F("attempts") + 1}
    if not Job.objects.filter(pk=name, state=QUEUED).update(state=RUNNING, stage="", done=0, total=0, **begun):
        return
    job = Job.objects.get(pk=name)
    held = Job.objects.filter(pk=name, state=RUNNING, worker=mark)
    try:
        with _beating(held):
            who = _visitor(job)
            if who is not PRODUCT and not who.may(KINDS[job.kind].needs):
                raise NotAllowed(Words("您的角色已不能办这件事", "your role may no longer do this"))
            result = KINDS[job.kind].load()(job.request, who, _Tell(held))
    except Cancelled:
        _end(held, CANCELLED)
    except Replaced:
        _log.warning("job %s was taken up by another worker", name)
    except ZhiquanError as problem:
        _end(held, FAILED, error={"zh": problem.as_dict("zh"), "en": problem.as_dict("en")})
    except Exception:
        _log.exception("job %s failed", name)
        told: dict[str, Any] = {"error": "Mistake", "where": {}, "remedy": None}
        zh = f"系统出错，请把作业号 {name} 告诉管理员。"
        en = f"A mistake of the system; please give the administrator the job's number {name}."
        _end(held, FAILED, error={"zh": {**told, "message": zh}, "en": {**told, "message": en}})
        raise
    else:
        _end(held, DONE, result=result)


def enqueue(job: Job) -> None:
    """Put a job in its queue, in the caller's transaction: both are kept or neither."""
    run_job.using(queue_name=KINDS[job.kind].queue).enqueue(job.pk)


def take_up_lost() -> int:
    """Queue again the jobs whose worker is gone, or fail them after too many attempts; returns how many.

    A killed load left nothing behind in the register, and the same file is never loaded twice, so it may start anew.
    A job that waits without a place in the queue lost its worker between the two; it gets its place back.
    Jobs of a kind this version does not know are left to one that does.
    """
    before = timezone.now() - settings.JOB_LEASE
    lost = Job.objects.filter(state=RUNNING, beat_at__lt=before, kind__in=list(KINDS))
    return sum(_take_up(job) for job in lost) + sum(_put_back(job) for job in _stranded(before))


def clear_places() -> int:
    """Remove the places in the queue of what ended long ago; returns how many."""
    ended = DBTaskResult.objects.finished().filter(finished_at__lte=timezone.now() - PLACES_KEPT)
    return int(ended.delete()[0])


def _take_up(job: Job) -> int:
    again = KINDS[job.kind].is_repeatable and job.attempts < MOST_ATTEMPTS
    words = {"error": "Lost", "where": {}, "message": "后台进程中断", "remedy": "请重试。"}
    english = {**words, "message": "the worker stopped", "remedy": "Try again."}
    with transaction.atomic():
        changed = Job.objects.filter(pk=job.pk, state=RUNNING, beat_at=job.beat_at).update(
            state=QUEUED if again else FAILED,
            error=None if again else {"zh": words, "en": english},
            ended_at=None if again else timezone.now(),
        )
        if changed and again:
            enqueue(job)
    return changed


def _stranded(before: datetime) -> list[Job]:
    """Jobs that have waited for a while although no place in the queue is theirs."""
    waiting = list(Job.objects.filter(state=QUEUED, made_at__lt=before, kind__in=list(KINDS)))
    if not waiting:
        return []
    places = DBTaskResult.objects.ready().values_list("args_kwargs", flat=True)
    placed = {name for place in places for name in place["args"]}
    return [job for job in waiting if job.pk not in placed]


def _put_back(job: Job) -> int:
    """A place in the queue; one too many does no harm, as a job runs only while it waits."""
    enqueue(job)
    return 1


class _Tell:
    """Writes progress at most twice a second and stops the work when asked to."""

    def __init__(self, held: QuerySet[Job]) -> None:
        self._held = held
        self._last = 0.0

    def __call__(self, stage: str, done: int, total: int = 0) -> None:
        now = timezone.now()
        if now.timestamp() - self._last < 0.5:
            return
        self._last = now.timestamp()
        try:
            is_held = self._held.update(stage=stage, done=done, total=total, beat_at=now)
            is_unwanted = self._held.filter(wants_cancel=True).exists()
        except DatabaseError:  # progress that could not be written is no reason to give the work up
            _log.exception("no progress could be written")
            close_old_connections()
            return
        if not is_held:
            raise Replaced
        if is_unwanted:
            raise Cancelled


@contextmanager
def _beating(held: QuerySet[Job]) -> Iterator[None]:
    """A sign of life several times a lease from a thread of its own, for work that says nothing for long."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(settings.JOB_LEASE.total_seconds() / BEATS_A_LEASE):
            try:
                close_old_connections()
                held.update(beat_at=timezone.now())
            except DatabaseError:  # the next beat may come through; without any the job is taken for lost
                _log.exception("no sign of life could be written")
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _end(
    held: QuerySet[Job], state: str, *, result: dict[str, Any] | None = None, error: dict[str, Any] | None = None
) -> None:
    """Write how it ended, unless another worker has it now."""
    held.update(state=state, result=result, error=error, ended_at=timezone.now())


def _visitor(job: Job) -> Visitor:
    """Who asked, with the reach of the account as it is now; a closed account's job is not done."""
    if not job.account and KINDS[job.kind].is_background:
        return PRODUCT
    from zhiquan.site.accounts.models import Account  # noqa: PLC0415 - models load after the tasks register

    account = Account.objects.filter(username=job.account, is_active=True).first()
    if account is None:
        raise Cancelled
    return Visitor(Role(account.role), account.username, account.name, account.unit, account.town, account.party)
