"""Pages of layouts: which there are, one filled, the workbook (报表样式页面)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from zhiquan.basics.words import Words
from zhiquan.site.audit.actions import write_line
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.filling import WORKBOOK
from zhiquan.site.duties.framing import download, page, tabs
from zhiquan.site.duties.wording import told
from zhiquan.site.gate.doors import within
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.sheets.answers import filled, layouts_known
from zhiquan.site.sheets.writing import workbook_of
from zhiquan.site.shell.speech import language_now

EACH: dict[str, Words] = {
    "line": Words("一个指标一行", "a row for each indicator"),
    "town": Words("一个镇街一行", "a row for each town"),
    "pledge": Words("一笔质押一行", "a row for each pledge"),
    "title": Words("一项称号一行", "a row for each title"),
    "duty": Words("一项任务一行", "a row for each duty"),
}
"""What a row of a layout is, in words."""

_SHOWN = 200
"""Rows on the page; the workbook has all."""


@require_http_methods(["GET", "HEAD"])
def layouts(request: HttpRequest) -> HttpResponse:
    """The layouts there are."""
    asked = asked_by(request.GET)
    rows = [{**one, "each": EACH[one["each"]]} for one in layouts_known(asked.day)]
    return page(request, "sheets/list.html", asked, tabs=tabs(request, "layouts", asked), layouts=told(rows))


@require_http_methods(["GET", "HEAD"])
def layout(request: HttpRequest, name: str) -> HttpResponse:
    """One layout filled for the day: what stands in each cell and where it comes from."""
    asked = asked_by(request.GET)
    made = told(filled(asked, name))
    shown = [list(zip(made["columns"], row, strict=True)) for row in made["rows"][:_SHOWN]]
    return page(request, "sheets/one.html", asked, sheet=made, rows=shown, in_all=len(made["rows"]))


@require_http_methods(["GET", "HEAD"])
@within(May.SEE_ALL_DUTIES)
def layout_file(request: HttpRequest, name: str) -> HttpResponse:
    """The filled layout as a workbook."""
    asked = asked_by(request.GET)
    made = filled(asked, name)
    about = {"asof": asked.day.isoformat(), "rows": len(made["rows"]), "filled": made["filled"], "left": made["typed"],
             "snapshot": asked.snapshot}  # fmt: skip
    write_line("sheet.filled", name, by=visitor_of(request), detail=about)
    text = workbook_of(made, language=language_now(), snapshot=asked.snapshot)
    return download(text, f"{name}-{asked.day}.xlsx", WORKBOOK)
