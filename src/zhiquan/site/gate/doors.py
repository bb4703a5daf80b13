"""Addresses with the permission each asks for (带权限的地址)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.site.gate.policy import ROLE_WORDS, May, roles_that
from zhiquan.site.gate.visitor import visitor_of

View = Callable[..., HttpResponseBase]


def door(route: str, view: View, *, name: str, needs: May) -> URLPattern:
    """One address behind the gate.

    The public is sent to the sign-in; a reader whose role may not enter is told who may.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - passed on
        visitor = visitor_of(request)
        if visitor.may(needs):
            return view(request, *args, **kwargs)
        if visitor.is_public:
            return redirect_to_login(request.get_full_path())
        return refused(request, needs)

    guarded.needs = needs  # type: ignore[attr-defined] # read by the permission matrix
    return path(route, guarded, name=name)


def within(may: May) -> Callable[[View], View]:
    """A view behind the door of ``May.EXPORT`` that asks for the permission of the page it is a file of, too.

    For readers without it the file is not there, as for anything out of reach.
    """

    def limited(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - passed on
            if not visitor_of(request).may(may):
                raise NotFound(
                    Words("没有这个文件", "there is no such file"),
                    remedy=Words("请从您能打开的页面下载。", "Take files from the pages you can open."),
                )
            return view(request, *args, **kwargs)

        return guarded

    return limited


def refused(request: HttpRequest, needs: May) -> HttpResponse:
    """The page that says a thing exists and who may see it."""
    who = [ROLE_WORDS[role] for role in roles_that(needs)]
    return render(request, "shell/refused.html", {"who": who, "needs": needs}, status=403)
