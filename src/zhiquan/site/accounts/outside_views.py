"""Going to the office's sign-in service and coming back (统一身份认证页面)."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zhiquan.site.accounts.outside import NotBegun, Unreachable, begin, came_back, is_offered
from zhiquan.site.accounts.sessions import FACTOR_DONE, OUTSIDE
from zhiquan.site.accounts.views import home_of
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor

_BACKEND = "django.contrib.auth.backends.ModelBackend"
_log = logging.getLogger(__name__)


@never_cache
@require_http_methods(["GET"])
def go(request: HttpRequest) -> HttpResponse:
    """To the sign-in service."""
    if not is_offered():
        raise Http404
    try:
        return redirect(begin(request))
    except Unreachable:
        return _again(request, _("统一身份认证连不上，请稍后再试，或用口令登录。"))


@never_cache
@require_http_methods(["GET"])
def back(request: HttpRequest) -> HttpResponse:
    """Back from it: signed in as the account that exists here, or told why not."""
    if not is_offered():
        raise Http404
    try:
        person = came_back(request)
    except Unreachable:
        return _again(request, _("统一身份认证连不上，请稍后再试，或用口令登录。"))
    except NotBegun:
        return _again(request, _("这次登录没有完成，请重新开始。"))
    except SuspiciousOperation as problem:
        _log.warning("sign-in from outside refused: %s", problem)
        write_line("account.refused", "oidc", by=Visitor(), detail={"by": "oidc"})
        return _again(request, _("这次登录没有完成，请重新开始。"))
    if person is None:
        write_line("account.refused", "oidc", by=Visitor(), detail={"by": "oidc", "why": "no account"})
        return _again(request, _("您已通过统一身份认证，但这里没有您的账号。请找管理员开通。"))
    account = person.account
    onward = request.session.get("oidc_login_next") or home_of(account)
    login(request, account, backend=_BACKEND)
    request.session[OUTSIDE] = True
    if person.has_factor:
        request.session[FACTOR_DONE] = True
    by = Visitor(Role(account.role), account.username, account.name)
    write_line("account.signed_in", account.username, by=by, detail={"by": "oidc", "factor": person.has_factor})
    return redirect(onward)


def _again(request: HttpRequest, why: str) -> HttpResponse:
    """The sign-in page with what went wrong; the password stays a way in."""
    messages.error(request, why)
    return redirect("sign-in")
