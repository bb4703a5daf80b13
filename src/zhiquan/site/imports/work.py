"""What the worker does with files sent in: try, load, take back (导入作业)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import translation

from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.basics.words import Words
from zhiquan.register.batches import Register
from zhiquan.register.intake.importing import Office, Wishes, import_file
from zhiquan.register.intake.understanding.headings import load_headings
from zhiquan.site.audit.actions import write_line
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.imports import mapping, storing
from zhiquan.site.imports.changes import begun, note_end
from zhiquan.site.imports.models import LOADED, RECEIVED, REFUSED, TRIED, UNDONE, Upload
from zhiquan.site.imports.repairing import MOST_LEFT_OUT, load_corrected, repaired
from zhiquan.site.imports.telling import COUNTS, refusal, told
from zhiquan.site.jobs.actions import ask_for
from zhiquan.site.jobs.kinds import Telling
from zhiquan.site.office.house import house


def try_file(request: Mapping[str, Any], visitor: Visitor, tell: Telling) -> dict[str, Any]:
    """Tell what a file holds and what loading it would do; change nothing in the register."""
    upload = _upload(request)
    if not upload.may_be_settled:
        return {"address": _address(request, "import", upload.id)}
    try:
        found = _tried(upload, visitor, tell)
    except BadInput as problem:
        Upload.objects.filter(pk=upload.pk, state__in=(RECEIVED, TRIED)).update(
            state=REFUSED, refusal=refusal(problem), trial=None
        )
    else:
        changes = {"mapping": upload.mapping, "mapping_name": upload.mapping_name}
        Upload.objects.filter(pk=upload.pk, state__in=(RECEIVED, TRIED)).update(
            state=TRIED, trial=found, refusal=None, **changes
        )
    return {"address": _address(request, "import", upload.id)}


def load_file(request: Mapping[str, Any], visitor: Visitor, tell: Telling) -> dict[str, Any]:
    """Load a file as one batch, then the rows corrected on the page as another.

    Repeated after it failed between the two, only the corrected rows are loaded.

    Raises:
        BadInput: the file cannot be read.
        NotAllowed: it holds nothing to load, was dropped or taken back; or it is in, only its corrected rows are not.
    """
    upload = _upload(request)
    if upload.state != LOADED:
        _load(upload, visitor, tell)
    try:
        load_corrected(_office(), upload, visitor)
    finally:  # the register changed, with the corrected rows or without
        note_end(upload)
        ask_for("answers.warm", upload.name, {}, by=visitor)
    return {"address": _address(request, "batch", upload.batch)}


def undo_batch(request: Mapping[str, Any], visitor: Visitor, tell: Telling) -> dict[str, Any]:
    """Take one batch back; one that is gone already stays so."""
    batch = str(request["batch"])
    try:
        house().register().undo(batch, actor=house().actor(visitor.account), progress=_progress(tell, 0))
    except NotFound:  # a worker that was killed after the register was written
        if not Upload.objects.filter(batch=batch, state=LOADED).exists() and _is_told(batch):
            return {"address": _address(request, "batches")}
    with transaction.atomic():
        Upload.objects.filter(batch=batch, state=LOADED).update(state=UNDONE)
        Upload.objects.filter(repair_batch=batch).update(repair_batch="")
        write_line("import.undone", batch, by=visitor)
        ask_for("answers.warm", batch, {}, by=visitor)
    return {"address": _address(request, "batches")}


def _tried(upload: Upload, visitor: Visitor, tell: Telling) -> dict[str, Any]:
    office, file, actor = _office(), _file(upload), house().actor(visitor.account)
    done = import_file(office, file, _wishes(upload, is_trial=True), actor=actor, progress=_progress(tell, 0))
    if upload.mapping is None:
        name = mapping.fitting(house().settings.home / mapping.FOLDER, [one.source for one in done.columns])
        if name:
            upload.mapping = mapping.kept_mapping(house().settings.home / mapping.FOLDER, name)
            upload.mapping_name = name
            done = import_file(office, file, _wishes(upload, is_trial=True), actor=actor, progress=_progress(tell, 0))
    found = told(done)
    if upload.corrections and done.quarantined:
        found["repair"] = repaired(office, upload, found, visitor, is_trial=True)
    return found


def _load(upload: Upload, visitor: Visitor, tell: Telling) -> None:
    """Load the file and put that on record at once: what follows may fail, the batch stays."""
    if not upload.may_be_settled:
        raise NotAllowed(
            Words("这个文件已撤回或已放弃", "the file was taken back or dropped"), where={"file": upload.name}
        )
    progress = _progress(tell, (upload.trial or {}).get("rows", 0))
    actor, before = house().actor(visitor.account), begun()
    done = import_file(_office(), _file(upload), _wishes(upload), actor=actor, progress=progress)
    if not done.batch:
        raise NotAllowed(
            Words("文件里没有可入库的行", "the file holds no row that can be loaded"), where={"file": upload.name}
        )
    upload.state, upload.outcome, upload.batch = LOADED, told(done) | before, done.batch
    with transaction.atomic():
        upload.save(update_fields=["state", "outcome", "batch"])
        counts = {name: upload.outcome[name] for name in (*COUNTS, "is_new") if name != "unidentified"}
        write_line("import.loaded", done.batch, by=visitor, detail={"file": upload.sha256, **counts})


def _office() -> Office:
    settings = house().settings
    register: Register = house().register()
    return Office(register, load_headings(settings.knowledge), settings.district, settings.knowledge)


def _wishes(upload: Upload, *, is_trial: bool = False) -> Wishes:
    return Wishes(
        is_trial=is_trial,
        as_of=upload.as_of,
        authority=upload.authority,
        tool=upload.tool,
        mapping=upload.mapping,
        note=upload.note,
        show_left_out=MOST_LEFT_OUT,
    )


def _file(upload: Upload) -> Path:
    return storing.path_of(house().place.uploads, upload.sha256, upload.name)


def _upload(request: Mapping[str, Any]) -> Upload:
    found = Upload.objects.filter(pk=request["upload"]).first()
    if found is None:
        raise NotFound(Words("没有这个上传的文件", "there is no such file"), where={"file": request["upload"]})
    return found


def _progress(tell: Telling, rows: int) -> Callable[[str, int], None]:
    """Progress with the whole where the trial run told it; raises when somebody asked to stop."""
    return lambda stage, done: tell(stage, done, rows if stage == "rows" else 0)


def _is_told(batch: str) -> bool:
    return Line.objects.filter(action="import.undone", subject=batch).exists()


def _address(request: Mapping[str, Any], name: str, *args: str) -> str:
    """Address of a page in the language of who asked."""
    with translation.override(request.get("language", "zh-hans")):
        return reverse(name, args=args)
