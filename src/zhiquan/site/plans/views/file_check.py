"""The page on which anybody checks a file they hold against what was published (核验文件页面)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.plan.checking import FileCheck, check_file
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.office.house import house
from zhiquan.site.shell.sizes import MOST_CHECKED
from zhiquan.site.shell.speech import language_now
from zhiquan.site.voice.limits import may_knock


@require_http_methods(["GET", "HEAD", "POST"])
def file_check(request: HttpRequest) -> HttpResponse:
    """Whether a file is what was published: its content, its files, its figures; the file is not kept."""
    found: FileCheck | None = None
    problem: BadInput | None = None
    status = 200
    if request.method == "POST":
        try:
            found = _checked(request)
        except TooOften as told:
            problem, status = told, 429
        except BadInput as told:
            problem, status = told, 422
    given = {
        "found": found,
        "problem": problem.as_dict(language_now()) if problem else None,
        "most": MOST_CHECKED // 1024**2,
    }
    return render(request, "plans/file_check.html", given, status=status)


class TooOften(BadInput):
    """Too many files from one address within an hour (限频)."""


def _checked(request: HttpRequest) -> FileCheck:
    if not visitor_of(request).account and not may_knock(request, "check"):
        raise TooOften(
            Words("这一小时里从您的网络送来核验的太多了", "too many files came from your network within this hour"),
            remedy=Words("请过一小时再试。", "Try again in an hour."),
        )
    sent = request.FILES.get("file")
    if sent is None or isinstance(sent, list):
        raise BadInput(Words("请先选一个文件", "choose a file first"))
    if sent.size is None or sent.size > MOST_CHECKED:
        raise BadInput(
            Words(f"文件超过 {MOST_CHECKED // 1024**2} MB", f"the file is larger than {MOST_CHECKED // 1024**2} MB")
        )
    found = check_file(sent.read(), house().published())
    visitor = visitor_of(request)
    if visitor.account:
        name = (found.match or found.near).id if found.match or found.near else "-"  # type: ignore[union-attr] # one of the two is there
        write_line("file.checked", name, by=visitor, detail={"kind": found.kind, "equal": found.is_true})
    return found
