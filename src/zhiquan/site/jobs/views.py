"""Pages of jobs: list, one job with its progress, stop, repeat (作业页面)."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.jobs.actions import repeat, stop
from zhiquan.site.jobs.kinds import KINDS
from zhiquan.site.jobs.queries import jobs_of

_PER_PAGE = 30


@require_http_methods(["GET"])
def job_list(request: HttpRequest) -> HttpResponse:
    """The jobs this reader may see, newest first."""
    page = Paginator(jobs_of(visitor_of(request)), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "jobs/list.html", {"page": page, "kinds": KINDS})


@require_http_methods(["GET", "POST"])
def job(request: HttpRequest, name: str) -> HttpResponse:
    """One job; a partial for htmx while it is open, and onward to its result once done."""
    found = get_object_or_404(jobs_of(visitor_of(request)), pk=name)
    if request.method == "POST":
        (stop if request.POST.get("wish") == "stop" else repeat)(found, by=visitor_of(request))
        return redirect("job", name=name)
    is_partial = bool(request.headers.get("HX-Request"))
    shown = {"job": found, "label": KINDS[found.kind].label, "onward": (found.result or {}).get("address", "")}
    return render(request, "jobs/progress.html" if is_partial else "jobs/job.html", shown)
