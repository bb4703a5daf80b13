"""Public pages: portal, services, data and methods (门户页面)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhiquan.plan.judging import HOW, STATUSES
from zhiquan.site.office.house import house
from zhiquan.site.portal import boards, datasets, definitions, service_list
from zhiquan.site.portal.facts import facts_of
from zhiquan.site.shell.speech import language_now
from zhiquan.site.voice.queries import measured_times, public_answers
from zhiquan.site.voice.terms import terms_of

_PUBLICATIONS, _ANSWERS, _SERVICES, _SETS = 6, 4, 5, 6


@require_http_methods(["GET"])
def portal(request: HttpRequest) -> HttpResponse:
    """The front page: search, register, targets, services, data, corrections, publications."""
    office = house()
    every, measured = boards.boards(office), measured_times()
    board = boards.board_named(every, plan=request.GET.get("plan", ""))
    services = service_list.services_shown(office.knowledge(), office.today, measured)
    shown = {
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
    return render(request, "portal/portal.html", shown)


@require_http_methods(["GET"])
def services(request: HttpRequest) -> HttpResponse:
    """The whole service list."""
    office = house()
    found = service_list.services_shown(office.knowledge(), office.today, measured_times())
    shown = {
        "areas": service_list.by_area(found),
        "in_all": len(found),
        "unverified": sum(not one.is_verified for one in found),
    }
    return render(request, "portal/services.html", shown)


@require_http_methods(["GET"])
def service(request: HttpRequest, name: str) -> HttpResponse:
    """One service: who, with what, on what ground, how soon."""
    office = house()
    found = service_list.service_shown(office.knowledge(), name, office.today, measured_times())
    shown = {"shown": found, "grounds": service_list.grounds(office.knowledge(), found)}
    return render(request, "portal/service.html", shown)


@require_http_methods(["GET"])
def open_data(request: HttpRequest) -> HttpResponse:
    """Data sets, definitions, rules of judgement, how to verify."""
    office = house()
    every = boards.boards(office)
    shown = {
        "sets": datasets.data_sets(office, every),
        "licence": datasets.LICENCE,
        "kinds": definitions.lists(office.knowledge()),
        "rules": [(status, HOW[status]) for status in STATUSES],
        "latest": boards.board_named(every),
    }
    return render(request, "portal/open_data.html", shown)


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
