"""Pages of own lists: all of them, one with its records, collecting beside a hit, files (清单页面)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.basics.words import Words
from zhiquan.site.collecting import actions, files, queries
from zhiquan.site.collecting.marks import collecting_of
from zhiquan.site.collecting.models import NAME, NOTE, anchor_of
from zhiquan.site.finding.asked import asked_of
from zhiquan.site.finding.hits import HitShown, shown_hits
from zhiquan.site.finding.room import desk_room
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import Visitor, visitor_of
from zhiquan.site.shell.speech import language_now

NEW = "new"
"""Stands for a list to be made, among the keys of those there are."""

_DIGITS = 5
"""Digits of a number that is no page."""


@require_http_methods(["GET", "POST"])
def record_lists(request: HttpRequest) -> HttpResponse:
    """The reader's own lists; make one."""
    visitor, problem = visitor_of(request), None
    if request.method == "POST":
        try:
            made = actions.make(request.POST.get("name", ""), by=visitor)
        except (BadInput, NotAllowed) as refused:
            problem = refused
        else:
            return redirect("record-list", key=made.key)
    shown = {"lines": queries.lines_of(visitor), "most": actions.MOST, "longest": NAME, "problem": problem}
    return render(request, "collecting/lists.html", shown, status=problem.status if problem else 200)


@require_http_methods(["GET", "POST"])
def record_list(request: HttpRequest, key: str) -> HttpResponse:
    """One own list with a page of its records; rename and delete it, write notes, take records out."""
    visitor = visitor_of(request)
    if request.method == "POST":
        return _change(request, key, visitor)
    is_whole = request.GET.get("whole") == "1"
    size = actions.MOST_RECORDS if is_whole else queries.PER_PAGE
    opened = queries.opened_list(visitor, key, page=1 if is_whole else _page(request), size=size)
    pager = {"page": opened.page, "pages": opened.pages, "previous": opened.page - 1}
    pager["next"] = opened.page + 1 if opened.page < opened.pages else 0
    shown = {
        "opened": opened,
        "is_whole": is_whole,
        "pager": pager,
        "may_export": visitor.may(May.EXPORT),
        "most": actions.MOST_RECORDS,
        "longest": NAME,
        "longest_note": NOTE,
    }
    return render(request, "collecting/list.html", shown)


@require_http_methods(["GET"])
def record_list_file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """What the reader sees of an own list, as CSV or JSON."""
    if form not in files.FORMS:
        raise NotFound(
            Words("没有这种文件", "there is no such kind of file"),
            where={"form": form[:20]},
            remedy=Words(f"可用：{'、'.join(files.FORMS)}。", f"There are: {', '.join(files.FORMS)}."),
        )
    visitor = visitor_of(request)
    opened, room = files.whole_list(visitor, key), desk_room(visitor)
    text = files.list_as_csv(room, opened, language_now()) if form == "csv" else files.list_as_json(room, opened)
    actions.note_taken(key, form, opened.seen, by=visitor)
    response = HttpResponse(text, content_type=f"{files.FORMS[form]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="list.{form}"'
    return response


@require_http_methods(["GET", "POST"])
def collect(request: HttpRequest) -> HttpResponse:
    """Collect a record in an own list; the page lets choose the list, or name a new one."""
    visitor = visitor_of(request)
    if request.method == "GET":
        return _choice(request, visitor, request.GET.get("record", ""))
    record, key, name = (request.POST.get(one, "") for one in ("record", "list", "name"))
    is_new = key == NEW or bool(name.strip())
    asked = asked_of(QueryDict(request.POST.get("asked", ""))).query
    try:
        actions.collect(
            record, by=visitor, key="" if is_new else key, name=name.strip() if is_new else None, asked=asked
        )
    except (BadInput, NotAllowed) as problem:
        return (_mark if _is_htmx(request) else _choice)(request, visitor, record, problem)
    return _mark(request, visitor, record) if _is_htmx(request) else _back(request, record, _("已收进清单。"))


@require_http_methods(["POST"])
def take_out(request: HttpRequest, key: str) -> HttpResponse:
    """Take a record out of an own list, from beside a hit."""
    visitor, record = visitor_of(request), request.POST.get("record", "")
    actions.take_out(key, record, by=visitor)
    return _mark(request, visitor, record) if _is_htmx(request) else _back(request, record, _("已从清单取出。"))


def _is_htmx(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined] # set by its middleware


def _shown(visitor: Visitor, record: str) -> HitShown:
    """A record within reach as a page of hits shows it.

    Raises:
        NotFound: there is no such record, or it is out of reach; the two are not told apart.
    """
    room = desk_room(visitor)
    room.finder.record(record, room.reach)
    return shown_hits(room, queries.hits_of(room, [record]).values())[0]


def _mark(
    request: HttpRequest, visitor: Visitor, record: str, problem: BadInput | NotAllowed | None = None
) -> HttpResponse:
    """What stands beside a hit after something was done, with the lists to choose among.

    A refusal is told in it, so the status is that of a page: others are not put in place.
    """
    collecting = collecting_of(visitor, [record])
    found = queries.hits_of(desk_room(visitor), [record]).get(record)
    mark = collecting.mark(record, found.title.text if found else "")
    shown = {"collecting": collecting, "mark": mark, "problem": problem, "is_answer": True}
    return render(request, "collecting/marked.html", shown)


def _choice(
    request: HttpRequest, visitor: Visitor, record: str, problem: BadInput | NotAllowed | None = None
) -> HttpResponse:
    """The page that lets choose the list for a record."""
    line, collecting = _shown(visitor, record), collecting_of(visitor, [record])
    shown = {
        "line": line,
        "collecting": collecting,
        "inside": [(one, one in collecting.held.get(record, ())) for one in collecting.lists],
        "asked": request.POST.get("asked", ""),
        "longest": NAME,
        "problem": problem,
    }
    return render(request, "collecting/choice.html", shown, status=problem.status if problem else 200)


def _back(request: HttpRequest, record: str, said: str) -> HttpResponse:
    """Back to the place on the page where it was pressed."""
    messages.success(request, said)
    wanted = request.POST.get("next", "")
    is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(f"{wanted}#{anchor_of(record)}" if is_ours else reverse("record-lists"))


def _page(request: HttpRequest) -> int:
    given = request.GET.get("page", "")
    return max(int(given), 1) if given.isascii() and given.isdigit() and len(given) < _DIGITS else 1


def _change(request: HttpRequest, key: str, visitor: Visitor) -> HttpResponse:
    wish, record = request.POST.get("wish", ""), request.POST.get("record", "")
    here = "?".join(filter(None, (reverse("record-list", args=[key]), request.GET.urlencode())))
    if wish == "delete":
        actions.delete(key, by=visitor)
        messages.success(request, _("已删除。"))
        return redirect("record-lists")
    if wish == "rename":
        actions.rename(key, request.POST.get("name", ""), by=visitor)
    elif wish == "note":
        actions.note(key, record, request.POST.get("note", ""), by=visitor)
        here += f"#{anchor_of(record)}"
    elif wish == "out":
        actions.take_out(key, record, by=visitor)
    elif wish == "out-unseen":
        actions.take_out_unseen(key, by=visitor)
    return redirect(here)
