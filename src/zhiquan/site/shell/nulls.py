"""Requests with a zero character, which no text has and PostgreSQL refuses to store or to look for (零字符)."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

_IN_BODY = {"application/x-www-form-urlencoded": (b"%00", b"\x00"), "application/json": (b"\\u0000", b"\x00")}


class NoNulls:
    """Refuses a zero character in address, query, form or JSON alike on every database (零字符中间件)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through unless it holds one."""
        query = request.META.get("QUERY_STRING", "")
        signs = _IN_BODY.get(request.content_type or "", ())
        if "\x00" in request.path_info or "%00" in query or "\x00" in query:
            raise BadRequest
        if signs and request.method not in {"GET", "HEAD"} and any(sign in request.body for sign in signs):
            raise BadRequest
        return self.get_response(request)
