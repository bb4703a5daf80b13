"""Pages about the place itself: for a balancer, for a monitoring system, for the administrator (运行页面)."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from zhiquan import __version__
from zhiquan.site.office.house import house
from zhiquan.site.running.checks import NAMES, check_all
from zhiquan.site.running.measured import told
from zhiquan.site.running.queries import standing

_HERE = {"127.0.0.1", "::1"}
_PASSED_ON = ("X-Forwarded-For", "Forwarded", "X-Real-IP")


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """The process answers; nothing else is asked of it."""
    del request
    return _json({"schema": "health/1", "live": True}, HTTPStatus.OK)


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Everything holds that the work needs; 503 with the names of what does not.

    ``?without=worker`` leaves a check out, for a balancer that asks only whether pages can be made.
    """
    found = check_all(house(), without=request.GET.getlist("without"))
    is_ready = all(one.is_well for one in found)
    told_checks = [{"name": one.name, "well": one.is_well, "found": one.found.en} for one in found]
    status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
    return _json({"schema": "health/1", "ready": is_ready, "checks": told_checks}, status)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers for a monitoring system on this machine, or one that shows the token of the settings."""
    if not may_measure(request):
        raise Http404
    return HttpResponse(told(house()), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


@require_safe
def running(request: HttpRequest) -> HttpResponse:
    """How the place stands, in words, for the administrator."""
    checks = [(NAMES[one.name], one) for one in check_all(house())]
    return render(
        request, "running/running.html", {"checks": checks, "standing": standing(house()), "product": __version__}
    )


def may_measure(request: HttpRequest) -> bool:
    """True for this machine itself, and for whoever shows the token; what a proxy passed on is from elsewhere."""
    token = house().settings.metrics
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and shown:
        return constant_time_compare(shown, token)
    is_passed_on = any(name in request.headers for name in _PASSED_ON)
    return request.META.get("REMOTE_ADDR") in _HERE and not is_passed_on


def _json(said: dict[str, object], status: HTTPStatus) -> JsonResponse:
    return JsonResponse(said, status=status, headers={"Cache-Control": "no-store"})
