"""Pages of data quality: counts by check, rows of one check, the same as CSV (质量页面)."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiquan.site.audit.actions import write_line
from zhiquan.site.drawing.table_csv import table_csv
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.review import quality_queries


@require_http_methods(["GET"])
def quality(request: HttpRequest) -> HttpResponse:
    """How many rows each check finds, what that means and what to do."""
    groups = quality_queries.groups()
    return render(request, "review/quality.html", {"groups": groups, "total": sum(group.total for group in groups)})


@require_http_methods(["GET"])
def quality_check(request: HttpRequest, name: str) -> HttpResponse:
    """The rows one check finds, each with its right and the line of a file."""
    check = quality_queries.check_named(name)
    total = quality_queries.counts().get(check.id, 0)
    page = Paginator(range(total), quality_queries.PER_PAGE).get_page(request.GET.get("page"))
    visitor = visitor_of(request)
    told = {
        "check": check,
        "total": total,
        "page": page,
        "rows": quality_queries.rows_of(check, number=page.number),
        "may_export": visitor.may(May.EXPORT),
        "may_decide": visitor.may(May.DECIDE),
    }
    return render(request, "review/quality_check.html", told)


@require_http_methods(["GET"])
def quality_csv(request: HttpRequest, name: str) -> HttpResponse:
    """Every row of one check as a file, for readers who may take lists away."""
    visitor = visitor_of(request)
    if not visitor.may(May.SEE_BATCHES):
        raise Http404
    check = quality_queries.check_named(name)
    rows = quality_queries.all_rows(check)
    write_line("rights.exported", f"quality:{check.id}", by=visitor, detail={"rows": len(rows)})
    text = table_csv([_("编号"), _("名称"), _("详情")], [(row.subject, row.shown, row.detail) for row in rows])
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{check.id}.csv"'
    return response
