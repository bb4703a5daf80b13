"""Each request gets an id, is counted and timed by the name of its page, and leaves one log line (请求记录)."""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from zhiquan.site.running.logs import ACCESS, REQUEST
from zhiquan.site.running.measured import SECONDS, TOTAL
from zhiquan.site.running.routes import route_of

_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")
_HEADER = "X-Request-ID"
_log = logging.getLogger(ACCESS)


class Watching:
    """Stands before everything else, so that it sees what every other part answers (请求中间件)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Make the page, then count, time and log it."""
        given = request.headers.get(_HEADER, "")
        name = given if _ID.match(given) else uuid.uuid4().hex
        held = REQUEST.set(name)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            response.headers[_HEADER] = name
            self._note(request, response.status_code, time.perf_counter() - began)
        finally:
            REQUEST.reset(held)
        return response

    def _note(self, request: HttpRequest, status: int, seconds: float) -> None:
        route = route_of(request)
        method = request.method if request.method in {"GET", "HEAD", "POST"} else "other"
        TOTAL.labels(route, method, f"{status // 100}xx").inc()
        SECONDS.labels(route).observe(seconds)
        if _log.isEnabledFor(logging.INFO):
            told = {"route": route, "method": method, "status": status, "ms": round(seconds * 1000, 1)}
            _log.info("request", extra={**told, "reader": reader_number(request)})


def reader_number(request: HttpRequest) -> str:
    """A number for the account that tells two readers apart and names neither; empty for the public."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ""
    return salted_hmac("running.reader", user.get_username(), algorithm="sha256").hexdigest()[:12]
