"""Pages whose content is kept while nothing it depends on has changed; the shell around it is made anew (留存呈现)."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from zhiquan import __version__
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.office.house import house
from zhiquan.site.office.pages import Parts

PUBLIC, DESK = "shell/kept_public.html", "shell/kept_desk.html"
_BETWEEN = f"<!-- {secrets.token_hex(16)} -->"
"""Stands between the parts of a page while it is made; nobody can know it."""
_TOKEN = secrets.token_hex(32)
"""Stands in kept forms for the form token of whoever reads."""

Make = Callable[[], Mapping[str, Any] | HttpResponseBase]


def public_page(request: HttpRequest, template: str, depends_on: tuple[Hashable, ...], make: Make) -> HttpResponseBase:
    """A page whose content is the same for everybody.

    Args:
        request: the request; its address and language are part of what the page depends on.
        template: extends ``frame``, or the public shell without one.
        depends_on: whatever else decides the content.
        make: works out the template's values, or answers otherwise; that is never kept.
    """
    return _page(request, template, PUBLIC, (*_always(request), *depends_on), make)


def desk_page(request: HttpRequest, template: str, depends_on: tuple[Hashable, ...], make: Make) -> HttpResponseBase:
    """A page of the workbench whose content is the same for all who have the same role and reach.

    Role, unit, town and party of the reader are always part of the key, so nothing kept for one reach is ever shown
    to another. The account is not, so the template sees a visitor without account and name, and ``make`` must not tell
    of them either. The arguments are those of ``public_page``.
    """
    visitor = visitor_of(request)
    reach = (visitor.role, visitor.unit, visitor.town, visitor.party)
    return _page(request, template, DESK, (*_always(request), reach, *depends_on), make)


def register_state() -> tuple[Hashable, ...]:
    """What nearly every page depends on: newest snapshot, definitions, day, district."""
    office = house()
    return (office.current(), office.knowledge_stamp(), office.today, office.settings.district)


def _always(request: HttpRequest) -> tuple[Hashable, ...]:
    return (request.get_full_path(), get_language(), __version__)


def _page(
    request: HttpRequest, template: str, frame: str, depends_on: tuple[Hashable, ...], make: Make
) -> HttpResponseBase:
    pages, key = house().pages, (template, *depends_on)
    parts = pages.look(key)
    if parts is None:
        given = make()
        if isinstance(given, HttpResponseBase):
            return given
        parts = _made(request, template, given)
        pages.hold(key, parts)
    return _framed(request, frame, parts)


def _made(request: HttpRequest, template: str, given: Mapping[str, Any]) -> Parts:
    told = {
        **given,
        "frame": "shell/parts.html",
        "part_mark": mark_safe(_BETWEEN),  # noqa: S308 - our own mark
        "csrf_token": _TOKEN,
        "visitor": replace(visitor_of(request), account="", name=""),
    }
    title, styles, main = render_to_string(template, told, request).split(_BETWEEN)
    return Parts(title, styles, main, str(given.get("snapshot_shown", "")))


def _framed(request: HttpRequest, frame: str, parts: Parts) -> HttpResponse:
    main = parts.main.replace(_TOKEN, get_token(request)) if _TOKEN in parts.main else parts.main
    return render(
        request,
        frame,
        {
            "kept_title": mark_safe(parts.title),  # noqa: S308 - printed by our templates
            "kept_styles": mark_safe(parts.styles),  # noqa: S308 - likewise
            "kept_main": mark_safe(main),  # noqa: S308 - likewise
            "snapshot_shown": parts.snapshot,
        },
    )
