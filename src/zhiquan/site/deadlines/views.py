"""The feed itself, and the page on which its address is made and revoked (订阅页面)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiquan.site.deadlines import actions, queries
from zhiquan.site.deadlines.writing import calendar_file
from zhiquan.site.gate.visitor import visitor_behind, visitor_of
from zhiquan.site.office.house import house

MEDIA = "text/calendar; charset=utf-8"


@require_http_methods(["GET", "HEAD"])
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The deadlines of the account behind a secret address; an address that opens nothing is not there."""
    found = queries.feed_of(token)
    if found is None:
        raise Http404
    office = house()
    visitor = visitor_behind(found.account)
    items = queries.deadlines_of(office, visitor)
    name = _("知权期限 %(name)s") % {"name": visitor.name}
    text = calendar_file(items, name=name, now=office.now(), absolute=request.build_absolute_uri)
    found.read_at = office.now()
    found.save(update_fields=["read_at"])
    answer = HttpResponse(text, content_type=MEDIA)
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Disposition"] = 'inline; filename="zhiquan.ics"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_http_methods(["GET", "POST"])
def own_feed(request: HttpRequest) -> HttpResponse:
    """Make or revoke the address of the own feed; the address is shown once."""
    visitor = visitor_of(request)
    address = ""
    wish = request.POST.get("wish", "") if request.method == "POST" else ""
    if wish == "make":
        token = actions.make_feed(visitor)
        address = request.build_absolute_uri(reverse("deadlines-feed", args=[token]))
    elif wish == "revoke":
        actions.revoke_feed(visitor)
    items = queries.deadlines_of(house(), visitor)
    shown = {"feed": queries.open_feed(visitor.account), "address": address, "items": items[:12], "in_all": len(items)}
    answer = render(request, "deadlines/own.html", shown)
    if address:
        answer["Cache-Control"] = "no-store"
    return answer
