"""Doing the work of one job in the worker (执行作业)."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import close_old_connections, connection, transaction
from django.utils import timezone
from django_tasks import task

from zhiquan.basics.errors import NotAllowed, ZhiquanError
from zhiquan.basics.words import Words
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.jobs.kinds import KINDS
from zhiquan.site.jobs.models import CANCELLED, DONE, FAILED, QUEUED, RUNNING, Job

BEAT_SECONDS = 5
LOST_AFTER = timedelta(seconds=30)
"""A running job without a sign of life for so long has lost its worker."""
MOST_ATTEMPTS = 3

_log = logging.getLogger(__name__)


class Cancelled(Exception):
    """Somebody asked to stop the job (已取消)."""


@task()
def run_job(name: str) -> None:
    """Run a queued job; one that is not queued any more is left alone."""
    if not Job.objects.filter(pk=name, state=QUEUED).update(
        state=RUNNING,
        begun_at=timezone.now(),
        beat_at=timezone.now(),
        worker=str(os.getpid()),
        stage="",
        done=0,
        total=0,
    ):
        return
    job = Job.objects.get(pk=name)
    Job.objects.filter(pk=name).update(attempts=job.attempts + 1)
    try:
        with _beating(name):
            who = _visitor(job)
            if not who.may(KINDS[job.kind].needs):
                raise NotAllowed(Words("您的角色已不能办这件事", "your role may no longer do this"))
            result = KINDS[job.kind].load()(job.request, who, _Tell(name))
    except Cancelled:
        _end(name, CANCELLED)
    except ZhiquanError as problem:
        _end(name, FAILED, error={"zh": problem.as_dict("zh"), "en": problem.as_dict("en")})
    except Exception:
        _log.exception("job %s failed", name)
        told: dict[str, Any] = {"error": "Mistake", "where": {}, "remedy": None}
        zh = f"系统出错，请把作业号 {name} 告诉管理员。"
        en = f"A mistake of the system; please give the administrator the job's number {name}."
        _end(name, FAILED, error={"zh": {**told, "message": zh}, "en": {**told, "message": en}})
        raise
    else:
        _end(name, DONE, result=result)


def take_up_lost() -> int:
    """Queue again the jobs whose worker is gone, or fail them after too many attempts; returns how many.

    A killed load left nothing behind in the register, and the same file is never loaded twice, so it may start anew.
    """
    taken = 0
    lost = Job.objects.filter(state=RUNNING, beat_at__lt=timezone.now() - LOST_AFTER)
    for job in lost:
        with transaction.atomic():
            again = KINDS[job.kind].is_repeatable and job.attempts < MOST_ATTEMPTS
            words = {"error": "Lost", "where": {}, "message": "后台进程中断", "remedy": "请重试。"}
            english = {**words, "message": "the worker stopped", "remedy": "Try again."}
            changed = Job.objects.filter(pk=job.pk, state=RUNNING, beat_at=job.beat_at).update(
                state=QUEUED if again else FAILED,
                error=None if again else {"zh": words, "en": english},
                ended_at=None if again else timezone.now(),
            )
            if changed and again:
                name, task = job.pk, run_job.using(queue_name=KINDS[job.kind].queue)
                transaction.on_commit(lambda name=name, task=task: task.enqueue(name))  # type: ignore[misc] # bound now
            taken += changed
    return taken


class _Tell:
    """Writes progress at most twice a second and stops the work when asked to."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._last = 0.0

    def __call__(self, stage: str, done: int, total: int = 0) -> None:
        now = timezone.now()
        if now.timestamp() - self._last < 0.5:
            return
        self._last = now.timestamp()
        Job.objects.filter(pk=self._name).update(stage=stage, done=done, total=total, beat_at=now)
        if Job.objects.filter(pk=self._name, wants_cancel=True).exists():
            raise Cancelled


@contextmanager
def _beating(name: str) -> Iterator[None]:
    """A sign of life every few seconds from a thread of its own, for work that says nothing for long."""
    over = threading.Event()

    def beat() -> None:
        while not over.wait(BEAT_SECONDS):
            close_old_connections()
            Job.objects.filter(pk=name, state=RUNNING).update(beat_at=timezone.now())
        connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _end(name: str, state: str, *, result: dict[str, Any] | None = None, error: dict[str, Any] | None = None) -> None:
    Job.objects.filter(pk=name).update(state=state, result=result, error=error, ended_at=timezone.now())


def _visitor(job: Job) -> Visitor:
    """Who asked, with the reach of the account as it is now; a closed account's job is not done."""
    from zhiquan.site.accounts.models import Account  # noqa: PLC0415 - models load after the tasks register

    account = Account.objects.filter(username=job.account, is_active=True).first()
    if account is None:
        raise Cancelled
    return Visitor(Role(account.role), account.username, account.name, account.unit, account.town, account.party)
