"""Pages for those who answer: the queue, one question (来件办理页面)."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.visitor import Visitor, visitor_of
from zhiquan.site.office.house import house
from zhiquan.site.voice import actions, queries
from zhiquan.site.voice.calendars import calendar_of
from zhiquan.site.voice.clock import days_left
from zhiquan.site.voice.forms import AnswerForm
from zhiquan.site.voice.models import Question
from zhiquan.site.voice.words import ANSWERED, KINDS, OPEN, STATES

_PER_PAGE = 30


@require_http_methods(["GET"])
def question_list(request: HttpRequest) -> HttpResponse:
    """The queue, the most urgent first."""
    actions.erase_old(at=house().now())
    actions.reckon_again(knowledge=house().knowledge(), calendar=calendar_of(house()))
    visitor, today = visitor_of(request), house().today
    state = request.GET.get("state", OPEN)
    state = state if state in {*STATES, "all"} else OPEN
    kind = request.GET.get("kind", "")
    own = request.GET.get("own") == "1"
    found = queries.questions_for(
        visitor, state="" if state == "all" else state, kind=kind if kind in KINDS else "", own=own
    )
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    rows = [{"question": one, "left": days_left(one.due, today), "late": -days_left(one.due, today)} for one in page]
    shown = {
        "page": page,
        "rows": rows,
        "state": state,
        "kind": kind,
        "own": own,
        "kinds": KINDS,
        "counts": _counts(visitor),
    }
    return render(request, "voice/list.html", shown)


@require_http_methods(["GET", "POST"])
def desk_question(request: HttpRequest, number: str) -> HttpResponse:
    """One question with its clock; take it on, answer it."""
    actions.erase_old(at=house().now())
    visitor = visitor_of(request)
    found = get_object_or_404(queries.questions_for(visitor), number=number)
    wish = request.POST.get("wish", "")
    form = AnswerForm(request.POST if wish in {"answer", "preview"} else None)
    if wish == "take":
        actions.take(number, by=visitor)
        return redirect("desk-question", number=number)
    if wish == "answer" and form.is_valid():
        said = actions.Answering(**form.cleaned_data)
        calendar = calendar_of(house())
        actions.answer(number, said, by=visitor, at=house().now(), calendar=calendar)
        messages.success(request, _("已答复，期限停止计算。"))
        return redirect("desk-question", number=number)
    if found.name or found.contact:
        write_line("question.read", number, by=visitor)
    shown = {
        "question": found,
        "form": form,
        "clock": queries.clock_shown(found, house().today),
        "preview": _preview(found, form) if wish == "preview" else None,
    }
    return render(request, "voice/desk_question.html", shown, status=422 if form.errors else 200)


def _preview(question: Question, form: AnswerForm) -> tuple[str, str] | None:
    """Summary and answer as everybody would read them; None while something is to be mended."""
    return actions.public_texts(question, actions.Answering(**form.cleaned_data)) if form.is_valid() else None


def _counts(visitor: Visitor) -> dict[str, int]:
    if not queries.questions_for(visitor).exists():
        return {OPEN: 0, ANSWERED: 0}
    return {state: Question.objects.filter(state=state).count() for state in (OPEN, ANSWERED)}
