"""The background worker: does waiting jobs, takes up those whose worker died (后台进程)."""

from __future__ import annotations

import logging
import threading
from importlib import import_module
from uuid import uuid4

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django_tasks_db.management.commands.db_worker import Worker

from zhiquan.site.jobs.running import clear_places, take_up_lost

LOOKS_A_LEASE = 3
CHORES = (
    "zhiquan.site.voice.actions:look_after",
    "zhiquan.site.notices.rounds:look_after",
    "zhiquan.site.warming:look_after",
)
"""What else is looked after at each look, ``module:function``: rooms that may rest on this one, so loaded by name."""
IDLE_SECONDS = 0.3

_log = logging.getLogger(__name__)


def work(*, queues: list[str], once: bool = False) -> None:
    """Do jobs until interrupted, or until none waits.

    Args:
        queues: names of the queues to take jobs from.
        once: end when none waits.

    A signal lets the running job end; a second one stops it, and the next worker takes it up.
    """
    take_up_lost()
    watch = threading.Thread(target=_watch, daemon=True)
    if not once:
        watch.start()
    worker = Worker(
        queue_names=queues,
        interval=IDLE_SECONDS,
        batch=once,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=uuid4().hex,
        excluded_queue_names=[],
    )
    worker.configure_signals()
    worker.run()


def _watch() -> None:
    """Look for lost jobs several times a lease, and clear away what is over."""
    over = threading.Event()
    while not over.wait(settings.JOB_LEASE.total_seconds() / LOOKS_A_LEASE):
        try:
            close_old_connections()
            take_up_lost()
            clear_places()
            for chore in CHORES:
                _do(chore)
        except DatabaseError:  # the database may be back at the next look
            _log.exception("could not look for lost jobs")
        finally:
            connection.close()


def _do(chore: str) -> None:
    module, _, name = chore.partition(":")
    getattr(import_module(module), name)()
