"""Plan documents: upload, confirm what was read, take into use (规划文件页面)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiquan.basics.errors import ZhiquanError
from zhiquan.knowledge.indicators import Indicator
from zhiquan.plan.adopting import read_draft
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.office.house import house
from zhiquan.site.plans.actions import ask_to_adopt, ask_to_read
from zhiquan.site.plans.answers.asking import own_plans
from zhiquan.site.plans.drafts.checking import LARGEST, bare_name, suffix_of
from zhiquan.site.plans.drafts.editing import Differing, Mistake, differences, edited, mistakes
from zhiquan.site.plans.drafts.showing import COMPARISONS, VERSUS, goals, owed
from zhiquan.site.plans.drafts.storing import (
    DraftState,
    draft_file,
    drafts,
    drop_draft,
    read_draft_state,
    save_draft,
    store_document,
)
from zhiquan.site.shell.speech import language_now


@require_http_methods(["GET", "POST"])
def plans(request: HttpRequest) -> HttpResponse:
    """Plans in use and drafts; by POST a document to read."""
    problem = None
    if request.method == "POST":
        try:
            return _upload(request)
        except ZhiquanError as raised:
            problem = _told(raised)
    given = {"plans": own_plans(), "drafts": [one for one in drafts() if not one.plan], "problem": problem}
    return render(request, "plans/plans.html", given, status=422 if problem else 200)


@require_http_methods(["GET", "POST"])
def plan_draft(request: HttpRequest, name: str) -> HttpResponse:
    """What was understood of a document, to be corrected, saved, and taken into use."""
    state = read_draft_state(name)
    if request.method == "GET" or not state.is_read:
        return _page(request, state)
    return _save(request, state)


@require_http_methods(["POST"])
def drop(request: HttpRequest, name: str) -> HttpResponse:
    """Throw a draft away."""
    drop_draft(name)
    write_line("plan.dropped", name, by=visitor_of(request))
    messages.success(request, _("草稿已删去。"))
    return redirect("plans")


def _upload(request: HttpRequest) -> HttpResponse:
    """Keep a document and have it read.

    Raises:
        BadInput: there is none, or it is none that can be read.
    """
    sent = request.FILES.get("document")
    data, name = b"", ""
    if isinstance(sent, UploadedFile):
        name = bare_name(sent.name or "")
        data = sent.read(LARGEST + 1)
    suffix = suffix_of(data, name=name or _("没有选文件"))
    visitor = visitor_of(request)
    state, _is_new = store_document(name, data, suffix=suffix, by=visitor.account)
    if state.is_read:
        messages.success(request, _("这份文件读入过，打开的是已有的草稿。"))
        return redirect("plan-draft", name=state.name)
    return redirect("job", name=ask_to_read(state, by=visitor).id)


def _save(request: HttpRequest, state: DraftState) -> HttpResponse:
    """Save what the form says; with the wish to adopt, have it taken into use."""
    visitor = visitor_of(request)
    posted = {key: str(value) for key, value in request.POST.items()}
    content = edited(state.content, posted)
    changed = DraftState(**{**_fields(state), "content": content})
    seen = int(posted["version"]) if posted.get("version", "").isdecimal() else 0
    if seen != state.version:
        return _page(request, changed, differing=differences(state.content, content), status=409)
    saved = save_draft(changed, seen_version=seen, by=visitor.account)
    write_line("plan.saved", saved.name, by=visitor, detail={"version": saved.version})
    if posted.get("wish") != "adopt":
        messages.success(request, _("草稿已保存。"))
        return redirect("plan-draft", name=saved.name)
    wrong = mistakes(content)
    if wrong:
        return _page(request, saved, wrong=wrong, status=422)
    try:
        read_draft(draft_file(saved))
    except (ZhiquanError, ValueError) as raised:
        problem = _told(raised) if isinstance(raised, ZhiquanError) else {"message": _("起止日期写作 2026-01-01。")}
        return _page(request, saved, problem=problem, status=422)
    return redirect("job", name=ask_to_adopt(saved, by=visitor).id)


def _page(  # noqa: PLR0913 - what may stand above the form
    request: HttpRequest,
    state: DraftState,
    *,
    differing: list[Differing] | None = None,
    wrong: list[Mistake] | None = None,
    problem: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    language = language_now()
    indicators = [(one.id, one.label.to(language)) for one in house().knowledge().all(Indicator)]
    given = {
        "state": state,
        "differing": differing,
        "wrong": wrong or [],
        "problem": problem,
        "indicators": sorted(indicators, key=lambda pair: pair[1]),
        "comparisons": COMPARISONS,
        "versus": VERSUS,
        "goals": goals(state.content) if state.is_read else None,
        "duties": owed(state.content) if state.is_read else [],
        "untied": sum(one["keep"] and not one.get("indicator") for one in state.content.get("targets", [])),
    }
    return render(request, "plans/draft.html", given, status=status)


def _fields(state: DraftState) -> dict[str, Any]:
    return {name: getattr(state, name) for name in DraftState.__dataclass_fields__}


def _told(problem: ZhiquanError) -> dict[str, Any]:
    language = language_now()
    return {
        "message": problem.message.to(language),
        "where": problem.where,
        "remedy": problem.remedy.to(language) if problem.remedy else "",
    }
