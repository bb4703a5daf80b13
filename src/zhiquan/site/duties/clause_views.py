"""The plan's text with its evidence, for the public and for the workbench (条款页面)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from zhiquan.plan.organisations import clean
from zhiquan.register.browsing.scope import Scope
from zhiquan.site.duties import clauses as reads
from zhiquan.site.duties import facts, tables
from zhiquan.site.duties.asking import Asked, asked_by
from zhiquan.site.duties.framing import csv_file, page
from zhiquan.site.duties.queries import duties_seen
from zhiquan.site.duties.views import reading
from zhiquan.site.duties.wording import state_mark, told
from zhiquan.site.gate.doors import within
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.scope import scope_of
from zhiquan.site.gate.visitor import Visitor, visitor_of
from zhiquan.site.office.house import house
from zhiquan.site.plans.queries import Frozen, frozen_boards, plan_in_use

_NOTHING: dict[str, Any] = {"targets": {}, "figures": {}, "rows": {}}


@reading
def desk_clauses(request: HttpRequest) -> HttpResponse:
    """The plan's clauses with what proves them as of a day."""
    asked, visitor = asked_by(request.GET), visitor_of(request)
    return _page(request, "duties/desk_clauses.html", asked, _desk(asked, visitor), figure="desk-figure")


@reading
@within(May.SEE_BOARD)
def desk_clauses_csv(request: HttpRequest) -> HttpResponse:
    """The same as CSV."""
    asked = asked_by(request.GET)
    found = _desk(asked, visitor_of(request))
    about = {"plan": asked.plan.id, "asof": asked.day.isoformat(), "rows": len(found), "snapshot": asked.snapshot}
    return csv_file(request, tables.clauses_csv(found), "clauses", about=about)


@reading
def clauses(request: HttpRequest) -> HttpResponse:
    """The plan's clauses with the figures last published."""
    asked, published = _public(request)
    if published is None:
        return page(request, "duties/clauses.html", asked, published=None)
    return _page(request, "duties/clauses.html", asked, _published(asked, published), figure="figure",
                 published=published)  # fmt: skip


@reading
def clauses_csv(request: HttpRequest) -> HttpResponse:
    """The same as CSV, free for everybody."""
    asked, published = _public(request)
    return csv_file(request, tables.clauses_csv(_published(asked, published) if published else []), "clauses")


def _page(
    request: HttpRequest,
    template: str,
    asked: Asked,
    found: Sequence[Mapping[str, Any]],
    **more: Any,  # noqa: ANN401 - passed on
) -> HttpResponse:
    wanted = request.GET.get("clause", "").strip()[:80]
    if wanted:
        place = next((one["place"] for one in found if clean(one["number"]) == clean(wanted)), None)
        if place:
            return HttpResponseRedirect(f"{request.path}{asked.link()}#c{place}")
        messages.warning(request, _("规划里没有条款 %(number)s。") % {"number": wanted})
    only_gaps = request.GET.get("show") == "gaps"
    listed = [one for one in found if one["has_gap"]] if only_gaps else list(found)
    for one in (said := told(listed)):
        one["duties"] = [{**duty, "mark": state_mark(duty["state"])} for duty in one["duties"]]
    return page(
        request,
        template,
        asked,
        totals=reads.totals_of(found),
        every=found,
        clauses=said,
        only_gaps=only_gaps,
        unplaced=_unplaced(asked, visitor_of(request), found),
        **more,
    )


def _desk(asked: Asked, visitor: Visitor) -> list[dict[str, Any]]:
    held = facts.facts_of(asked) if asked.snapshot else _NOTHING
    if scope_of(visitor) != Scope.everything():
        held = {**held, "rows": {}}  # a count must not reach further than the list it counts
    text = reads.clauses_of(asked.plan.id, house().knowledge())
    return reads.with_evidence(text, held, duties_seen(asked, visitor))


def _public(request: HttpRequest) -> tuple[Asked, dict[str, Any] | None]:
    """The plan the address names when it was published, else the one the front page shows, and what was published."""
    every = asked_by({}).plans
    known = {plan.id for plan in every}
    boards: dict[str, Frozen] = {}
    for board in frozen_boards():
        if board.is_whole and board.ask.plan in known:
            boards.setdefault(board.ask.plan, board)
    if not boards:
        return asked_by({}), None
    wanted = request.GET.get("plan", "")
    board = boards[wanted if wanted in boards else plan_in_use(list(boards))]
    shown = tuple(plan for plan in every if plan.id in boards)
    asked = asked_by({"plan": board.ask.plan})
    published = facts.published_facts(board)
    return replace(asked, day=board.day, snapshot=published["snapshot"], plans=shown), published


def _published(asked: Asked, published: Mapping[str, Any]) -> list[dict[str, Any]]:
    text = reads.clauses_of(asked.plan.id, house().knowledge())
    return reads.with_evidence(text, published["facts"], [])


def _unplaced(asked: Asked, visitor: Visitor, found: Sequence[Mapping[str, Any]]) -> int:
    """Duties within reach that name no clause of the plan."""
    placed = sum(len(one["duties"]) for one in found)
    return len(duties_seen(asked, visitor)) - placed if placed else 0
