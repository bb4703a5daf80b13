"""Pages of duties, budget, meetings and units (任务与经费页面)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from zhiquan.plan.duties import HOW, STATES
from zhiquan.site.audit.actions import write_line
from zhiquan.site.drawing.bars import Bar, bars
from zhiquan.site.duties import proving, queries, tables, urging
from zhiquan.site.duties.answers import units_of
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.filling import WORKBOOK, duties_workbook, empty_workbook
from zhiquan.site.duties.framing import csv_file, download, page, shown, tabs
from zhiquan.site.duties.wording import UNIT_KINDS, state_mark
from zhiquan.site.gate.doors import within
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import visitor_of

_PER_PAGE = 100
reading = require_http_methods(["GET", "HEAD"])
"""Pages that change nothing."""


@reading
def duties(request: HttpRequest) -> HttpResponse:
    """The duties within reach with their states, overdue ones first."""
    asked, visitor = asked_by(request.GET), visitor_of(request)
    every = queries.duties_seen(asked, visitor)
    wanted = queries.filter_of(request.GET)
    found = [one for one in every if wanted.takes(one)]
    part = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    urged = urging.last_urges(asked.plan.id, part)
    rows = [{**_with_mark(shown(one, asked, visitor)), "urged": urged.get(one["number"])} for one in part]
    counts = queries.counts_of(every)
    return page(
        request,
        "duties/duties.html",
        asked,
        tabs=tabs(request, "duties", asked),
        page=part,
        rows=rows,
        found=len(found),
        wanted=wanted,
        total=counts["all"],
        states=[{**state_mark(state), "count": counts[state], "how": HOW[state]} for state in STATES],
        units=queries.units_among(every),
        clauses=asked.plan.clauses,
        unknown=queries.unknown_among(every),
        doubtful=queries.doubtful_among(every),
    )


@reading
@within(May.SEE_DUTIES)
def duties_csv(request: HttpRequest) -> HttpResponse:
    """The duties of the same list as CSV."""
    asked, wanted = asked_by(request.GET), queries.filter_of(request.GET)
    found = [one for one in queries.duties_seen(asked, visitor_of(request)) if wanted.takes(one)]
    return csv_file(request, tables.duties_csv(found), "duties", about=_about(asked, len(found)))


@reading
def duty(request: HttpRequest, name: str) -> HttpResponse:
    """One duty: what it is, what proves it, what is missing."""
    asked, visitor = asked_by(request.GET), visitor_of(request)
    one = queries.duty_seen(asked, visitor, name)
    ways = [
        {
            "kind": way.kind,
            "good": way.good,
            "all": way.all,
            "holds": way.holds,
            "says": shown(way.says, asked, visitor),
        }
        for way in queries.ways_of(one)
    ]
    standing = proving.standing_of(one, asked, visitor)
    told = _with_mark(shown(one, asked, visitor))
    for filing in told["filings"]:
        filing["may_take_back"] = standing is not None and standing.unit in {"", filing["unit"] or ""}
    return page(
        request,
        "duties/duty.html",
        asked,
        duty=told,
        may_prove=standing is not None,
        may_urge=visitor.may(May.JUDGE_SCORES) and urging.is_overdue_today(asked, one["slug"], visitor),
        urges=urging.urges_of(asked.plan.id, one["number"]),
        how=HOW[one["state"]],
        ways=ways,
        clause=queries.clause_text(asked, one["clause"]),
    )


@reading
def budget(request: HttpRequest) -> HttpResponse:
    """Planned and spent of one year by line, with the duties each line pays for."""
    asked, visitor = asked_by(request.GET), visitor_of(request)
    told = queries.budget_of(asked, _year(request)) if asked.snapshot else {"lines": [], "years": []}
    spent = sorted(told["lines"], key=lambda one: -Decimal(one["spent"] or 0))
    slugs = {one["number"]: one["slug"] for one in queries.duties_seen(asked, visitor)}
    lines = [
        {**shown(one, asked, visitor), "pays": [{"number": name, "slug": slugs.get(name)} for name in one["duties"]]}
        for one in told["lines"]
    ]
    return page(
        request,
        "duties/budget.html",
        asked,
        tabs=tabs(request, "budget", asked),
        budget=told,
        lines=lines,
        chart=bars([Bar(one["line"], Decimal(one["spent"] or 0)) for one in spent]),
    )


@reading
@within(May.SEE_ALL_DUTIES)
def budget_csv(request: HttpRequest) -> HttpResponse:
    """Every budget line of the plan as CSV, of one year when one is asked."""
    asked = asked_by(request.GET)
    told = queries.budget_of(asked, _year(request))
    lines = told["lines"] if request.GET.get("year") else told["every_line"]
    return csv_file(request, tables.budget_csv(lines), "budget", about=_about(asked, len(lines)))


@reading
def meetings(request: HttpRequest) -> HttpResponse:
    """What meetings of the leading group decided, and the duties it became."""
    asked, visitor = asked_by(request.GET), visitor_of(request)
    held = queries.meetings_of(asked) if asked.snapshot else []
    for one in (told := shown(held, asked, visitor)):
        for decision in one["decisions"]:
            if decision["duty"]:
                decision["duty"]["mark"] = state_mark(decision["duty"]["state"])
    return page(request, "duties/meetings.html", asked, tabs=tabs(request, "meetings", asked), meetings=told)


@reading
@within(May.SEE_ALL_DUTIES)
def meetings_csv(request: HttpRequest) -> HttpResponse:
    """The decisions as CSV."""
    asked = asked_by(request.GET)
    found = queries.meetings_of(asked)
    rows = sum(len(one["decisions"]) for one in found)
    return csv_file(request, tables.meetings_csv(found), "meetings", about=_about(asked, rows))


@reading
def organisation(request: HttpRequest) -> HttpResponse:
    """The units of a day as a tree, and who answers for those that ended."""
    asked = asked_by(request.GET)
    told = units_of(asked) if asked.snapshot else {"tree": [], "ended": []}
    return page(
        request,
        "duties/organisation.html",
        asked,
        tabs=tabs(request, "organisation", asked),
        tree=[{**one, "kind_word": UNIT_KINDS.get(one["kind"])} for one in told["tree"]],
        ended=told["ended"],
    )


@reading
@within(May.SEE_DUTIES)
def organisation_csv(request: HttpRequest) -> HttpResponse:
    """The units as CSV."""
    asked = asked_by(request.GET)
    told = units_of(asked)
    about = _about(asked, len(told["tree"]) + len(told["ended"]))
    return csv_file(request, tables.units_csv(told["tree"], told["ended"]), "organisation", about=about)


@reading
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty sheet to fill in."""
    del request
    return download(empty_workbook(kind), f"{kind}.xlsx", WORKBOOK)


@reading
@within(May.SEE_DUTIES)
def own_duties(request: HttpRequest) -> HttpResponse:
    """The duties of the list as a sheet to be completed with days and papers."""
    asked, wanted = asked_by(request.GET), queries.filter_of(request.GET)
    found = [one for one in queries.duties_seen(asked, visitor_of(request)) if wanted.takes(one)]
    write_line("work.exported", "duties-to-fill", by=visitor_of(request), detail=_about(asked, len(found)))
    return download(duties_workbook(found), "duties.xlsx", WORKBOOK)


def _with_mark(one: dict[str, Any]) -> dict[str, Any]:
    return {**one, "mark": state_mark(one["state"])}


def _year(request: HttpRequest) -> int | None:
    told = request.GET.get("year", "")
    return int(told) if told.isdecimal() and len(told) == 4 else None


def _about(asked: Any, rows: int) -> dict[str, Any]:  # noqa: ANN401 - the question
    return {"plan": asked.plan.id, "asof": asked.day.isoformat(), "rows": rows, "snapshot": asked.snapshot}
