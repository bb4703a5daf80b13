"""Pages of files sent in: drop zone and list, one file with its columns, trial, rows to repair, load (导入页面)."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiquan.basics.errors import BadInput
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.visitor import visitor_of
from zhiquan.site.imports import actions
from zhiquan.site.imports.correcting import write_corrected
from zhiquan.site.imports.downloads import workbook
from zhiquan.site.imports.fields import AUTHORITIES
from zhiquan.site.imports.forms import Options
from zhiquan.site.imports.marking import marked
from zhiquan.site.imports.models import DISCARDED, Upload
from zhiquan.site.imports.queries import listed, recent, shown
from zhiquan.site.imports.repairing import repair_name
from zhiquan.site.imports.unplaced import tell_unplaced
from zhiquan.site.shell.speech import language_now

_PER_PAGE = 30


@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The drop zone and the files sent in; a POST sends files."""
    refused: list[BadInput] = []
    made: list[Upload] = []
    if request.method == "POST":
        for file in request.FILES.getlist("file"):
            _take(request, file, made, refused)
        if not request.FILES.getlist("file"):
            messages.error(request, _("先选一个文件，再上传。"))
        if made and not refused:
            if len(made) == 1:
                return redirect("import", name=made[0].id)
            messages.success(request, _("收下 %(n)s 个文件，各自试运行；点开一个看它的结果。") % {"n": len(made)})
            return redirect("imports")
    page = Paginator(recent(), _PER_PAGE).get_page(request.GET.get("page"))
    files = listed(list(page))
    told = {
        "page": page,
        "files": files,
        "is_working": any(one.is_working for one in files),
        "made": made,
        "refused": [_problem(one) for one in refused],
        "limit": settings.UPLOAD_LIMIT // 1024**2,
    }
    return render(request, "imports/list.html", told, status=422 if refused and not made else 200)


@require_http_methods(["GET", "POST"])
def one_import(request: HttpRequest, name: str) -> HttpResponse:
    """One file sent in: facts, columns, trial run, rows to repair, load."""
    upload = get_object_or_404(Upload.objects.exclude(state=DISCARDED), pk=name)
    if request.method == "POST":
        wish = request.POST.get("wish", "")
        if wish not in _WISHES:
            raise Http404
        return _WISHES[wish](request, upload)
    return _page(request, upload)


@require_http_methods(["GET"])
def repair_file(request: HttpRequest, name: str) -> FileResponse:
    """The rows to repair of a trial run as a workbook in the user's own layout, with what was typed put in."""
    upload = get_object_or_404(Upload.objects.exclude(state=DISCARDED), pk=name)
    rows = (upload.trial or {}).get("left_out", [])
    if not rows or upload.trial is None:
        raise Http404
    write_line("import.repair_taken", upload.id, by=visitor_of(request), detail={"rows": len(rows)})
    batch, language = upload.trial["batch"], language_now()
    return workbook(
        repair_name(upload.name),
        lambda file: write_corrected(rows, upload.corrections, batch=batch, file=file, language=language),
    )


def _take(request: HttpRequest, file: UploadedFile[bytes], made: list[Upload], refused: list[BadInput]) -> None:
    try:
        made.append(actions.receive(file.name or "", file.chunks(), by=visitor_of(request)))
    except BadInput as problem:
        refused.append(problem)


def _problem(problem: BadInput) -> dict[str, object]:
    told = problem.as_dict(language_now())
    return told | {"message": marked(str(told["message"])), "remedy": marked(str(told["remedy"] or ""))}


def _page(request: HttpRequest, upload: Upload, form: Options | None = None) -> HttpResponse:
    page = shown(upload, visitor_of(request))
    options = form or Options(upload=upload, mappings=page.mappings)
    told = {"upload": upload, "trial": upload.trial, "page": page, "form": options, "authorities": AUTHORITIES}
    return render(request, "imports/one.html", told, status=422 if form is not None else 200)


def _settle(request: HttpRequest, upload: Upload) -> HttpResponse:
    form = Options(request.POST, upload=upload, mappings=shown(upload, visitor_of(request)).mappings)
    if not form.is_valid():
        return _page(request, upload, form)
    actions.settle_options(upload, form.cleaned_data, by=visitor_of(request))
    return redirect("import", name=upload.id)


def _columns(request: HttpRequest, upload: Upload) -> HttpResponse:
    count = len((upload.trial or {}).get("columns", ()))
    changes = {place: request.POST[f"m{place}"] for place in range(count) if f"m{place}" in request.POST}
    actions.settle_columns(upload, changes, by=visitor_of(request))
    return redirect("import", name=upload.id)


def _keep(request: HttpRequest, upload: Upload) -> HttpResponse:
    kept = actions.keep_columns(upload, request.POST.get("mapping", ""), by=visitor_of(request))
    messages.success(request, _("列对应已存为“%(name)s”，下次遇到同样的标题会自动用上。") % {"name": kept})
    return redirect("import", name=upload.id)


def _correct(request: HttpRequest, upload: Upload) -> HttpResponse:
    tell_unplaced(request, actions.correct(upload, request.POST.dict()))
    actions.try_again(upload, by=visitor_of(request))
    return redirect("import", name=upload.id)


def _again(request: HttpRequest, upload: Upload) -> HttpResponse:
    actions.try_again(upload, by=visitor_of(request))
    return redirect("import", name=upload.id)


def _load(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Keep what was typed, then load; nothing is loaded while a typed value found no row."""
    if any(name.startswith("v") and name[1:].isdigit() for name in request.POST):
        unplaced = actions.correct(upload, request.POST.dict())
        if unplaced:
            tell_unplaced(request, unplaced)
            return redirect("import", name=upload.id)
    upload = actions.load(upload, by=visitor_of(request))
    return redirect("job", name=upload.job)


def _discard(request: HttpRequest, upload: Upload) -> HttpResponse:
    actions.discard(upload, by=visitor_of(request))
    messages.success(request, _("已放弃，登记库没有任何改动。"))
    return redirect("imports")


_WISHES = {
    "options": _settle,
    "columns": _columns,
    "keep": _keep,
    "correct": _correct,
    "again": _again,
    "load": _load,
    "discard": _discard,
}
"""What a form of the page may ask for."""
