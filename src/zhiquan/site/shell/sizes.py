"""How much a request may send: files only where files are taken, by people who are signed in (请求大小)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_TAKES_FILES = ("/desk/imports/", "/desk/plans/")
_FROM_PROGRAMS = "/api/v1/imports"
_CHECKS_FILES = "/verify/"
MOST_CHECKED = 16 * 1024 * 1024
"""Bytes of a file anybody may have checked against what was published; it is not kept."""


class RequestSizes:
    """Refuses a large body before anything reads it; stands before the check of form tokens (请求大小中间件)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through unless it is too large for where it goes."""
        length = request.headers.get("Content-Length", "0")
        size = int(length) if length.isdecimal() else 0
        path = request.path_info.removeprefix("/en")
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        is_program = path == _FROM_PROGRAMS and "Authorization" in request.headers
        takes_files = (path in _TAKES_FILES and has_session) or is_program
        most = settings.UPLOAD_LIMIT * 2 if takes_files else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if path == _CHECKS_FILES:
            most = MOST_CHECKED
        if size > most or "chunked" in request.headers.get("Transfer-Encoding", ""):
            return HttpResponse("413", status=413, content_type="text/plain")
        return self.get_response(request)
