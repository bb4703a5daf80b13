"""Pages of the public search: results, one right, one organisation (公开查询页面)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhiquan.site.registry.public import SHOWN, public_party, public_right
from zhiquan.site.registry.public_find import find_public

_LONGEST = 200


@require_http_methods(["GET"])
def search(request: HttpRequest) -> HttpResponse:
    """Rights, figures and clauses that are published and hold the words."""
    found = find_public(request.GET.get("q", "").strip()[:_LONGEST])
    return render(request, "registry/search.html", {"found": found, "most": SHOWN})


@require_http_methods(["GET"])
def right(request: HttpRequest, name: str) -> HttpResponse:
    """The public facts of one right."""
    found = public_right(name)
    return render(request, "registry/public_right.html", {"right": found, "snapshot_shown": found.shown.snapshot})


@require_http_methods(["GET"])
def party(request: HttpRequest, name: str) -> HttpResponse:
    """The public facts of one organisation."""
    found = public_party(name)
    return render(request, "registry/public_party.html", {"party": found, "snapshot_shown": found.shown.snapshot})
