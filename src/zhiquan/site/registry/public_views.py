"""Public pages of one right and one organisation (公开查询页面)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhiquan.site.registry.public import public_party, public_right


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
