"""The board: live for the desk, as published for the public (看板页面)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiquan.knowledge.plans import Plan
from zhiquan.plan.plans import default_day
from zhiquan.site.audit.actions import write_line
from zhiquan.site.drawing import table_csv
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.office.house import house
from zhiquan.site.plans.addresses import clauses_address, figure_address, question
from zhiquan.site.plans.answers.asking import Ask, desk_ask, own_plans
from zhiquan.site.plans.answers.reading import board_answer, track_record
from zhiquan.site.plans.board_showing import shown
from zhiquan.site.plans.published import published_answer
from zhiquan.site.plans.queries import Frozen, frozen_boards, public_board, published_of
from zhiquan.site.plans.tables import board_table, csv_response
from zhiquan.site.shell.keeping import desk_page, public_page, register_state
from zhiquan.site.shell.speech import language_now


@require_http_methods(["GET"])
def board(request: HttpRequest) -> HttpResponseBase:
    """The targets of a plan on a day, live."""
    if not house().is_filled():
        return render(request, "plans/empty.html")
    ask = desk_ask(request.GET)
    records = track_record(ask)
    depends_on = (*register_state(), ask, records is not None, _only_behind(request))
    return desk_page(request, "plans/board.html", depends_on, lambda: _board(request, ask, records))


def _board(request: HttpRequest, ask: Ask, records: dict[str, Any] | None) -> dict[str, Any]:
    fixed = bool(request.GET.get("snapshot"))
    answer = board_answer(ask)
    plan = next(one for one in own_plans() if one.id == ask.plan)
    address_of = figure_address(ask, is_desk=True, with_snapshot=fixed)
    whole = shown(answer, language_now(), address_of, records)
    narrow = _only_behind(request)
    return {
        "ask": ask,
        "plan": plan,
        "shown": whole.only_behind if narrow else whole,
        "whole": whole,
        "only_behind": narrow,
        "all_address": f"{reverse('board')}?{question(ask, with_snapshot=fixed)}",
        "records": records,
        "has_forecasts": any(one["forecast"] for one in answer["targets"]),
        "others": [{"told": one, "address": address_of(one["indicator"])} for one in answer["others"]],
        "plan_links": _plan_links(own_plans(), ask.plan, reverse("board")),
        "quick_days": [
            one | {"address": one["address"] + ("&behind=1" if narrow else "")}
            for one in quick_days(plan, ask, reverse("board"))
        ],
        "publications": published_of(ask.plan),
        "may_publish": visitor_of(request).may(May.PUBLISH),
        "may_export": visitor_of(request).may(May.EXPORT),
        "clauses_address": clauses_address(ask, is_desk=True),
        "csv_address": f"{reverse('board-csv')}?{question(ask, with_snapshot=fixed)}",
        "snapshot_fixed": fixed,
        "snapshot_shown": ask.snapshot,
    }


def _only_behind(request: HttpRequest) -> bool:
    return request.GET.get("behind") == "1"


@require_http_methods(["GET"])
def board_csv(request: HttpRequest) -> HttpResponse:
    """The targets of the board as CSV, with a line of the trail."""
    ask = desk_ask(request.GET)
    heads, rows = board_table(board_answer(ask), language_now())
    detail = {"question": question(ask, with_snapshot=True), "part": "board"}
    write_line("board.exported", ask.plan, by=visitor_of(request), detail=detail)
    return csv_response(table_csv(heads, rows), f"board-{ask.plan}-{ask.day}.csv")


@require_http_methods(["GET"])
def progress(request: HttpRequest) -> HttpResponseBase:
    """The latest published board of a plan."""
    return public_page(request, "plans/progress.html", register_state(), lambda: _progress(request))


def _progress(request: HttpRequest) -> dict[str, Any]:
    frozen = public_board(request.GET)
    if frozen is None:
        return {"shown": None}
    ask, answer = frozen.ask, published_answer(frozen)
    return {
        "ask": ask,
        "frozen": frozen,
        "plan": {"id": ask.plan, "label": answer["label"]},
        "shown": shown(answer, language_now(), figure_address(ask, is_desk=False, with_snapshot=True)),
        "plan_links": _published_links(ask.plan),
        "may_export": True,
        "published_days": _days(frozen),
        "clauses_address": clauses_address(ask, is_desk=False),
        "csv_address": f"{reverse('progress-csv')}?{question(ask, with_snapshot=True)}",
        "snapshot_shown": ask.snapshot,
    }


@require_http_methods(["GET"])
def progress_csv(request: HttpRequest) -> HttpResponse:
    """The targets of a published board as CSV; heads only while nothing is published."""
    frozen = public_board(request.GET)
    answer: dict[str, Any] = published_answer(frozen) if frozen else {"targets": []}
    heads, rows = board_table(answer, language_now())
    return csv_response(table_csv(heads, rows), f"board-{frozen.name if frozen else 'none'}.csv")


def quick_days(plan: Plan, ask: Ask, address: str) -> list[dict[str, Any]]:
    """Year ends of the plan's period that have come, and the newest day."""
    newest = default_day(plan, house().today)
    ends = [date(year, 12, 31) for year in range(plan.from_.year, newest.year + 1)]
    found = [(end, _("%(year)s年底") % {"year": end.year}) for end in ends if end < newest][-4:]
    found.append((newest, _("期末") if newest == plan.to else _("最新")))
    return [
        {"label": label, "is_here": day == ask.day, "address": f"{address}?plan={plan.id}&asof={day.isoformat()}"}
        for day, label in found
    ]


def _plan_links(plans: list[Plan], here: str, address: str) -> list[dict[str, Any]]:
    return [
        {
            "address": f"{address}?plan={one.id}",
            "years": f"{one.from_.year}–{one.to.year}",
            "is_demo": one.is_demo,
            "is_here": one.id == here,
        }
        for one in plans
    ]


def _published_links(here: str) -> list[dict[str, Any]]:
    """The plans of which something was published."""
    latest = {one.ask.plan: one for one in reversed(frozen_boards()) if one.is_whole}
    return [
        {
            "address": f"{reverse('progress')}?plan={name}",
            "years": "–".join(one.board["period"][end][:4] for end in ("from", "to")),
            "is_demo": one.board["is_demo"],
            "is_here": name == here,
        }
        for name, one in sorted(latest.items(), key=lambda pair: pair[1].board["period"]["from"])
    ]


def _days(here: Frozen) -> list[dict[str, Any]]:
    """The days published of the same plan, each once, the latest publication of each."""
    first: dict[date, Frozen] = {}
    for one in published_of(here.ask.plan):
        if one.is_whole:
            first.setdefault(one.day, one)
    return [
        {
            "day": day,
            "is_here": day == here.day,
            "address": f"{reverse('progress')}?{question(one.ask, with_snapshot=True)}",
        }
        for day, one in sorted(first.items(), reverse=True)[:5]
    ]
