"""One indicator: value, path, groups, rows, definition, lineage; for the desk and as published (指标页面)."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.words import Words
from zhiquan.site.audit.actions import write_line
from zhiquan.site.drawing import table_csv
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.plans.addresses import clauses_address, question
from zhiquan.site.plans.answers import lives
from zhiquan.site.plans.answers.asking import Ask, desk_ask, own_plan
from zhiquan.site.plans.answers.reading import figure_answer, figure_rows, public_rows
from zhiquan.site.plans.charts import path_of_figure, reason_bars, wide
from zhiquan.site.plans.figure_opened import ROWS_SHOWN, Opened, address_of, open_groups, open_more
from zhiquan.site.plans.figure_showing import (
    drill_chart,
    drills,
    groupings,
    main_target,
    narrowed,
    origin_of,
    row_views,
    rows_listed,
    rows_meant,
    rows_seen,
)
from zhiquan.site.plans.forms import SupposeForm
from zhiquan.site.plans.queries import Frozen, public_board
from zhiquan.site.plans.tables import csv_response, figure_row_table, group_rows, life_rows, path_rows
from zhiquan.site.plans.views.board import quick_days
from zhiquan.site.plans.what_if import supposition
from zhiquan.site.shell.keeping import desk_page, public_page, register_state
from zhiquan.site.shell.speech import language_now

_PER_PAGE = 50
_FILES_SHOWN = 8


@require_http_methods(["GET"])
def desk_figure(request: HttpRequest, indicator: str) -> HttpResponseBase:
    """One indicator, live."""
    ask = desk_ask(request.GET)
    depends_on = (*register_state(), ask)
    return desk_page(request, "plans/figure.html", depends_on, lambda: _desk_figure(request, ask, indicator))


def _desk_figure(request: HttpRequest, ask: Ask, indicator: str) -> dict[str, Any]:
    plan = own_plan(ask.plan)
    answer = figure_answer(ask, indicator)
    given = _page(request, ask, answer, is_desk=True)
    form = SupposeForm(request.GET or None)
    target = given["target"]
    return given | {
        "plan": plan,
        "quick_days": quick_days(plan, ask, request.path),
        "suppose_form": form,
        "supposed": supposition(ask, indicator, form, target) if form.is_asked else None,
        "may_suppose": bool((target or {}).get("forecast") or answer["ahead"]),
        "snapshot_fixed": bool(request.GET.get("snapshot")),
        "may_export": visitor_of(request).may(May.EXPORT),
        "may_see_origin": visitor_of(request).may(May.SEE_ORIGIN),
    }


@require_http_methods(["GET"])
def figure(request: HttpRequest, indicator: str) -> HttpResponseBase:
    """One indicator as published."""
    return public_page(request, "plans/figure.html", register_state(), lambda: _figure(request, indicator))


def _figure(request: HttpRequest, indicator: str) -> dict[str, Any]:
    frozen, answer = _published(request, indicator)
    given = _page(request, frozen.ask, answer, is_desk=False)
    value = (frozen.target(indicator) or {}).get("value")
    return given | {
        "frozen": frozen,
        "may_export": True,
        "shown_value": value,
        "frozen_value": value,
        "differs": value != answer["value"],
    }


@require_http_methods(["GET"])
def path_csv(request: HttpRequest, indicator: str, *, is_desk: bool = True) -> HttpResponse:
    """The month ends of a figure as CSV; a line of the trail on the desk."""
    ask, answer = _asked(request, indicator, is_desk=is_desk)
    _note_export(request, ask, indicator, "path", is_desk=is_desk)
    return csv_response(table_csv(*path_rows(answer["history"])), f"{indicator}-path-{ask.day}.csv")


@require_http_methods(["GET"])
def groups_csv(request: HttpRequest, indicator: str, by: str, *, is_desk: bool = True) -> HttpResponse:
    """The groups of a figure as CSV; a line of the trail on the desk."""
    ask, answer = _asked(request, indicator, is_desk=is_desk)
    held = groupings(answer, is_desk=is_desk)
    if by not in held:
        raise NotFound(Words("没有这种分组", "there is no such grouping"), where={"by": by})
    _note_export(request, ask, indicator, by, is_desk=is_desk)
    is_life = by in answer["lives"]
    table = (
        life_rows(held[by], language_now()) if is_life else group_rows(held[by], language_now(), sums=answer["sums"])
    )
    heads, rows = table
    return csv_response(table_csv(heads, rows), f"{indicator}-{by}-{ask.day}.csv")


@require_http_methods(["GET"])
def rows_csv(request: HttpRequest, indicator: str, *, is_desk: bool = True) -> HttpResponse:
    """The rows behind a figure this reader may see, as CSV; a line of the trail on the desk."""
    ask, answer = _asked(request, indicator, is_desk=is_desk)
    visitor = visitor_of(request)
    rows = (figure_rows if is_desk else public_rows)(ask, indicator)
    meant = rows_listed(rows_meant(rows_seen(rows["rows"], visitor, is_desk=is_desk), request.GET))
    heads, table = figure_row_table(rows, meant, language_now(), has_fees=is_desk)
    _note_export(request, ask, indicator, "rows", is_desk=is_desk)
    return csv_response(table_csv(heads, table), f"{answer['indicator']}-rows-{ask.day}.csv")


def _note_export(request: HttpRequest, ask: Ask, indicator: str, part: str, *, is_desk: bool) -> None:
    """A line of the trail for a file taken from the desk; what is published anybody may take."""
    if is_desk:
        detail = {"question": question(ask, with_snapshot=True), "part": part}
        write_line("figure.exported", indicator, by=visitor_of(request), detail=detail)


def _asked(request: HttpRequest, indicator: str, *, is_desk: bool) -> tuple[Ask, dict[str, Any]]:
    if is_desk:
        ask = desk_ask(request.GET)
        return ask, figure_answer(ask, indicator)
    frozen, answer = _published(request, indicator)
    return frozen.ask, answer


def _published(request: HttpRequest, indicator: str) -> tuple[Frozen, dict[str, Any]]:
    """The figure of a published board.

    Raises:
        NotFound: nothing was published for that day, or the board has no target for the indicator.
    """
    frozen = public_board(request.GET)
    target = frozen.target(indicator) if frozen else None
    if frozen is None or target is None:
        raise NotFound(
            Words("这个指标没有发布过", "this indicator was not published"),
            where={"indicator": indicator},
            remedy=Words("从规划进展里选已发布的目标。", "Choose a published target from the plan's progress."),
        )
    return frozen, figure_answer(frozen.ask, indicator)


def _page(request: HttpRequest, ask: Ask, answer: dict[str, Any], *, is_desk: bool) -> dict[str, Any]:
    """What both pages of a figure show."""
    language, indicator = language_now(), answer["indicator"]
    rows = (figure_rows if is_desk else public_rows)(ask, indicator)
    seen = narrowed(rows, visitor_of(request), request.GET, is_desk=is_desk)
    target = main_target(answer)
    ahead = target["forecast"] if target else answer["ahead"]
    base = reverse("desk-figure" if is_desk else "figure", args=[indicator])
    asked = question(ask, with_snapshot=not is_desk or bool(request.GET.get("snapshot")))
    ways = drills(answer, is_desk=is_desk)
    drill = next((one for one in ways if one.by == request.GET.get("drill")), ways[0] if ways else None)
    open_now = open_groups(request.GET.getlist("group"))
    page = Paginator(seen.listed, _PER_PAGE).get_page(request.GET.get("page"))
    views = row_views(list(page.object_list), rows, answer["groups"], language)
    return {
        "shell": "shell/desk.html" if is_desk else "shell/public.html",
        "ask": ask,
        "answer": answer,
        "target": target,
        "shown_value": answer["value"],
        "ahead": ahead,
        "ahead_until": (target or {}).get("due") or (ahead or {}).get("until"),
        "chart": wide(path_of_figure(answer, target), language),
        "drills": ways,
        "drill": drill,
        "drill_chart": drill_chart(drill, open_more(f"{base}?{asked}", drill.by, open_now), language) if drill else "",
        "open_more": open_more(f"{base}?{asked}", drill.by, open_now) if drill else "",
        "opened": _opened(request, answer, rows, f"{base}?{asked}", is_desk=is_desk),
        "left_bars": reason_bars(answer["rows"]["left_by"], f"{base}?{asked}&reason={{code}}#rows", language),
        "files_left": max(0, len(answer["rows"]["files"]) - _FILES_SHOWN),
        "fixed_address": f"{base}?{question(ask, with_snapshot=True)}",
        "page": page,
        "rows": views,
        "first": views[0] if views else None,
        "base_origin": origin_of(answer["base"]),
        "seen": seen.seen,
        "withheld": seen.meant - len(seen.listed),
        "unnamed": seen.unnamed,
        "is_limited": seen.seen < len(rows["rows"]),
        "filter": _filter(request, answer, is_desk=is_desk),
        "base_address": f"{base}?{asked}",
        "csv": {
            "path": f"{base}path.csv?{asked}",
            "rows": f"{base}rows.csv?{_with_filter(request, asked)}",
            "drill": f"{base}groups/{drill.by}.csv?{asked}" if drill else "",
        },
        "are_rights": rows["are_rights"],
        "has_terms": any(one.by == lives.TERM for one in ways),
        "clauses_address": clauses_address(ask, is_desk=is_desk),
        "snapshot_shown": ask.snapshot,
    }


def _opened(
    request: HttpRequest, answer: dict[str, Any], rows: dict[str, Any], base: str, *, is_desk: bool
) -> list[Opened]:
    """The groups open at once, each with its first rows; none while fewer than two are open."""
    groups = open_groups(request.GET.getlist("group"))
    if len(groups) < 2 or request.GET.get("reason") or request.GET.get("left"):
        return []
    found, drill = [], request.GET.get("drill", "")
    for group in groups:
        listed = narrowed(rows, visitor_of(request), {"group": group}, is_desk=is_desk).listed
        others = [one for one in groups if one != group]
        found.append(
            Opened(
                group=group,
                label=_group_label(group, answer, is_desk=is_desk),
                rows=row_views(listed[:ROWS_SHOWN], rows, answer["groups"], language_now()),
                total=len(listed),
                alone=address_of(base, drill, [group]),
                without=address_of(base, drill, others),
            )
        )
    return found


def _filter(request: HttpRequest, answer: dict[str, Any], *, is_desk: bool) -> str:
    """What the rows are narrowed to, in words; empty for all counted rows.

    Raises:
        BadInput: the group of the address cannot be read.
    """
    reason, group = request.GET.get("reason", ""), request.GET.get("group", "")
    if reason:
        found = next((one for one in answer["rows"]["left_by"] if one["code"] == reason), None)
        return _("未计入：%(reason)s") % {"reason": found["label"][language_now()] if found else reason}
    if request.GET.get("left"):
        return _("全部未计入")
    return _group_label(group, answer, is_desk=is_desk) if group else ""


def _group_label(group: str, answer: dict[str, Any], *, is_desk: bool) -> str:
    """The name of one group of an address.

    Raises:
        BadInput: it cannot be read.
    """
    by, _mark, name = group.partition(":")
    held = groupings(answer, is_desk=is_desk)
    if by not in held:
        raise BadInput(Words("分组读不懂", "the group cannot be read"), where={"group": group})
    wanted = None if name == "-" else name
    label = next((row["label"][language_now()] for row in held[by] if row["group"] == wanted), name)
    return str(label)


def _with_filter(request: HttpRequest, asked: str) -> str:
    kept = [f"&{name}={request.GET[name]}" for name in ("group", "reason", "left") if request.GET.get(name)]
    return asked + "".join(kept)
