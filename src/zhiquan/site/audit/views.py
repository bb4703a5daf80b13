"""The audit page (审计页面)."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhiquan.site.audit.collecting import collect
from zhiquan.site.audit.queries import check_trail, lines_of
from zhiquan.site.audit.trails import KINDS, trail_of
from zhiquan.site.gate.doors import within
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.office.house import house

_PER_PAGE = 50


@require_http_methods(["GET", "POST"])
def audit(request: HttpRequest) -> HttpResponse:
    """The trail, newest first; a POST recomputes the whole chain."""
    collect(house().lake)
    asked = {name: request.GET.get(name, "").strip() for name in ("action", "account", "words")}
    page = Paginator(lines_of(**asked), _PER_PAGE).get_page(request.GET.get("page"))
    may_trail = visitor_of(request).may(May.SEE_ORIGIN)
    checked = check_trail(house().lake) if request.method == "POST" else None
    given = {"page": page, "asked": asked, "checked": checked, "may_trail": may_trail}
    return render(request, "audit/list.html", given)


@require_http_methods(["GET", "HEAD"])
@within(May.SEE_ORIGIN)
def trail(request: HttpRequest) -> HttpResponse:
    """Who did what to one right, duty or figure; for readers who may see the lines of files, too."""
    of = request.GET.get("of", "duty")
    of = of if of in KINDS else "duty"
    wanted = request.GET.get("id", "").strip()[:300]
    steps = trail_of(of, wanted) if wanted else []
    return render(request, "audit/trail.html", {"steps": steps, "of": of, "wanted": wanted, "kinds": KINDS})
