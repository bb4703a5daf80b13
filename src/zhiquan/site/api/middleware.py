"""Failures before an operation is reached, told to programs as problems too (接口中间件)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from zhiquan.site.api.problems import MEDIA, of_status
from zhiquan.site.api.tongues import language_of

BEGINS = "/api/v1"
_PAGES = ("/api/v1/docs",)


class ApiAnswers:
    """Turns pages of failure into problems for addresses of the API; answers HEAD like GET without its body.

    Stands outside everything that may refuse a request: its size, its session, its host.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through and look at the answer."""
        path = request.path_info
        if not (path == BEGINS or path.startswith(f"{BEGINS}/")) or path.startswith(_PAGES):
            return self.get_response(request)
        is_head = request.method == "HEAD"
        if is_head:
            request.method = "GET"
        answer = _told(request, self.get_response(request))
        answer.headers["Content-Language"] = "en" if language_of(request) == "en" else "zh-Hans"
        return _without_body(answer) if is_head else answer


def _without_body(answer: HttpResponse) -> HttpResponse:
    """The same answer with its headers alone."""
    if answer.streaming:
        head = HttpResponse(status=answer.status_code, headers=dict(answer.headers))
        answer.close()
        return head
    answer.headers["Content-Length"] = str(len(answer.content))
    answer.content = b""
    return answer


def _told(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """The answer, or the problem that stands for a page of failure or a redirection to the sign-in."""
    is_redirection = answer.status_code == 302
    if not is_redirection and (answer.status_code < 400 or answer.headers.get("Content-Type") == MEDIA):
        return answer
    problem = of_status(401 if is_redirection else answer.status_code)
    if "Allow" in answer.headers:
        problem.headers = {"Allow": answer.headers["Allow"]}
    return problem.answer(language_of(request))
