"""The closing account page (结账页面)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhiquan.plan.plans import default_day
from zhiquan.site.audit.actions import write_line
from zhiquan.site.drawing import table_csv
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.office.house import house
from zhiquan.site.plans.addresses import clauses_address, question
from zhiquan.site.plans.answers.asking import Ask, own_plan, own_plans
from zhiquan.site.plans.closing import closing_account, plan_to_close
from zhiquan.site.plans.tables import closing_table, csv_response
from zhiquan.site.shell.speech import language_now


@require_http_methods(["GET"])
def closing(request: HttpRequest) -> HttpResponse:
    """What a plan reached, target by target, beside the next plan."""
    if not house().is_filled():
        return render(request, "plans/empty.html")
    ask = _ask(request)
    plan = own_plan(ask.plan)
    account = closing_account(ask, plan, language_now())
    links = [
        {
            "address": f"{reverse('closing')}?plan={one.id}",
            "years": f"{one.from_.year}–{one.to.year}",
            "is_demo": one.is_demo,
            "is_here": one.id == plan.id,
        }
        for one in own_plans()
    ]
    given = {
        "ask": ask,
        "plan": plan,
        "account": account,
        "shown": account.shown,
        "plan_links": links,
        "may_export": visitor_of(request).may(May.EXPORT),
        "clauses_address": clauses_address(ask, is_desk=True),
        "csv_address": f"{reverse('closing-csv')}?plan={plan.id}",
        "snapshot_shown": ask.snapshot,
    }
    return render(request, "plans/closing.html", given)


@require_http_methods(["GET"])
def closing_csv(request: HttpRequest) -> HttpResponse:
    """The closing account as CSV, with a line of the trail."""
    ask = _ask(request)
    account = closing_account(ask, own_plan(ask.plan), language_now())
    heads, rows = closing_table(list(account.lines), language_now())
    detail = {"question": question(ask, with_snapshot=True), "part": "closing"}
    write_line("board.exported", ask.plan, by=visitor_of(request), detail=detail)
    return csv_response(table_csv(heads, rows), f"closing-{ask.plan}.csv")


def _ask(request: HttpRequest) -> Ask:
    """The plan's last day, or today while it runs, on the newest snapshot."""
    wanted, home = request.GET.get("plan", ""), house()
    plan = own_plan(wanted or plan_to_close("", own_plans() or [own_plan(None)]).id)
    return Ask(plan.id, default_day(plan, home.today), home.snapshot(request.GET.get("snapshot", "")).id)
