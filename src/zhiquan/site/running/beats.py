"""Signs of life of the background workers, as the time of a file of each queue under ``run`` (后台进程心跳)."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from zhiquan.site.place import Place

EVERY = 10.0
"""Seconds between two signs."""
STALE = 60
"""Seconds without a sign after which a worker counts as gone."""
FOLDER = "run"


@contextmanager
def beating(place: Place, queues: Sequence[str]) -> Iterator[None]:
    """Give signs of life for these queues as long as the block lasts, from a thread of its own."""
    over = threading.Event()

    def beat() -> None:
        while True:
            for queue in queues:
                _file(place, queue).touch()
            if over.wait(EVERY):
                return

    (place.home / FOLDER).mkdir(parents=True, exist_ok=True)
    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=EVERY)
        for queue in queues:
            _file(place, queue).unlink(missing_ok=True)


def ages(place: Place, queues: Sequence[str]) -> dict[str, float | None]:
    """Seconds since the last sign of each queue's worker; None when there is none."""
    now = time.time()
    return {queue: _age(_file(place, queue), now) for queue in queues}


def _age(file: Path, now: float) -> float | None:
    try:
        return max(0.0, now - file.stat().st_mtime)
    except FileNotFoundError:
        return None


def _file(place: Place, queue: str) -> Path:
    return place.home / FOLDER / f"worker-{queue}.beat"
