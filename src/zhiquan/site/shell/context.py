"""What every template knows: the visitor, the place, the snapshot, the navigation (模板公用内容)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from zhiquan import __version__
from zhiquan.site.gate.policy import ROLE_WORDS
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.office.house import house
from zhiquan.site.shell.navigation import public_links, rail_groups
from zhiquan.site.shell.speech import say


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of every page."""
    visitor = visitor_of(request)
    here = _name_of(request)
    return {
        "visitor": visitor,
        "role_label": say(ROLE_WORDS[visitor.role]),
        "office": SimpleLazyObject(lambda: house().about()),
        "is_english": (get_language() or "").startswith("en"),
        "other_language": _other_language(request),
        "is_desk": here.is_desk,
        "here": here.name,
        "rail": SimpleLazyObject(lambda: rail_groups(visitor, here.name)),
        "public_links": SimpleLazyObject(lambda: public_links(here.name)),
        "version": __version__,
    }


class _Here:
    """Name of the address, and whether it is of the workbench."""

    def __init__(self, name: str, *, is_desk: bool) -> None:
        self.name = name
        self.is_desk = is_desk


def _name_of(request: HttpRequest) -> _Here:
    path = request.path_info.removeprefix("/en")
    try:
        name = resolve(request.path_info).url_name or ""
    except Resolver404:
        name = ""
    return _Here(name, is_desk=path.startswith("/desk/"))


def _other_language(request: HttpRequest) -> str:
    """The same page in the other language."""
    path = request.get_full_path()
    if path == "/en" or path.startswith("/en/"):
        return path.removeprefix("/en") or "/"
    return "/en" + path
