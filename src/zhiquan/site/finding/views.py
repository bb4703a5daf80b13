"""Search pages: among what is published, and on the workbench as far as the reader sees (检索页)."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhiquan.basics.errors import NotFound
from zhiquan.site.finding.actions import note_taken
from zhiquan.site.finding.asked import Asked, asked_of
from zhiquan.site.finding.queries import (
    MOST_PUBLIC,
    ORDER_WORDS,
    Found,
    found_as_csv,
    found_as_json,
    found_by,
    records_like,
)
from zhiquan.site.finding.room import Room, desk_room, no_index, page_address, public_room
from zhiquan.site.finding.suggesting import suggestions
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.shell.speech import language_now

_SHELLS = {True: "shell/desk.html", False: "shell/public.html"}
_PAGES = ("search", "search-csv", "search-suggest")

State = Literal["", "missing", "unpublished"]
"""Why nothing can be answered: an index is being made, nothing is published; empty when something can."""


@require_http_methods(["GET"])
def desk_search(request: HttpRequest) -> HttpResponse:
    """Everything the reader may see that a query finds, with facets; roles that see no register find the published."""
    if not visitor_of(request).may(May.SEE_REGISTER):
        return redirect(f"{reverse('search')}?{request.GET.urlencode()}".rstrip("?"))
    room = _desk_room(request)
    return _answered(request, room) if room else _page(request, "missing", is_desk=True)


@require_http_methods(["GET"])
def search(request: HttpRequest) -> HttpResponse:
    """Everything published that a query finds, with facets."""
    room = _public_room()
    return _answered(request, room) if isinstance(room, Room) else _page(request, room, is_desk=False)


@require_http_methods(["GET"])
def former_find(request: HttpRequest) -> HttpResponse:
    """The former address of the search box."""
    words = request.GET.copy()
    words["go"] = "1"
    return redirect(f"{reverse('desk-search')}?{words.urlencode()}")


@require_http_methods(["GET"])
def desk_search_csv(request: HttpRequest) -> HttpResponse:
    """All hits of the workbench as a file."""
    visitor, asked = visitor_of(request), asked_of(request.GET)
    room = desk_room(visitor)
    text, rows = found_as_csv(room, asked, language_now())
    note_taken(visitor, asked, room, rows)
    return _file(text, "search.csv", "text/csv")


@require_http_methods(["GET"])
def search_csv(request: HttpRequest) -> HttpResponse:
    """What is found among the published, as CSV."""
    return _file(found_as_csv(_published(), asked_of(request.GET), language_now())[0], "search.csv", "text/csv")


@require_http_methods(["GET"])
def search_json(request: HttpRequest) -> HttpResponse:
    """What is found among the published, as JSON."""
    return _file(found_as_json(_published(), asked_of(request.GET)), "search.json", "application/json")


@require_http_methods(["GET"])
def desk_suggest(request: HttpRequest) -> HttpResponse:
    """Lines below the box of the workbench."""
    return _suggested(request, is_desk=visitor_of(request).may(May.SEE_REGISTER))


@require_http_methods(["GET"])
def suggest(request: HttpRequest) -> HttpResponse:
    """Lines below the box of the public pages."""
    return _suggested(request, is_desk=False)


@require_http_methods(["GET"])
def desk_similar(request: HttpRequest, of: str) -> HttpResponse:
    """Records like one the reader may see."""
    room = _desk_room(request)
    return _alike(request, room, of) if room else _page(request, "missing", is_desk=True)


@require_http_methods(["GET"])
def similar(request: HttpRequest, of: str) -> HttpResponse:
    """Published records like a published one."""
    room = _public_room()
    return _alike(request, room, of) if isinstance(room, Room) else _page(request, room, is_desk=False)


def _answered(request: HttpRequest, room: Room) -> HttpResponse:
    asked = asked_of(request.GET)
    found = found_by(room, asked)
    if asked.may_go and found.meant:
        return redirect(found.meant)
    shown = {
        "found": found,
        "orders": ORDER_WORDS.items(),
        "pager": _pager(asked, found),
        "may_export": not room.is_desk or visitor_of(request).may(May.EXPORT),
        "most_public": MOST_PUBLIC,
        "snapshot_shown": room.finder.about.snapshot,
    }
    return _page(request, "", is_desk=room.is_desk, **shown)


def _page(request: HttpRequest, state: State, *, is_desk: bool, **shown: Any) -> HttpResponse:  # noqa: ANN401 - values of a template
    """The page; with a state it says why nothing can be answered."""
    frame = {
        "shell": _SHELLS[is_desk],
        "is_on_desk": is_desk,
        "state": state,
        "asked": asked_of(request.GET),
        "paths": {name.replace("-", "_"): page_address(name, is_desk=is_desk) for name in _PAGES},
    }
    return render(request, "finding/search.html", frame | shown)


def _pager(asked: Asked, found: Found) -> dict[str, int]:
    following = asked.page + 1 if asked.page < found.pages else 0
    return {"page": asked.page, "pages": found.pages, "previous": asked.page - 1, "next": following}


def _suggested(request: HttpRequest, *, is_desk: bool) -> HttpResponse:
    room = _desk_room(request) if is_desk else _public_room()
    lines = suggestions(room, request.GET.get("q", "")) if isinstance(room, Room) else ()
    return render(request, "finding/suggestions.html", {"lines": lines, "is_on_desk": is_desk})


def _alike(request: HttpRequest, room: Room, name: str) -> HttpResponse:
    found = records_like(room, name)
    shown = {"alike": found, "shell": _SHELLS[room.is_desk], "is_on_desk": room.is_desk}
    return render(request, "finding/similar.html", shown | {"snapshot_shown": found.snapshot})


def _desk_room(request: HttpRequest) -> Room | None:
    """The index as the reader of the workbench sees it; None while there is none."""
    try:
        return desk_room(visitor_of(request))
    except NotFound:
        return None


def _public_room() -> Room | State:
    """The published index, or why there is none."""
    try:
        return public_room() or "unpublished"
    except NotFound:
        return "missing"


def _published() -> Room:
    """The published index.

    Raises:
        NotFound: nothing is published, or it has no index yet.
    """
    room = public_room()
    if room is None:
        raise no_index()
    return room


def _file(text: str, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
