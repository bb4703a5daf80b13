"""The audit page (审计页面)."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhiquan.site.audit.collecting import collect
from zhiquan.site.audit.queries import check_trail, lines_of
from zhiquan.site.office.house import house

_PER_PAGE = 50


@require_http_methods(["GET", "POST"])
def audit(request: HttpRequest) -> HttpResponse:
    """The trail, newest first; a POST recomputes the whole chain."""
    collect(house().lake)
    asked = {name: request.GET.get(name, "").strip() for name in ("action", "account", "words")}
    page = Paginator(lines_of(**asked), _PER_PAGE).get_page(request.GET.get("page"))
    checked = check_trail(house().lake) if request.method == "POST" else None
    return render(request, "audit/list.html", {"page": page, "asked": asked, "checked": checked})
