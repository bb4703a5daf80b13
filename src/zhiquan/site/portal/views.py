"""Public pages: portal, services, data and methods (门户页面)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhiquan.plan.judging import HOW, STATUSES
from zhiquan.site.office.house import house
from zhiquan.site.portal import boards, datasets, definitions, service_list
from zhiquan.site.portal.answered import answers_state
from zhiquan.site.portal.facts import facts_of
from zhiquan.site.shell.keeping import public_page, register_state
from zhiquan.site.shell.speech import language_now
from zhiquan.site.voice.queries import measured_times, public_answers
from zhiquan.site.voice.terms import terms_of

_PUBLICATIONS, _ANSWERS, _SERVICES, _SETS = 6, 4, 5, 6


@require_http_methods(["GET"])
def portal(request: HttpRequest) -> HttpResponseBase:
    """The front page: search, register, targets, services, data, corrections, publications."""
    depends_on = (*register_state(), answers_state())
    return public_page(request, "portal/portal.html", depends_on, lambda: _portal(request))


def _portal(request: HttpRequest) -> dict[str, Any]:
    office = house()
    every, measured = boards.boards(office), measured_times()
    board = boards.board_named(every, plan=request.GET.get("plan", ""))
    services = service_list.services_shown(office.knowledge(), office.today, measured)
    return {
        "board": board,
        "targets": boards.targets_shown(board, language_now()) if board else (),
        "counts": boards.counts_of(board) if board else [],
        "other_plans": boards.other_plans(every, board) if board else [],
        "facts": facts_of(board) if board else [],
        "areas": [(area, ones[:_SERVICES], len(ones)) for area, ones in service_list.by_area(services)],
        "services_in_all": len(services),
        "sets": datasets.data_sets(office, every)[:_SETS],
        "licence": datasets.LICENCE,
        "terms": terms_of(office.knowledge(), office.today, measured)[:4],
        "publications": every[:_PUBLICATIONS],
        "answers": public_answers(_ANSWERS),
        "dots": _DOTS,
        "snapshot_shown": board.snapshot if board else "",
    }


@require_http_methods(["GET"])
def services(request: HttpRequest) -> HttpResponseBase:
    """The whole service list."""
    return public_page(request, "portal/services.html", (*register_state(), answers_state()), _services)


def _services() -> dict[str, Any]:
    office = house()
    found = service_list.services_shown(office.knowledge(), office.today, measured_times())
    return {
        "areas": service_list.by_area(found),
        "in_all": len(found),
        "unverified": sum(not one.is_verified for one in found),
    }


@require_http_methods(["GET"])
def service(request: HttpRequest, name: str) -> HttpResponse:
    """One service: who, with what, on what ground, how soon."""
    office = house()
    found = service_list.service_shown(office.knowledge(), name, office.today, measured_times())
    shown = {"shown": found, "grounds": service_list.grounds(office.knowledge(), found)}
    return render(request, "portal/service.html", shown)


@require_http_methods(["GET"])
def open_data(request: HttpRequest) -> HttpResponseBase:
    """Data sets, definitions, rules of judgement, how to verify."""
    return public_page(request, "portal/open_data.html", (*register_state(), answers_state()), _open_data)


def _open_data() -> dict[str, Any]:
    office = house()
    every = boards.boards(office)
    return {
        "sets": datasets.data_sets(office, every),
        "licence": datasets.LICENCE,
        "kinds": definitions.lists(office.knowledge()),
        "rules": [(status, HOW[status]) for status in STATUSES],
        "latest": boards.board_named(every),
    }


@require_http_methods(["GET"])
def data_set_csv(request: HttpRequest, name: str) -> HttpResponse:
    """A data set as CSV."""
    del request
    return _file(datasets.as_csv(house(), name), f"{name}.csv", "text/csv; charset=utf-8")


@require_http_methods(["GET"])
def data_set_json(request: HttpRequest, name: str) -> HttpResponse:
    """A data set as JSON."""
    del request
    return _file(datasets.as_json(house(), name), f"{name}.json", "application/json; charset=utf-8")


@require_http_methods(["GET"])
def definition(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """One definition with its versions and what they rest on."""
    office = house()
    found = definitions.definition_shown(
        office.knowledge(), kind, name, day=office.today, district=office.settings.district
    )
    return render(request, "portal/definition.html", {"shown": found})


def _file(text: str, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(text, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


_DOTS = tuple(
    (f"{place}%", "9" if place % 5 == 0 else "10", "2.2" if place % 5 == 0 else "1.2") for place in range(1, 100)
)
"""The graduations of the beam below the hero: place, height, radius."""
