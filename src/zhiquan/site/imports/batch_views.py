"""Pages of batches: list, one, its repair file, taking it back (批次页面)."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from zhiquan.register.intake.repair import write_repair
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.imports import actions, batch_queries
from zhiquan.site.imports.changes import changes_of
from zhiquan.site.imports.correcting import fix_rows
from zhiquan.site.imports.downloads import workbook
from zhiquan.site.imports.fields import AUTHORITIES, labels
from zhiquan.site.imports.mending import mend
from zhiquan.site.imports.repairing import MOST_LEFT_OUT, repair_name
from zhiquan.site.imports.typed import typed_in
from zhiquan.site.imports.unplaced import tell_unplaced
from zhiquan.site.office.house import house
from zhiquan.site.shell.speech import language_now


@require_http_methods(["GET"])
def batches(request: HttpRequest) -> HttpResponse:
    """What was loaded and decided, the last first."""
    action = request.GET.get("action", "import")
    asked = action if action in batch_queries.ACTIONS else ""
    found = batch_queries.batch_page(action=asked, wanted=request.GET.get("page", ""))
    told = {
        "rows": found.rows,
        "total": found.page.paginator.count,
        "page": found.page,
        "action": asked,
        "actions": batch_queries.ACTIONS,
        "authorities": AUTHORITIES,
        "may_import": visitor_of(request).may(May.IMPORT),
    }
    return render(request, "imports/batches.html", told)


@require_http_methods(["GET"])
def batch(request: HttpRequest, name: str) -> HttpResponse:
    """One batch: what was loaded, the account of its rows, its columns, the rows left out."""
    visitor = visitor_of(request)
    with house().reader() as reader:
        found = batch_queries.one_batch(reader, name)
        rows = batch_queries.left_out_rows(reader, name, limit=None)
        left_out = batch_queries.left_out_count(reader, name)
        mended = batch_queries.mending_batches(reader, name)
    upload = batch_queries.upload_of(name)
    told = {
        "batch": found,
        "fixes": fix_rows(rows[:MOST_LEFT_OUT], {}, fields=batch_queries.fields_of(found)),
        "is_all_shown": len(rows) <= MOST_LEFT_OUT,
        "left_out": left_out,
        "repaired": left_out - len(rows),
        "mended": mended,
        "upload": upload,
        "changes": changes_of(upload, visitor),
        "account": batch_queries.account_of(upload, name),
        "fields": labels([kind for kind in found["rows"] if kind != "quarantined"]),
        "authorities": AUTHORITIES,
        "may_import": visitor.may(May.IMPORT),
        "action_word": batch_queries.ACTIONS.get(found["action"]),
        "is_file": found["action"] == "import",
    }
    return render(request, "imports/batch.html", told)


@require_http_methods(["GET"])
def batch_repair_file(request: HttpRequest, name: str) -> FileResponse:
    """Every row of a batch that was left out, as a workbook to correct and load again."""
    with house().reader() as reader:
        found = batch_queries.one_batch(reader, name)
        count = batch_queries.left_out_count(reader, name)
        if not count:
            raise Http404
        language = language_now()
        made = workbook(repair_name(found["file"]), lambda file: write_repair(reader, name, file, language=language))
    write_line("import.repair_taken", name, by=visitor_of(request), detail={"rows": count})
    return made


@require_POST
def batch_mend(request: HttpRequest, name: str) -> HttpResponseBase:
    """Make a repair file of the values typed in and try it; it is loaded from its own page."""
    with house().reader() as reader:
        found = batch_queries.one_batch(reader, name)
        rows = batch_queries.left_out_rows(reader, name, limit=None)
    typed = typed_in(rows, request.POST.dict())
    tell_unplaced(request, typed.unplaced)
    if typed.unplaced and not typed.corrections:
        return redirect("batch", name=name)
    upload = mend(rows, typed.corrections, found, by=visitor_of(request))
    return redirect("import", name=upload.id)


@require_http_methods(["GET", "POST"])
def batch_undo(request: HttpRequest, name: str) -> HttpResponse:
    """What taking a batch back would change; a POST does it."""
    with house().reader() as reader:
        found = batch_queries.one_batch(reader, name)
        effect = batch_queries.effect_of(reader, found)
    if request.method == "POST":
        if request.POST.get("sure") != "yes":
            messages.error(request, _("先勾选确认，再撤回。"))
        else:
            job = actions.take_back(name, by=visitor_of(request))
            return redirect("job", name=job.id)
    return render(request, "imports/undo.html", {"batch": found, "effect": effect})
