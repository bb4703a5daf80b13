"""Pages for those who write in: ask, read the answer (公众来件页面)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.office.house import house
from zhiquan.site.voice import actions, queries
from zhiquan.site.voice.calendars import calendar_of
from zhiquan.site.voice.forms import AskForm, ReadForm
from zhiquan.site.voice.limits import may_knock
from zhiquan.site.voice.models import Question
from zhiquan.site.voice.shielding import masked_contact, unnamed
from zhiquan.site.voice.terms import terms_of
from zhiquan.site.voice.words import KINDS

_LISTED = 5


@never_cache
@sensitive_post_parameters("contact", "name")
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form; sent, it gives number and reading code once."""
    if request.method == "GET":
        wanted = request.GET.get("kind", "")
        first = {"kind": wanted if wanted in KINDS else "correction", "about": request.GET.get("about", "")[:300]}
        return _ask_page(request, AskForm(initial=first))
    form = AskForm(request.POST)
    if not form.is_valid():
        return _ask_page(request, form, status=422)
    if not may_knock(request, "ask"):
        form.add_error(None, _("这一小时里从您的网络发来的太多了，请过一小时再发。您写的内容还在下面。"))
        return _ask_page(request, form, status=429)
    told = form.cleaned_data
    said = actions.Asking(told["kind"], told["about"], told["text"], told["name"], told["contact"], told["sent_once"])
    found, code = actions.ask(
        said,
        by=visitor_of(request),
        at=house().now(),
        knowledge=house().knowledge(),
        calendar=calendar_of(house()),
    )
    shown = {"question": found, "code": code, "clock": queries.clock_shown(found, house().today)}
    return render(request, "voice/received.html", shown)


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """Number and code typed by hand."""
    form = ReadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _read(request, form.cleaned_data["number"].strip().upper(), form.cleaned_data["code"])
    return render(request, "voice/look.html", {"form": form})


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, number: str) -> HttpResponse:
    """One question: what is public of it to everybody, all of it to who has the code."""
    if request.method == "POST":
        return _read(request, number, request.POST.get("code", ""))
    found = Question.objects.filter(number=number, is_public=True).first()
    shown = {"number": number, "form": ReadForm(initial={"number": number})}
    if found is not None:
        told = {"text": unnamed(found.public_text), "answer": unnamed(found.public_answer)}
        return render(request, "voice/public_question.html", {**shown, "question": found, **told})
    return render(request, "voice/look.html", shown)


def _read(request: HttpRequest, number: str, code: str) -> HttpResponse:
    """The question to who has its code; a wrong code and a number that does not exist are told alike."""
    form = ReadForm({"number": number, "code": code})
    form.is_valid()
    if not may_knock(request, "read"):
        form.add_error(None, _("试得太多了，请过一小时再试。"))
        return render(request, "voice/look.html", {"form": form}, status=429)
    found = Question.objects.filter(number=number).first()
    if found is None or not actions.is_right_code(found, code):
        form.add_error(None, _("编号或读取码不对。读取码只在提交时显示过一次；丢了请重新提一件。"))
        return render(request, "voice/look.html", {"form": form}, status=404)
    shown = {
        "question": found,
        "contact": masked_contact(found.contact),
        "clock": queries.clock_shown(found, house().today),
    }
    return render(request, "voice/question.html", shown)


def _ask_page(request: HttpRequest, form: AskForm, *, status: int = 200) -> HttpResponse:
    shown = {
        "form": form,
        "read_form": ReadForm(auto_id="read_%s"),
        "terms": terms_of(house().knowledge(), house().today, queries.measured_times()),
        "listed": queries.public_answers(_LISTED),
    }
    return render(request, "voice/ask.html", shown, status=status)
