"""Pages of objections: raise one, answer it, all of them with their clocks (异议页面)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiquan.basics.errors import BadInput, NotAllowed
from zhiquan.basics.words import Words
from zhiquan.site.duties import objecting, scores
from zhiquan.site.duties.asking import Asked, asked_by
from zhiquan.site.duties.framing import page, shown, tabs
from zhiquan.site.duties.scores import Scores
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.office.house import house
from zhiquan.site.shell.speech import language_now


@require_http_methods(["GET", "HEAD", "POST"])
def raise_objection(request: HttpRequest, name: str, item: str) -> HttpResponse:
    """A unit objects to one item of its score."""
    asked, seen = _seen(request)
    if request.method != "POST":
        return _page(request, (asked, seen), name, item, answers=False)
    given = request.POST
    try:
        objecting.object_to(
            seen, name, item, about=given.get("about", ""), reason=given.get("reason", ""),
            proof=given.get("proof", ""), by=visitor_of(request),
        )  # fmt: skip
    except BadInput as problem:
        return _page(request, (asked, seen), name, item, answers=False, problem=problem)
    messages.success(request, _("异议已提出，科室负责人会在期限内答复。"))
    return redirect(_score(name, seen, asked, item))


@require_http_methods(["GET", "HEAD", "POST"])
def answer_objection(request: HttpRequest, name: str, item: str) -> HttpResponse:
    """A head of section corrects the item's points, or refuses with reasons."""
    asked, seen = _seen(request)
    if request.method != "POST":
        return _page(request, (asked, seen), name, item, answers=True)
    given = request.POST
    verdict = given.get("verdict", "")
    try:
        if verdict not in {"accept", "refuse"}:
            raise BadInput(Words("请选采纳更正或不予采纳", "choose to correct or to refuse"))
        objecting.answer(
            seen, name, item, accepts=verdict == "accept", points=given.get("points", ""),
            reason=given.get("reason", ""), by=visitor_of(request),
        )  # fmt: skip
    except BadInput as problem:
        return _page(request, (asked, seen), name, item, answers=True, problem=problem)
    messages.success(
        request, _("已答复；得分和依据已按更正重算。") if verdict == "accept" else _("已答复，维持原得分。")
    )
    return redirect(_score(name, seen, asked, item))


@require_http_methods(["GET", "HEAD"])
def objections(request: HttpRequest) -> HttpResponse:
    """Every objection within reach, the open ones first, each with the last day of its answer."""
    asked, seen = _seen(request)
    rows = [row for one in seen.all for row in objection_rows(seen, one)] if asked.snapshot else []
    rows.sort(key=lambda row: (not row["is_open"], row["due"] or date.max, row["unit"]["name"]))
    visitor = visitor_of(request)
    return page(
        request,
        "duties/objections.html",
        asked,
        tabs=tabs(request, "objections", asked),
        seen=seen,
        rows=shown(rows, asked, visitor),
        may_answer=visitor.may(May.JUDGE_SCORES),
        open_count=sum(row["is_open"] for row in rows),
    )


def objection_rows(seen: Scores, score: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Objections of one unit with item, clock and days left; ``due`` None where no day was told."""
    found = []
    for one in score["objections"]:
        raised_on = _day(one["raised"]["decided_on"])
        clock = objecting.answer_due(raised_on, seen.answer_within) if raised_on else None
        found.append({
            **one,
            "unit": score["unit"],
            "slug": score["slug"],
            "due": clock.due if clock else None,
            "left": (clock.due - house().today).days if clock else None,
            "late": max(0, (house().today - clock.due).days) if clock and one["is_open"] else 0,
        })  # fmt: skip
    return found


def _seen(request: HttpRequest) -> tuple[Asked, Scores]:
    asked = asked_by(request.GET)
    year = scores.year_of(asked, request.GET.get("year", ""))
    return asked, scores.scores_seen(asked, visitor_of(request), year)


def _page(  # noqa: PLR0913 - what the page of an objection is made of
    request: HttpRequest,
    about: tuple[Asked, Scores],
    name: str,
    item: str,
    *,
    answers: bool,
    problem: BadInput | None = None,
) -> HttpResponse:
    asked, seen = about
    visitor = visitor_of(request)
    score = scores.score_seen(seen, name)
    found = next((one for one in score["items"] if one["id"] == item), None)
    raised = objecting.objections_to(score, found) if found else []
    if found is None or (answers and not any(one["is_open"] for one in raised)):
        raise NotAllowed(
            Words("这个项目没有待答复的异议", "no objection to this item is open"),
            remedy=Words("回到该单位的考核页。", "Go back to the score of the unit."),
        )
    if not answers and (raised or not objecting.may_object(score, visitor)):
        raise NotAllowed(
            Words("只有被考核单位可以提出异议，每个项目每年一次",
                  "only the unit appraised can object, once a year for an item"),
            remedy=Words("回到考核页，看已有的异议。", "See the objection there is on the page of the score."),
        )  # fmt: skip
    raised_on = _day(raised[-1]["raised"]["decided_on"]) if raised else None
    clock = objecting.answer_due(raised_on or house().today, seen.answer_within)
    return page(
        request,
        "duties/answer.html" if answers else "duties/object.html",
        asked,
        seen=seen,
        score=shown(score, seen.asked, visitor),
        item=shown(found, seen.asked, visitor),
        raised=shown(raised[-1]["raised"], seen.asked, visitor) if raised else None,
        due=clock.due,
        given=request.POST,
        problem=problem.as_dict(language_now()) if problem else None,
        status=422 if problem else 200,
    )


def _score(name: str, seen: Scores, asked: Asked, item: str) -> str:
    return f"{reverse('score', args=[name])}{asked.link(year=seen.year)}#{item}"


def _day(told: object) -> date | None:
    """A day of an answer, which may be text once it was kept."""
    if isinstance(told, date) or told is None:
        return told
    return date.fromisoformat(str(told)[:10])
