"""What a reader sees when something fails: what happened, what is safe, what to do (出错页)."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from zhiquan.basics.errors import ZhiquanError
from zhiquan.site.shell.speech import language_now

_log = logging.getLogger(__name__)


class Failures:
    """Turns the product's own errors into pages with their status (出错中间件)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Make the page."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        """A page for an error raised on purpose; others go on to ``server_error``."""
        if not isinstance(problem, ZhiquanError):
            return None
        language = language_now()
        told = {
            "label": problem.label.to(language),
            "message": problem.message.to(language),
            "where": problem.where,
            "remedy": problem.remedy.to(language) if problem.remedy else "",
        }
        if problem.status >= 500:
            _log.error("%s %s: %s", request.method, request.path, problem, extra={"request": request})
        return render(request, "shell/failure.html", {"problem": told, "status": problem.status}, status=problem.status)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """No such page."""
    del exception
    said = (_("没有这一页"), _("地址有误，或这一页不对您开放。"), _("从导航或查询重新找。"))
    return _page(request, said, 404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that cannot be understood."""
    del exception
    return _page(request, (_("请求有误"), _("浏览器送来的内容无法处理。"), _("返回上一页重试。")), 400)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that did not come from our own page, or whose session has ended."""
    del reason
    message = _("登录状态变了，这次提交没有生效，没有改动任何内容。")
    return _page(request, (_("表单已过期"), message, _("返回上一页，刷新后再提交。")), 403)


def _page(request: HttpRequest, said: tuple[str, str, str], status: int) -> HttpResponse:
    """A failure's page from its label, message and remedy."""
    label, message, remedy = said
    problem = {"label": label, "message": message, "where": {}, "remedy": remedy}
    return render(request, "shell/failure.html", {"problem": problem, "status": status}, status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """A mistake of ours, with a number that the log knows."""
    number = secrets.token_hex(4)
    _log.error("error %s at %s %s", number, request.method, request.path, extra={"request": request})
    return render(request, "shell/mistake.html", {"number": number}, status=500)
