"""Pages of the API: its reference, and the tokens of an account (接口页面)."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zhiquan.basics.errors import ZhiquanError
from zhiquan.site.accounts.models import Account
from zhiquan.site.api import actions, reference
from zhiquan.site.api.forms import TokenForm
from zhiquan.site.api.models import Token
from zhiquan.site.api.mounting import description
from zhiquan.site.api.scopes import SCOPES
from zhiquan.site.gate.policy import May, Role
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.shell.speech import language_now, say


@require_http_methods(["GET", "HEAD"])
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the API for programs."""
    del request
    return HttpResponse(json.dumps(description(), ensure_ascii=False), content_type="application/json; charset=utf-8")


@require_http_methods(["GET"])
def docs(request: HttpRequest) -> HttpResponse:
    """The description of the API for people."""
    shown = {
        "parts": _parts(),
        "scopes": list(SCOPES.values()),
        "problems": reference.problems(),
        "server": f"{request.scheme}://{request.get_host()}/api/v1",
    }
    return render(request, "api/docs.html", shown)


@never_cache
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponseBase:
    """The own tokens: list, make one, revoke one; who runs accounts sees everybody's."""
    visitor = visitor_of(request)
    runs_all = visitor.may(May.RUN_ACCOUNTS)
    seen = Token.objects.select_related("account")
    seen = seen if runs_all else seen.filter(account__username=visitor.account)
    account = cast("Account", request.user)
    wish = request.POST.get("wish", "")
    if wish == "revoke":
        actions.revoke(get_object_or_404(seen, key=request.POST.get("key", "")), by=visitor)
        messages.success(request, _("令牌已撤销，用它的程序马上进不来。"))
        return redirect("tokens")
    form = TokenForm(request.POST if wish == "make" else None, role=Role(account.role))
    status = 200
    if wish == "make" and form.is_valid():
        said = actions.Wish(form.cleaned_data["name"], form.cleaned_data["scopes"], form.cleaned_data["days"])
        try:
            made, text = actions.make_token(account, said, by=visitor)
        except ZhiquanError as problem:
            form.add_error(None, problem.to(language_now()))
        else:
            return render(request, "api/handed_over.html", {"token": made, "text": text, "scopes": _words(made)})
    if form.errors:
        status = 422
    today = timezone.localdate()
    rows = [{"token": one, "scopes": _words(one), "holds": one.is_usable(today)} for one in seen]
    shown = {"rows": rows, "form": form, "runs_all": runs_all}
    return render(request, "api/tokens.html", shown, status=status)


@lru_cache(maxsize=1)
def _parts() -> list[reference.Part]:
    return reference.parts(description())


def _words(token: Token) -> list[str]:
    return [say(SCOPES[name].label) for name in token.scopes if name in SCOPES]
