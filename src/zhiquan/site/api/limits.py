"""How many requests a minute one address or token may send (限频).

The counts are kept in each server process and forgotten with it: ``n`` processes let through up to ``n`` times as many.
"""

from __future__ import annotations

import math
import threading
import time
from collections import Counter

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from zhiquan.basics.words import Words
from zhiquan.site.api.problems import Problem
from zhiquan.site.voice.limits import address_of

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


def count_request(kind: str, who: str) -> None:
    """Count one request of an ``address`` or ``token``.

    Raises:
        Problem: there were more in the running minute than ``API_PER_MINUTE`` allows (429).
    """
    now, most = time.time(), settings.API_PER_MINUTE[kind]
    minute = int(now // SECONDS)
    if MINUTE.count(kind, who, number=minute) > most:
        said = Words(f"一分钟内超过 {most} 次", f"more than {most} requests in a minute")
        raise Problem(429, said, headers={"Retry-After": str(math.ceil((minute + 1) * SECONDS - now))})


def kept_address(request: HttpRequest) -> str:
    """The address of a request as it is counted by: a keyed hash."""
    return salted_hmac("api.address", address_of(request), algorithm="sha256").hexdigest()
