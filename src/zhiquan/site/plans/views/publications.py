"""What was published: list, one publication, its check and its bundle (发布页面)."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.plans.actions import ask_for_bundle, ask_to_publish, ask_to_verify, ask_to_warm
from zhiquan.site.plans.addresses import clauses_address, figure_address
from zhiquan.site.plans.board_showing import shown
from zhiquan.site.plans.published import published_answer
from zhiquan.site.plans.queries import frozen_board, frozen_boards
from zhiquan.site.plans.verifying import bundle_file, make_bundle_file, require_whole, verdict, verdict_already
from zhiquan.site.shell.speech import language_now

_PER_PAGE = 30


@require_http_methods(["GET"])
def publication_list(request: HttpRequest, *, is_desk: bool = False) -> HttpResponse:
    """Every publication, the latest first."""
    page = Paginator(frozen_boards(), _PER_PAGE).get_page(request.GET.get("page"))
    given = {"page": page, "one_name": _name(is_desk), "shell": _shell(is_desk)}
    return render(request, "plans/publications.html", given)


@require_http_methods(["GET"])
def publication(request: HttpRequest, name: str, *, is_desk: bool = False) -> HttpResponse:
    """One publication: the frozen board, its question, what it was computed with."""
    frozen = frozen_board(name)
    answer = published_answer(frozen)
    content = frozen.content
    given: dict[str, Any] = {
        "shell": _shell(is_desk),
        "list_name": "desk-publications" if is_desk else "publications",
        "frozen": frozen,
        "asked": content["asked"],
        "shown": shown(answer, language_now(), figure_address(frozen.ask, is_desk=False, with_snapshot=True)),
        "definitions": sorted(content["definitions"].items()),
        "settings": sorted(content["settings"].items()),
        "product": content["product"],
        "verdict": verdict_already(frozen),
        "has_bundle": bundle_file(frozen).exists(),
        "clauses_address": clauses_address(frozen.ask, is_desk=is_desk),
        "snapshot_shown": frozen.publication.snapshot,
    }
    return render(request, "plans/publication.html", given)


@require_http_methods(["GET"])
def content(request: HttpRequest, name: str) -> HttpResponse:
    """The content as it was published, byte for byte: its SHA-256 is the publication's.

    Raises:
        NotAllowed: the stored text was changed.
    """
    del request
    frozen = frozen_board(name)
    require_whole(frozen)
    response = HttpResponse(frozen.publication.text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, name: str) -> HttpResponse:
    """Whether a publication recomputes digit for digit; asked by POST, a job for who has an account."""
    frozen, visitor = frozen_board(name), visitor_of(request)
    if request.method == "POST":
        if visitor.account:
            return redirect("job", name=ask_to_verify(frozen, by=visitor).id)
        verdict(frozen)
        return redirect("publication-check", name=name)
    found = verdict_already(frozen)
    changed = [_changed(one) for one in found["changed"]] if found else []
    differences = [
        {**one, "published": _plain(one["published"]), "now": _plain(one["now"])}
        for one in (found["differences"] if found else [])
    ]
    given = {"frozen": frozen, "verdict": found, "changed": changed, "differences": differences}
    return render(request, "plans/check.html", given)


@require_http_methods(["GET", "POST"])
def bundle(request: HttpRequest, name: str) -> HttpResponseBase:
    """The evidence bundle: GET takes the file, POST has it made."""
    frozen, visitor = frozen_board(name), visitor_of(request)
    from_desk = bool(request.POST.get("desk") or request.GET.get("desk"))
    if request.method == "POST":
        if visitor.account:
            return redirect("job", name=ask_for_bundle(frozen, by=visitor, from_desk=from_desk).id)
        make_bundle_file(frozen)
        return redirect("publication", name=name)
    file = bundle_file(frozen)
    if not file.exists():
        messages.error(request, _("证据包还没有做好，先点“制作证据包”。"))
        return redirect(_name(from_desk), name=name)
    return FileResponse(file.open("rb"), as_attachment=True, filename=f"{name}.zip", content_type="application/zip")


@require_http_methods(["POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """Ask for the board on the screen to be published."""
    return redirect("job", name=ask_to_publish(request.POST, by=visitor_of(request)).id)


@require_http_methods(["POST"])
def warm(request: HttpRequest) -> HttpResponse:
    """Ask for the back-tests of the board on the screen."""
    return redirect("job", name=ask_to_warm(request.POST, by=visitor_of(request)).id)


def _shell(is_desk: bool) -> str:  # noqa: FBT001 - the one thing asked
    return "shell/desk.html" if is_desk else "shell/public.html"


def _name(is_desk: bool) -> str:  # noqa: FBT001 - the one thing asked
    return "desk-publication" if is_desk else "publication"


def _changed(name: str) -> dict[str, str]:
    """What changed of what it was computed with: its sort in words, and its name."""
    if name == "product":
        return {"part": _("程序版本"), "name": ""}
    if name.startswith("parameters/"):
        return {"part": _("参数"), "name": name}
    if "/" in name:
        return {"part": _("口径"), "name": name}
    return {"part": _("全部数据文件"), "name": ""}


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
