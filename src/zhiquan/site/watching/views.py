"""Pages of saved searches: list, saving one, one with its new hits (保存的检索页面)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.search.language.mistakes import QueryMistake
from zhiquan.site.finding.asked import asked_of
from zhiquan.site.gate.visitor import Visitor, visitor_of
from zhiquan.site.watching import actions, queries
from zhiquan.site.watching.models import NAME

_DIGITS = 5
"""Digits of a number that is no page."""


@require_http_methods(["GET"])
def saved_searches(request: HttpRequest) -> HttpResponse:
    """The reader's saved searches with the number of new hits of each."""
    lines = queries.lines_of(visitor_of(request))
    return render(request, "watching/list.html", {"lines": lines, "most": actions.MOST})


@require_http_methods(["GET", "POST"])
def new_search(request: HttpRequest) -> HttpResponse:
    """Save a search, with the fields its address has; one that cannot be saved is shown again with the reason."""
    asked = asked_of(request.POST if request.method == "POST" else request.GET)
    name = request.POST.get("name", "").strip()
    shown = {"asked": asked, "name": name, "longest": NAME}
    if request.method == "GET":
        return render(request, "watching/new.html", shown)
    try:
        made = actions.save(asked, name, by=visitor_of(request))
    except (BadInput, NotAllowed, NotFound) as problem:
        shown |= {"problem": problem, "mended": problem.mended if isinstance(problem, QueryMistake) else ""}
        return render(request, "watching/new.html", shown, status=problem.status)
    messages.success(request, _("已保存。以后每次入库，有新命中就在“我的待办”提醒。"))
    return redirect("saved-search", key=made.key)


@require_http_methods(["GET", "POST"])
def saved_search(request: HttpRequest, key: str) -> HttpResponse:
    """One saved search with a page of its new hits, which are then seen; see all, rename, pause, resume, delete it."""
    visitor = visitor_of(request)
    if request.method == "POST":
        return _change(request, key, visitor)
    opened = queries.opened_search(visitor, key, page=_page(request))
    pager = {"page": opened.page, "pages": opened.pages, "previous": opened.page - 1}
    pager["next"] = opened.page + 1 if opened.page < opened.pages else 0
    answer = render(request, "watching/search.html", {"opened": opened, "longest": NAME, "pager": pager})
    actions.look(key, by=visitor, records=[one.told.record for one in opened.hits])
    return answer


def _page(request: HttpRequest) -> int:
    given = request.GET.get("page", "")
    return max(int(given), 1) if given.isascii() and given.isdigit() and len(given) < _DIGITS else 1


def _change(request: HttpRequest, key: str, visitor: Visitor) -> HttpResponse:
    wish = request.POST.get("wish", "")
    if wish == "delete":
        actions.delete(key, by=visitor)
        messages.success(request, _("已删除。"))
        return redirect("saved-searches")
    if wish == "rename":
        actions.rename(key, request.POST.get("name", ""), by=visitor)
    elif wish == "seen":
        actions.look_at_all(key, by=visitor, until=request.POST.get("until", ""))
    elif wish in {"pause", "resume"}:
        (actions.pause if wish == "pause" else actions.resume)(key, by=visitor)
    return redirect("saved-search", key=key)
