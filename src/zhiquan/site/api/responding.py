"""From what an operation found to the answer sent: format, ETag, links, the trail (发出应答)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.crypto import salted_hmac
from pydantic import BaseModel

from zhiquan import __version__
from zhiquan.basics.words import Language, Words
from zhiquan.site.api.answers import Listed, One, as_csv, as_json, columns_of
from zhiquan.site.api.problems import Problem
from zhiquan.site.api.scopes import scope_with
from zhiquan.site.api.who import permissions_of
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house
from zhiquan.site.plans.answers.keeping import digest

CSV = "text/csv"


@dataclass(frozen=True, slots=True)
class Stated:
    """What an operation states of its answers: see :func:`zhiquan.site.api.door.operation` (应答说明)."""

    schema: str
    tag: str
    row: type[BaseModel] | None
    shape: type[BaseModel] | None
    success: int
    ground: Literal["register", "content", "never"]
    media: str
    is_public: bool = False
    is_sensitive: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of the CSV, of a list; none when they depend on what is asked for."""
        fields = self.row.model_fields.items() if self.row else ()
        return tuple(field.alias or name for name, field in fields)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of an operation (一次调用): the request, who asks, in which language, which operation."""

    request: HttpRequest
    visitor: Visitor
    language: Language
    operation: str

    @property
    def wants_csv(self) -> bool:
        """True when a list is asked for as CSV: by ``format`` or by the header ``Accept``."""
        named = self.request.GET.get("format")
        if named:
            return named == "csv"
        accepted = self.request.headers.get("Accept", "")
        return CSV in accepted and "application/json" not in accepted and "*/*" not in accepted

    def address(self, path: str) -> str:
        """The address of another operation."""
        return f"/api/v1{path}"


def respond(call: Call, stated: Stated, make: Callable[[], One | Listed | HttpResponseBase]) -> HttpResponseBase:
    """Make an answer, or say that the one the reader holds is still right."""
    is_csv = stated.row is not None and call.wants_csv
    is_public = stated.is_public
    if is_csv and not is_public and not call.visitor.may(May.EXPORT):
        raise Problem(
            403,
            Words("清单取作文件要有导出权限", "taking a list as a file needs the permission to export"),
            where={"permission": May.EXPORT.value, "scope": scope_with(May.EXPORT)},
        )
    tag = _ground_tag(call, stated, is_csv=is_csv) if stated.ground == "register" and not stated.is_sensitive else ""
    if tag and tag in _held(call.request):
        return _unchanged(call, tag, is_public=is_public)
    answer = make()
    if isinstance(answer, HttpResponseBase):
        return answer
    content = _content(call, stated, answer, is_csv=is_csv)
    if not tag and stated.ground != "never":
        tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    if tag and stated.success == 200 and _held(call.request) & {tag, "*"}:
        return _unchanged(call, tag, is_public=is_public)
    if is_csv and not is_public:
        assert isinstance(answer, Listed)
        _note_export(call, answer)
    kind = f"{CSV}; charset=utf-8" if is_csv else f"{stated.media}; charset=utf-8"
    sent = HttpResponse(content, status=answer.status if isinstance(answer, One) else 200, content_type=kind)
    _add_headers(call, sent, answer)
    return _keeping(sent, tag, is_public=is_public)


def _content(call: Call, stated: Stated, answer: One | Listed, *, is_csv: bool) -> bytes:
    if is_csv and isinstance(answer, Listed):
        return as_csv(stated.columns or columns_of(answer), answer, call.language).encode()
    return as_json(stated.schema, answer)


def _ground_tag(call: Call, stated: Stated, *, is_csv: bool) -> str:
    """A keyed hash of everything the answer depends on; nobody holds it who was not given the answer."""
    office, visitor = house(), call.visitor
    parts: list[Any] = [
        __version__, digest(), office.settings.district, office.today.isoformat(), office.current(), stated.schema,
        call.request.path, sorted(call.request.GET.lists()), visitor.role.value, visitor.unit, visitor.town,
        visitor.party, sorted(permissions_of(visitor)), call.language if is_csv else "", is_csv,
    ]  # fmt: skip
    text = json.dumps(parts, ensure_ascii=False)
    return f'"{salted_hmac("api.etag", text, algorithm="sha256").hexdigest()[:32]}"'


def _held(request: HttpRequest) -> set[str]:
    """The tags a reader holds; one a proxy weakened counts as whole."""
    return {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")} - {""}


def _unchanged(call: Call, tag: str, *, is_public: bool) -> HttpResponse:
    sent = HttpResponse(status=304)
    del sent.headers["Content-Type"]
    del call
    return _keeping(sent, tag, is_public=is_public)


def _keeping(sent: HttpResponse, tag: str, *, is_public: bool) -> HttpResponse:
    """Who may keep the answer: everybody what is public, the reader alone the rest; both ask before using it again."""
    if tag:
        sent.headers["ETag"] = tag
    kept = "public, no-cache" if is_public else "private, no-cache"
    sent.headers["Cache-Control"] = kept if tag else "no-store"
    patch_vary_headers(sent, ("Accept", "Accept-Language", "Authorization", "Cookie"))
    return sent


def _add_headers(call: Call, sent: HttpResponse, answer: One | Listed) -> None:
    if answer.snapshot:
        sent.headers["X-Snapshot"] = answer.snapshot
    if isinstance(answer, One):
        if answer.location:
            sent.headers["Location" if answer.status in {201, 202} else "Content-Location"] = answer.location
        for name, value in answer.headers.items():
            sent.headers[name] = value
    elif answer.size:
        links = [
            f'<{_page_address(call, page)}>; rel="{name}"'
            for name, page in (("prev", answer.page - 1), ("next", answer.page + 1))
            if 1 <= page <= answer.pages
        ]
        sent.headers["X-Total-Count"] = str(answer.total)
        if links:
            sent.headers["Link"] = ", ".join(links)


def _page_address(call: Call, page: int) -> str:
    pairs = [(key, one) for key, values in call.request.GET.lists() for one in values if key != "page"]
    return f"{call.request.path}?{urlencode([*pairs, ('page', str(page))])}"


def _note_export(call: Call, answer: Listed) -> None:
    """A list of the desk was taken as a file."""
    pairs = [(key, one) for key, values in call.request.GET.lists() for one in values]
    detail = {"operation": call.operation, "rows": len(answer.rows), "conditions": urlencode(pairs)[:500]}
    write_line("api.exported", answer.snapshot or call.operation, by=call.visitor, detail=detail)
