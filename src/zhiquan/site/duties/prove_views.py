"""Pages that prove a duty from the register, take a proof back, urge (证实与催办页面)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from zhiquan.basics.errors import BadInput, NotAllowed
from zhiquan.basics.words import Words
from zhiquan.site.duties import proving, urging
from zhiquan.site.duties.asking import Asked, asked_by
from zhiquan.site.duties.framing import page, shown
from zhiquan.site.duties.queries import duty_seen
from zhiquan.site.duties.wording import state_mark, told
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.shell.speech import language_now

_SHOWN = 60
"""Rows of one group on the page; words narrow them down."""


@require_http_methods(["GET", "HEAD", "POST"])
def prove(request: HttpRequest, name: str) -> HttpResponse:
    """Tick the rows of the register that prove a duty; nothing is typed but a remark."""
    asked, visitor = asked_by(request.GET), visitor_of(request)
    if request.method != "POST":
        return _prove_page(request, asked, name)
    ticked = request.POST.getlist("row")
    try:
        proving.prove(asked, name, ticked, note=request.POST.get("note", ""), by=visitor)
    except BadInput as problem:
        return _prove_page(request, asked, name, problem=problem)
    rows = len(set(ticked))
    said = ngettext("已引用 %(n)s 行登记册作为证据。", "已引用 %(n)s 行登记册作为证据。", rows) % {"n": rows}
    messages.success(request, said)
    return redirect(_duty(name, asked))


@require_POST
def take_back(request: HttpRequest, name: str, batch: str) -> HttpResponse:
    """Take one proof back."""
    asked = asked_by(request.GET)
    proving.take_back(asked, name, batch, by=visitor_of(request))
    messages.success(request, _("证据已撤回，任务和得分按其余证据重算。"))
    return redirect(_duty(name, asked))


@require_POST
def urge(request: HttpRequest, name: str) -> HttpResponse:
    """Urge those who lead an overdue duty."""
    asked = asked_by(request.GET)
    urging.urge(
        asked,
        name,
        text=request.POST.get("text", ""),
        answer_by=_day(request.POST.get("answer_by", "")),
        by=visitor_of(request),
    )
    messages.success(request, _("已催办；牵头单位在待办和任务页上看得到。"))
    return redirect(_duty(name, asked))


def _prove_page(request: HttpRequest, asked: Asked, name: str, *, problem: BadInput | None = None) -> HttpResponse:
    visitor = visitor_of(request)
    duty = duty_seen(asked, visitor, name)
    standing = proving.standing_of(duty, asked, visitor)
    if standing is None:
        raise NotAllowed(
            Words("只有牵头单位可以证实这项任务", "only a unit that leads the duty can prove it"),
            where={"duty": duty["number"]},
            remedy=Words("请牵头单位来办。", "Ask the unit that leads it."),
        )
    words = request.GET.get("q", "").strip()[:80]
    ticked = set(request.POST.getlist("row"))
    groups = [_narrowed(group, words, ticked) for group in told(proving.offered(duty, asked, standing))]
    return page(
        request,
        "duties/prove.html",
        asked,
        duty={**shown(duty, asked, visitor), "mark": state_mark(duty["state"])},
        groups=[group for group in groups if group["rows"]],
        offered=sum(group["in_all"] for group in groups),
        found=sum(group["found"] for group in groups),
        words=words,
        note=request.POST.get("note", ""),
        for_all=not standing.unit,
        only_published=standing.town == "",
        problem=problem.as_dict(language_now()) if problem else None,
        status=422 if problem else 200,
    )


def _narrowed(group: dict[str, Any], words: str, ticked: set[str]) -> dict[str, Any]:
    """The rows of a group that hold the words; those ticked stay, whatever the words."""
    fit = [
        {**row, "is_ticked": row["key"] in ticked}
        for row in group["rows"]
        if not words or words.lower() in f"{row['title']} {row['id']}".lower() or row["key"] in ticked
    ]
    fit.sort(key=lambda row: not row["is_ticked"])
    return {**group, "rows": fit[:_SHOWN], "found": len(fit), "in_all": len(group["rows"])}


def _duty(name: str, asked: Asked) -> str:
    return f"{reverse('duty', args=[name])}{asked.link()}"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise BadInput(
            Words("日期写法不对", "this is not a day"),
            where={"day": text[:20]},
            remedy=Words("写作 2025-09-30。", "Write it like 2025-09-30."),
        ) from problem
