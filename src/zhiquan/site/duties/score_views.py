"""Pages of the appraisal and of sheets of figures (考核页面)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from zhiquan.plan.appraisal.inputs import KINDS
from zhiquan.site.duties import scores, tables
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.framing import csv_file, page, shown, tabs
from zhiquan.site.duties.objecting import may_object
from zhiquan.site.duties.objection_views import objection_rows
from zhiquan.site.duties.score_answers import appraisal_of, sheet_of, sheets_known
from zhiquan.site.duties.views import reading
from zhiquan.site.duties.wording import UNIT_KINDS, told
from zhiquan.site.gate.doors import within
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import visitor_of

_OVER_INDICATORS = {"indicators_reached", "rights_growth", "fees_kept"}
_OVER_DUTIES = {"duties_on_time", "duties_proved"}


@reading
def appraisal(request: HttpRequest) -> HttpResponse:
    """Points of every unit within reach, by kind of unit."""
    asked, visitor = asked_by(request.GET), visitor_of(request)
    year = scores.year_of(asked, request.GET.get("year", ""))
    seen = scores.scores_seen(asked, visitor, year) if asked.snapshot else None
    groups = told([_light(group) for group in seen.groups]) if seen else []
    for group in groups:
        group["word"] = UNIT_KINDS.get(group["kind"])
    return page(
        request,
        "duties/appraisal.html",
        asked,
        tabs=tabs(request, "appraisal", asked),
        seen=seen,
        groups=groups,
        unknown=shown(seen.unknown, asked, visitor) if seen else [],
        refused=shown(seen.refused, asked, visitor) if seen else [],
        kinds=KINDS,
    )


@reading
@within(May.SEE_DUTIES)
def appraisal_csv(request: HttpRequest) -> HttpResponse:
    """The same points as CSV."""
    asked = asked_by(request.GET)
    year = scores.year_of(asked, request.GET.get("year", ""))
    seen = scores.scores_seen(asked, visitor_of(request), year)
    about = {"plan": seen.asked.plan.id, "year": year, "rows": len(seen.all), "snapshot": asked.snapshot}
    return csv_file(request, tables.scores_csv(seen.groups), f"appraisal-{year}", about=about)


@reading
def score(request: HttpRequest, name: str) -> HttpResponse:
    """One unit's points, each with formula, numbers and what they rest on."""
    asked, visitor = asked_by(request.GET), visitor_of(request)
    year = scores.year_of(asked, request.GET.get("year", ""))
    seen = scores.scores_seen(asked, visitor, year)
    one = scores.score_seen(seen, name)
    slugs: dict[str, str] = appraisal_of(seen.asked, year)["duties"]
    parts = shown({**one, "objections": objection_rows(seen, one)}, seen.asked, visitor)
    raised = {row["item"]: row["is_open"] for row in parts["objections"]}
    for item in parts["items"]:
        item["may_object"] = item["id"] not in raised and may_object(one, visitor)
        item["may_answer"] = raised.get(item["id"], False) and visitor.may(May.JUDGE_SCORES)
        for part in item["parts"]:
            part["duty"] = slugs.get(part["id"]) if item["evidence"] in _OVER_DUTIES else None
            part["indicator"] = part["id"] if item["evidence"] in _OVER_INDICATORS else ""
    return page(
        request,
        "duties/score.html",
        asked,
        seen=seen,
        score=parts,
        kind=UNIT_KINDS.get(one["unit"]["kind"]),
        kinds=KINDS,
        evidence_link=f"?plan={seen.asked.plan.id}&asof={seen.asked.day}",
    )


@reading
def sheets(request: HttpRequest) -> HttpResponse:
    """The sheets of figures there are."""
    asked = asked_by(request.GET)
    return page(request, "duties/sheets.html", asked, tabs=tabs(request, "sheets", asked), sheets=sheets_known())


@reading
def sheet(request: HttpRequest, name: str) -> HttpResponse:
    """One sheet: figures beside last year's, and what cannot be computed."""
    asked, visitor = asked_by(request.GET), visitor_of(request)
    made = shown(sheet_of(asked, name), asked, visitor)
    return page(request, "duties/sheet.html", asked, sheet=made, name=name, parts=_parts(made["rows"]))


@reading
@within(May.SEE_ALL_DUTIES)
def sheet_csv(request: HttpRequest, name: str) -> HttpResponse:
    """The sheet as CSV."""
    asked = asked_by(request.GET)
    made = sheet_of(asked, name)
    about = {"sheet": name, "asof": asked.day.isoformat(), "rows": len(made["rows"]), "snapshot": asked.snapshot}
    return csv_file(request, tables.sheet_csv(made), f"sheet-{name}", about=about)


def _light(group: dict[str, Any]) -> dict[str, Any]:
    """What the list shows of a group's scores: points without what they rest on."""
    rows = [
        {
            **{key: one[key] for key in ("unit", "slug", "total", "plus", "minus", "open_objections")},
            "cells": [cell and {key: cell[key] for key in ("id", "label", "points")} for cell in one["cells"]],
        }
        for one in group["scores"]
    ]
    return {"kind": group["kind"], "items": group["items"], "scores": rows}


def _parts(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows under their headings, in the sheet's order."""
    found: dict[str, dict[str, Any]] = {}
    for one in rows:
        found.setdefault(str(one["part"]), {"label": one["part"], "rows": []})["rows"].append(one)
    return list(found.values())
