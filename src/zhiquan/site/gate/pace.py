"""How many requests a minute one sender may send (限频).

The counts are kept in each server process and forgotten with it: ``n`` processes let through up to ``n`` times as many.
"""

from __future__ import annotations

import math
import threading
import time
from collections import Counter

SECONDS = 60


class Minute:
    """Requests of the running minute by kind and sender; safe for several threads (本分钟计数)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._number = 0
        self._counts: Counter[tuple[str, str]] = Counter()

    def count(self, kind: str, who: str, *, number: int) -> int:
        """Count one request in minute ``number``; how many it is."""
        with self._lock:
            if number != self._number:
                self._number = number
                self._counts.clear()
            self._counts[kind, who] += 1
            return self._counts[kind, who]

    def forget(self) -> None:
        """Forget every count."""
        with self._lock:
            self._counts.clear()


MINUTE = Minute()
"""The counts of this process."""


def seconds_to_wait(kind: str, who: str, *, most: int) -> int:
    """Count one request of a sender; the seconds to wait when there were more than ``most`` in the minute, else 0."""
    now = time.time()
    minute = int(now // SECONDS)
    is_over = MINUTE.count(kind, who, number=minute) > most
    return math.ceil((minute + 1) * SECONDS - now) if is_over else 0
