"""Pages of review: the queue with one question beside it, what was decided (复核页面)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhiquan.basics.errors import BadInput
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.imports.marking import marked
from zhiquan.site.office.house import house
from zhiquan.site.review import actions, queries
from zhiquan.site.review.doubting import KINDS, queue
from zhiquan.site.shell.speech import language_now, say

_PER_PAGE = 15


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    """The queue and one question with both sides; a POST decides it and leads on to the next."""
    if request.method == "POST":
        return _decide(request)
    return _page(request)


@require_http_methods(["GET"])
def decided(request: HttpRequest) -> HttpResponse:
    """What people decided, each with the way back."""
    found = queries.decided(request.GET.get("page", ""))
    total = found.page.paginator.count
    told = {"rows": found.rows, "total": total, "page": found.page, "decisions": queries.DECISIONS}
    return render(request, "review/decided.html", told)


@require_POST
def undo(request: HttpRequest, name: str) -> HttpResponse:
    """Take one decision back."""
    actions.take_back(name, by=visitor_of(request))
    messages.success(request, _("判定已撤回，事项回到待复核。"))
    return redirect("review-decided")


def _decide(request: HttpRequest) -> HttpResponse:
    doubt = actions.doubt_named(request.POST.get("id", ""))
    said = request.POST.get("answer", "")
    if said == "town":
        said = request.POST.get("town", "")
    elif said == "code":
        said = request.POST.get("code", "").strip()
    try:
        batch = actions.answer(doubt, said, reason=request.POST.get("reason", "").strip(), by=visitor_of(request))
    except BadInput as problem:
        return _page(request, chosen=doubt, problem=problem)
    asked = {name: request.POST[name] for name in ("kind", "page") if request.POST.get(name)}
    if request.POST.get("next"):
        asked["id"] = request.POST["next"]
    return redirect(f"{reverse('review')}?{urlencode(asked | {'done': batch})}")


def _page(
    request: HttpRequest, *, chosen: dict[str, Any] | None = None, problem: BadInput | None = None
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    kind = asked.get("kind", "") if asked.get("kind") in KINDS else ""
    every = queue()
    open_ones = [one for one in every if not kind or one["kind"] == kind]
    page = Paginator(open_ones, _PER_PAGE).get_page(asked.get("page"))
    shown = list(page)
    wanted = chosen["id"] if chosen else asked.get("id", "")
    doubt = next((one for one in open_ones if one["id"] == wanted), None) or (shown[0] if shown else None)
    told = {
        "page": page,
        "doubts": shown,
        "doubt": doubt,
        "reason": marked(say(doubt["reason"])) if doubt else "",
        "kind": kind,
        "counts": {name: sum(one["kind"] == name for one in every) for name in KINDS},
        "total": len(every),
        "neighbours": _neighbours(shown, doubt),
        "done": asked.get("done", ""),
        "problem": problem.as_dict(language_now()) if problem else None,
        "typed": request.POST,
        **_behind(doubt),
    }
    return render(request, "review/queue.html", told, status=422 if problem else 200)


def _behind(doubt: dict[str, Any] | None) -> dict[str, Any]:
    """Both sides of a question about two names; the rights of an address and the towns to choose from."""
    if doubt is None:
        return {}
    with house().reader() as reader:
        if doubt["kind"] == "same_party":
            sides = [queries.side_of(reader, doubt["subject"]), queries.side_of(reader, doubt["value"])]
            both = [set(side.inventors) for side in sides]
            return {"sides": sides, "shared": both[0] & both[1]}
        return {"rights": queries.rights_at(reader, doubt["subject"]), "towns": queries.towns()}


def _neighbours(shown: list[dict[str, Any]], doubt: dict[str, Any] | None) -> dict[str, str]:
    """Ids of the questions before and after one on the page."""
    ids = [one["id"] for one in shown]
    if doubt is None or doubt["id"] not in ids:
        return {"before": "", "after": ids[0] if ids else ""}
    place = ids.index(doubt["id"])
    return {"before": ids[place - 1] if place else "", "after": ids[place + 1] if place + 1 < len(ids) else ""}
