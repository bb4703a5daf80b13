"""The page on which decisions of a meeting are recorded (记录会议页面)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiquan.basics.errors import BadInput
from zhiquan.site.duties.answers import units_of
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.forms import MOST, MeetingForm, decision_forms, meeting_told
from zhiquan.site.duties.framing import page
from zhiquan.site.duties.recording import record
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.shell.speech import language_now

_AT_FIRST = 3


@require_http_methods(["GET", "HEAD", "POST"])
def meeting_new(request: HttpRequest) -> HttpResponse:
    """Record what a meeting decided; each decision becomes a duty."""
    asked = asked_by(request.GET)
    given = request.POST if request.method == "POST" else None
    units = [one["name"] for one in units_of(asked)["tree"]] if asked.snapshot else []
    clauses = [(one.number, f"{one.number} {one.title}") for one in asked.plan.clauses]
    shown = _number(request.GET.get("rows", ""))
    head = MeetingForm(given)
    decisions = decision_forms(given, units=units, clauses=clauses, count=shown)
    problem = None
    if given is not None and head.is_valid() and all(one.is_valid() for one in decisions):
        try:
            record(asked, meeting_told(head, decisions), by=visitor_of(request))
        except BadInput as found:
            problem = found
        else:
            messages.success(request, _("会议决定已记录，各项已成为任务。"))
            return redirect(f"{reverse('meetings')}{asked.link()}")
    status = 200 if given is None else 422
    return page(
        request,
        "duties/meeting_new.html",
        asked,
        head=head,
        decisions=decisions,
        more_rows=min(shown + 3, MOST) if shown < MOST else 0,
        problem=problem.as_dict(language_now()) if problem else None,
        status=status,
    )


def _number(told: str) -> int:
    return min(max(int(told), 1), MOST) if told.isascii() and told.isdecimal() and len(told) < 3 else _AT_FIRST
