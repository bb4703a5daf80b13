"""The search page of the workbench (检索页)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhiquan.basics.errors import NotFound
from zhiquan.site.finding.actions import note_taken
from zhiquan.site.finding.asked import asked_of
from zhiquan.site.finding.queries import ORDER_WORDS, found_as_csv, found_by
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.shell.speech import language_now


@require_http_methods(["GET"])
def search(request: HttpRequest) -> HttpResponse:
    """Everything the reader may see that a query finds, with facets; until there is an index, that it is being made."""
    visitor, asked = visitor_of(request), asked_of(request.GET)
    try:
        found = found_by(visitor, asked)
    except NotFound:
        return render(request, "finding/search.html", {"asked": asked, "is_missing": True})
    pager = {"page": asked.page, "pages": found.pages, "previous": asked.page - 1, "next": 0}
    pager["next"] = asked.page + 1 if asked.page < found.pages else 0
    shown = {"asked": asked, "found": found, "pager": pager, "orders": ORDER_WORDS.items()}
    return render(request, "finding/search.html", shown | {"may_export": visitor.may(May.EXPORT)})


@require_http_methods(["GET"])
def search_csv(request: HttpRequest) -> HttpResponse:
    """All hits as a file."""
    visitor, asked = visitor_of(request), asked_of(request.GET)
    text, rows = found_as_csv(visitor, asked, language_now())
    note_taken(visitor, asked, rows)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="search.csv"'
    return response
