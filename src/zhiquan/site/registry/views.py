"""Pages of the register on the workbench (登记册页面)."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiquan.basics.errors import NotAllowed, NotFound
from zhiquan.basics.words import Words
from zhiquan.site.gate.policy import May, Role
from zhiquan.site.gate.visitor import Visitor, visitor_of
from zhiquan.site.jobs.actions import ask_for
from zhiquan.site.office.house import house
from zhiquan.site.registry.actions import note_export, note_fees_taken, note_line_read, note_party_read
from zhiquan.site.registry.asked import Asked, asked_of
from zhiquan.site.registry.conditions import conditions_of, easier
from zhiquan.site.registry.exports import AT_ONCE, KIND, export_file, fees_as_csv, list_as_csv
from zhiquan.site.registry.naming import AUTHORITIES, ORDER_WORDS
from zhiquan.site.registry.parties import parties_list
from zhiquan.site.registry.party_story import party_story
from zhiquan.site.registry.queries import line_values, lines_at, party_of, right_of, rights_list, rights_number
from zhiquan.site.registry.right_story import story_of
from zhiquan.site.shell.keeping import desk_page, register_state
from zhiquan.site.shell.speech import language_now

_LONGEST = 200


@require_http_methods(["GET"])
def rights(request: HttpRequest) -> HttpResponseBase:
    """The register page by page, with facets; for htmx only what changes."""
    visitor, asked = visitor_of(request), _asked(request)
    htmx = request.htmx  # type: ignore[attr-defined] # set by its middleware
    response: HttpResponseBase
    if htmx and not htmx.history_restore_request:
        response = render(request, "registry/rights_part.html", _rights(visitor, asked) | {"is_partial": True})
        response["HX-Push-Url"] = _address(request, asked)
    else:
        response = desk_page(request, "registry/rights.html", register_state(), lambda: _rights(visitor, asked))
    response["Vary"] = "HX-Request, Cookie"
    return response


def _rights(visitor: Visitor, asked: Asked) -> dict[str, Any]:
    found = rights_list(visitor, asked)
    return {
        "asked": asked,
        "found": found,
        "orders": ORDER_WORDS,
        "conditions": conditions_of(visitor, asked),
        "may_export": visitor.may(May.EXPORT),
        "at_once": AT_ONCE,
        "today": house().today,
        "easier": easier(visitor, asked) if not found.page.total else [],
        "pager": _pager(found.page.page, found.page.pages),
    }


@require_http_methods(["GET", "POST"])
def rights_csv(request: HttpRequest) -> HttpResponse:
    """The whole list as a file: a short one at once, one of any length as a job when posted."""
    visitor, asked = visitor_of(request), _asked(request)
    rows = rights_number(visitor, asked)
    if request.method == "POST":
        title = _("权利清单 %(rows)s 行") % {"rows": f"{rows:,}"}
        wish = {"query": asked.query(), "name": secrets.token_hex(12), "language": language_now()}
        return redirect("job", name=ask_for(KIND, title, wish, by=visitor).id)
    if rows > AT_ONCE:
        raise NotAllowed(
            Words(f"清单有 {rows:,} 行，不能直接下载", f"the list has {rows:,} rows, too many to wait for"),
            remedy=Words(
                "请在清单页用导出按钮，由后台作业写出。", "Use the export button of the list: a job writes it."
            ),
        )
    text, written = list_as_csv(visitor, asked, language_now())
    note_export(visitor, asked, written)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="rights.csv"'
    return response


@require_http_methods(["GET"])
def rights_file(request: HttpRequest, name: str) -> HttpResponseBase:
    """A file a job wrote, for the account that asked."""
    file = export_file(visitor_of(request), name)
    if file is None:
        raise Http404
    return FileResponse(file.open("rb"), as_attachment=True, filename="rights.csv", content_type="text/csv")


@require_http_methods(["GET"])
def right(request: HttpRequest, name: str) -> HttpResponseBase:
    """One right with everything known of it."""
    asked = _asked(request)
    return desk_page(request, "registry/right.html", register_state(), lambda: _right(request, name, asked))


def _right(request: HttpRequest, name: str, asked: Asked) -> dict[str, Any] | HttpResponseBase:
    visitor = visitor_of(request)
    on = asked.wanted.on
    page = right_of(visitor, name, on=on)
    if page.right != name:
        return redirect(f"{reverse('desk-right', args=[page.right])}?{asked.query()}".rstrip("?"))
    shown = {"story": story_of(page, on=on), "on": on, "problems": asked.problems}
    return shown | {"may_see_origin": visitor.may(May.SEE_ORIGIN)}


@require_http_methods(["GET"])
def source_line(request: HttpRequest, batch: str, sheet: str, line: int) -> HttpResponse:
    """The one line of a file a value was read from."""
    visitor = visitor_of(request)
    entries = lines_at(visitor, batch=batch, sheet=sheet, line=line)
    note_line_read(visitor, batch=batch, sheet=sheet, line=line)
    shown = {"origin": entries[0].origin, "first": entries[0], "authorities": AUTHORITIES}
    return render(request, "registry/source_line.html", shown | {"entries": list(map(line_values, entries))})


@require_http_methods(["GET"])
def parties(request: HttpRequest) -> HttpResponse:
    """The parties, those with most rights first."""
    words = request.GET.get("q", "").strip()[:_LONGEST]
    found = parties_list(visitor_of(request), words, page=_asked(request).paging.page)
    return render(
        request, "registry/parties.html", {"found": found, "words": words, "pager": _pager(found.page, found.pages)}
    )


@require_http_methods(["GET"])
def party(request: HttpRequest, name: str) -> HttpResponseBase:
    """One party: its rights, fees, pledges, titles, events and names; every reading leaves its line of the trail."""
    visitor = visitor_of(request)
    response = desk_page(request, "registry/party.html", register_state(), lambda: _party(visitor, name))
    if response.status_code == HTTPStatus.OK:
        note_party_read(visitor, name)
    return response


@require_http_methods(["GET"])
def own_party(request: HttpRequest) -> HttpResponse:
    """The page of the party an account acts for; the desk when it has none, or the register does not know it yet."""
    visitor = visitor_of(request)
    if visitor.role is Role.ENTERPRISE and visitor.party:
        try:
            return redirect("desk-party", name=party_of(visitor, visitor.party).party)
        except NotFound:
            pass
    return redirect("desk")


def _party(visitor: Visitor, name: str) -> dict[str, Any] | HttpResponseBase:
    page = party_of(visitor, name)
    if page.party != name:
        return redirect("desk-party", name=page.party)
    return {"story": party_story(page, visitor), "today": house().today, "may_export": visitor.may(May.EXPORT)}


@require_http_methods(["GET"])
def party_fees(request: HttpRequest, name: str) -> HttpResponse:
    """The fees of one party as a file."""
    visitor = visitor_of(request)
    page = party_of(visitor, name)
    text, rows = fees_as_csv(page, language_now())
    note_fees_taken(visitor, page.party, rows)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="fees.csv"'
    return response


def _asked(request: HttpRequest) -> Asked:
    return asked_of(request.GET, today=house().today)


def _address(request: HttpRequest, asked: Asked) -> str:
    """The address of the list without empty conditions."""
    pages = f"page={asked.paging.page}" if asked.paging.page > 1 else ""
    query = "&".join(part for part in (asked.query(), pages) if part)
    return f"{request.path}?{query}" if query else request.path


def _pager(page: int, pages: int) -> dict[str, int | None]:
    return {
        "page": page,
        "pages": pages,
        "previous": page - 1 if page > 1 else None,
        "next": page + 1 if page < pages else None,
    }
