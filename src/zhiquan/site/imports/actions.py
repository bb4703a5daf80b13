"""What people do with files sent in, each with its audit line (导入操作)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language, gettext

from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.imports import mapping, storing
from zhiquan.site.imports.models import DISCARDED, RECEIVED, REFUSED, TRIED, Upload
from zhiquan.site.imports.typed import Unplaced, typed_in
from zhiquan.site.jobs.actions import ask_for
from zhiquan.site.jobs.models import OPEN, Job
from zhiquan.site.office.house import house

FORGET = "-"
"""Stands for the wish to find the columns out anew."""

_MAPPING = ("mapping", "mapping_name")


def receive(name: str, chunks: Iterable[bytes], *, by: Visitor, said: Mapping[str, Any] | None = None) -> Upload:
    """Keep a file that was sent in and ask for its trial run.

    Args:
        name: its name as sent.
        chunks: its bytes.
        by: who sends it.
        said: what is known about it: ``as_of, authority, tool, mapping, repairs``.

    Raises:
        BadInput: the file can never be loaded: empty, too large, a program, a workbook with macros, a picture.
    """
    return take_in(keep(name, chunks), by=by, said=said)


def keep(name: str, chunks: Iterable[bytes]) -> storing.Stored:
    """Keep the bytes of a file that was sent in; to be done before a transaction is opened, as it can take long.

    Raises:
        BadInput: the file can never be loaded.
    """
    return storing.store(house().place.uploads, name, chunks, limit=settings.UPLOAD_LIMIT)


@transaction.atomic
def take_in(stored: storing.Stored, *, by: Visitor, said: Mapping[str, Any] | None = None) -> Upload:
    """Note a file whose bytes are kept, and ask for its trial run."""
    upload = Upload.objects.create(
        name=stored.name, sha256=stored.sha256, size=stored.size, account=by.account, **(said or {})
    )
    write_line("import.uploaded", upload.id, by=by, detail={"sha256": stored.sha256, "size": stored.size})
    return try_again(upload, by=by)


@transaction.atomic
def try_again(upload: Upload, *, by: Visitor) -> Upload:
    """Ask for a trial run with what is settled now.

    Raises:
        NotAllowed: the file was loaded or dropped, or a job about it is running.
    """
    return _try(_held(upload), by)


@transaction.atomic
def settle_options(upload: Upload, said: Mapping[str, Any], *, by: Visitor) -> Upload:
    """Say what the file describes and how its columns are to be read, and try it again.

    Args:
        upload: the file.
        said: ``as_of``, the day the file describes or None; ``authority``; ``tool``, the vocabulary of its status
            words or empty; ``note``; ``kept``, the name of a kept mapping, empty to leave the columns as they are
            settled, ``-`` to forget what was settled.
        by: who says so.
    """
    held, changed = _held(upload), ["as_of", "authority", "tool", "note"]
    for name in changed:
        setattr(held, name, said[name])
    if said["kept"] == FORGET:
        held.mapping, held.mapping_name = None, ""
    elif said["kept"]:
        held.mapping, held.mapping_name = mapping.kept_mapping(_folder(), said["kept"]), said["kept"]
    return _try(held, by, *changed, *(_MAPPING if said["kept"] else ()))


@transaction.atomic
def settle_columns(upload: Upload, changes: Mapping[int, str], *, by: Visitor) -> Upload:
    """Say which column of the file goes where, and try it again."""
    held = _held(upload)
    columns = _trial(held)["columns"]
    changed = {n: field for n, field in changes.items() if n < len(columns) and field != columns[n]["field"]}
    if not changed:
        return _try(held, by)
    held.mapping, held.mapping_name = mapping.settled(columns, changed), ""
    return _try(held, by, *_MAPPING)


def keep_columns(upload: Upload, name: str, *, by: Visitor) -> str:
    """Keep the columns of the last trial run for the next file of the same layout; returns the name."""
    kept = mapping.keep(_folder(), name, _trial(Upload.objects.get(pk=upload.pk))["columns"])
    write_line("import.mapping_kept", kept, by=by, detail={"upload": upload.id})
    return kept


@transaction.atomic
def correct(upload: Upload, form: Mapping[str, str]) -> tuple[Unplaced, ...]:
    """Keep the right values that were typed in for rows the last trial run left out.

    Args:
        upload: the file.
        form: what the page sent, as ``typed_in`` reads it.

    Returns:
        Values that were not kept, because a new trial run no longer leaves their row out for that fault.
    """
    held = _held(upload)
    typed = typed_in((held.trial or {}).get("left_out", []), form)
    held.corrections = typed.over(held.corrections)
    held.save(update_fields=["corrections"])
    return typed.unplaced


@transaction.atomic
def load(upload: Upload, *, by: Visitor) -> Upload:
    """Ask for the load of a file whose trial run was seen.

    Raises:
        NotAllowed: there was no trial run, it found nothing to load, or a job about the file is running.
    """
    held = _held(upload)
    if held.state != TRIED or not _trial(held)["batch"]:
        raise NotAllowed(
            Words("先试运行，再入库", "a trial run comes before loading"),
            where={"file": held.name},
            remedy=Words("点“重新试运行”。", "Run the trial again."),
        )
    held.job = _ask("import.load", held, by).id
    held.save(update_fields=["job"])
    return held


@transaction.atomic
def discard(upload: Upload, *, by: Visitor) -> None:
    """Drop a file that was not loaded; its bytes go too, unless another entry needs them.

    Raises:
        NotAllowed: it was loaded or dropped already, or a job about it is running.
    """
    held = _held(upload)
    held.state, held.trial, held.corrections = DISCARDED, None, {}
    held.save(update_fields=["state", "trial", "corrections"])
    write_line("import.discarded", held.id, by=by)
    if not Upload.objects.filter(sha256=held.sha256).exclude(state=DISCARDED).exists():
        sha256 = held.sha256
        transaction.on_commit(lambda: storing.drop(house().place.uploads, sha256))


@transaction.atomic
def take_back(batch: str, *, by: Visitor) -> Job:
    """Ask for a batch to be taken back."""
    request = {"batch": batch, "language": get_language()}
    return ask_for("import.undo", gettext("撤回 %(batch)s") % {"batch": batch}, request, by=by)


def _ask(kind: str, upload: Upload, by: Visitor) -> Job:
    return ask_for(kind, upload.name, {"upload": upload.id, "language": get_language()}, by=by)


def _held(upload: Upload) -> Upload:
    """The file as it is now, held against others until the transaction ends.

    Raises:
        NotAllowed: it was loaded or dropped, or a job about it waits or runs.
    """
    held = Upload.objects.select_for_update().get(pk=upload.pk)
    if not held.may_be_settled:
        raise NotAllowed(Words("这个文件已入库或已放弃", "the file was loaded or dropped"), where={"file": held.name})
    about = Q(pk=held.job) | Q(request__upload=held.id)
    if Job.objects.filter(about, state__in=OPEN).exists():
        raise NotAllowed(
            Words("这个文件正在处理", "the file is being worked on"),
            where={"file": held.name},
            remedy=Words("等作业结束，或先停止它。", "Wait for the job to end, or stop it."),
        )
    return held


def _try(held: Upload, by: Visitor, *changed: str) -> Upload:
    """Ask for the trial run; saves its own columns and those that were changed."""
    held.state, held.refusal = RECEIVED, None
    held.job = _ask("import.trial", held, by).id
    held.save(update_fields=["state", "refusal", "job", *changed])
    return held


def _trial(upload: Upload) -> dict[str, Any]:
    if upload.trial is None or upload.state == REFUSED:
        raise NotAllowed(
            Words("还没有试运行的结果", "there is no result of a trial run yet"), where={"file": upload.name}
        )
    found: dict[str, Any] = upload.trial
    return found


def _folder() -> Path:
    return house().settings.home / mapping.FOLDER
