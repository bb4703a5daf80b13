"""How often one address may search what is published (检索限频)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from zhiquan.site.gate.pace import seconds_to_wait
from zhiquan.site.voice.limits import address_of

View = Callable[..., HttpResponse]


def counted(view: View) -> View:
    """The view, its requests counted by address; beyond ``SEARCHES_PER_MINUTE`` a page says when to go on (429)."""

    @wraps(view)
    def counting(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:  # noqa: ANN401 - parts of any address
        who = salted_hmac("search.address", address_of(request), algorithm="sha256").hexdigest()
        wait = seconds_to_wait("search", who, most=settings.SEARCHES_PER_MINUTE)
        return _too_often(request, wait) if wait else view(request, *given, **named)

    return counting


def _too_often(request: HttpRequest, wait: int) -> HttpResponse:
    most = settings.SEARCHES_PER_MINUTE
    answer = render(request, "finding/too_often.html", {"wait": wait, "most": most}, status=429)
    answer["Retry-After"] = str(wait)
    return answer
