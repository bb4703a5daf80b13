"""What every page of this app is given: the question, tabs, origins; and files to take away (页面公用内容)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from zhiquan.site.audit.actions import write_line
from zhiquan.site.duties.asking import Asked
from zhiquan.site.duties.keeping import batches_of
from zhiquan.site.duties.wording import told
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import Visitor, visitor_of
from zhiquan.site.office.house import house

View = Callable[..., HttpResponse]

NO_SHEET = "-"
"""What stands in an address for a file without sheets."""

_ABOUT = ("plan", "asof", "page")


def page(
    request: HttpRequest,
    template: str,
    asked: Asked,
    *,
    status: int = 200,
    **more: Any,  # noqa: ANN401 - a context
) -> HttpResponse:
    """One page with its question, its tabs and its snapshot."""
    kept = [(name, value) for name, value in request.GET.items() if name not in _ABOUT]
    context = {
        "asked": asked,
        "carry": asked.link(),
        "more": f"&{asked.link()[1:]}" if asked.given else "",
        "kept_fields": kept,
        "today": house().today,
        "may_import": visitor_of(request).may(May.IMPORT),
        "may_export": visitor_of(request).may(May.EXPORT),
        "sees_all": visitor_of(request).may(May.SEE_ALL_DUTIES),
        "snapshot_shown": asked.snapshot,
        **more,
    }
    return render(request, template, context, status=status)


def tabs(request: HttpRequest, here: str, asked: Asked) -> list[dict[str, Any]]:
    """The pages beside each other of this part of the workbench that the reader may enter."""
    visitor = visitor_of(request)
    every: tuple[tuple[str, str, May], ...] = (
        ("duties", _("任务"), May.SEE_DUTIES),
        ("budget", _("经费"), May.SEE_ALL_DUTIES),
        ("meetings", _("会议议定事项"), May.SEE_ALL_DUTIES),
        ("organisation", _("单位名录"), May.SEE_DUTIES),
    )
    if here in {"appraisal", "sheets", "objections", "layouts"}:
        every = (
            ("appraisal", _("各单位得分"), May.SEE_DUTIES),
            ("objections", _("异议"), May.SEE_DUTIES),
            ("sheets", _("指标表"), May.SEE_ALL_DUTIES),
            ("layouts", _("报表样式"), May.SEE_ALL_DUTIES),
            ("organisation", _("单位名录"), May.SEE_DUTIES),
        )
    return [
        {"address": reverse(name) + asked.link(), "label": label, "is_here": name == here}
        for name, label, needs in every
        if visitor.may(needs)
    ]


def shown(value: Any, asked: Asked, visitor: Visitor) -> Any:  # noqa: ANN401 - JSON in, the same shape out
    """An answer in the page's language; origins with the address of their line for readers who may see them."""
    if not visitor.may(May.SEE_ORIGIN):
        return told(value)
    batches = batches_of(asked) if asked.snapshot else {}

    def line(origin: Mapping[str, Any]) -> str | None:
        batch = batches.get(origin["sha256"])
        return reverse("source-line", args=[batch, origin["sheet"] or NO_SHEET, origin["line"]]) if batch else None

    return told(value, line)


def csv_file(request: HttpRequest, text: str, name: str, *, about: Mapping[str, Any] | None = None) -> HttpResponse:
    """A CSV to take away; written to the audit trail unless it holds only what is published.

    Args:
        request: who takes it.
        text: the CSV.
        name: name of the file without its ending.
        about: what the trail keeps of it; None for what is published.
    """
    if about is not None:
        write_line("work.exported", name, by=visitor_of(request), detail=about)
    return download(text.encode(), f"{name}.csv", "text/csv; charset=utf-8")


def download(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to take away under a name that may hold Chinese."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return answer
