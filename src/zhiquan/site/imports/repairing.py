"""Rows corrected on the page, tried or loaded as a file of their own (改正行入库)."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from zhiquan.basics.errors import NotAllowed, ZhiquanError
from zhiquan.basics.words import Words
from zhiquan.register.intake.importing import Office, Wishes, import_file
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.imports import mapping, storing
from zhiquan.site.imports.batch_queries import left_out_rows
from zhiquan.site.imports.correcting import corrected_rows, key_of, origin_key, write_corrected
from zhiquan.site.imports.models import Upload
from zhiquan.site.imports.telling import told
from zhiquan.site.office.house import house

MOST_LEFT_OUT = 200
"""Rows that broke a rule and are shown to be corrected on the page; the repair file holds them all."""

_CHUNK = 1 << 20


def load_corrected(office: Office, upload: Upload, visitor: Visitor) -> None:
    """Load the rows corrected on the page of a loaded file as a batch of their own, once.

    Rows that came in corrected another way meanwhile are left alone.

    Raises:
        NotAllowed: they cannot be loaded; the file itself is in and stays.
    """
    found: dict[str, Any] = upload.outcome or {}
    if not upload.corrections or not found.get("quarantined") or upload.repair_batch:
        return
    try:
        with house().reader() as reader:
            still_out = {key_of(row) for row in left_out_rows(reader, upload.batch, limit=None)}
        left = [row for row in found["left_out"] if key_of(row) in still_out]
        done = repaired(office, upload, found | {"left_out": left}, visitor, is_trial=False)
    except (ZhiquanError, OSError) as problem:
        raise _file_is_in(upload, problem) from problem
    if not done:
        return
    upload.outcome, upload.repair_batch = found | {"repair": done}, done["batch"]
    with transaction.atomic():
        upload.save(update_fields=["outcome", "repair_batch"])
        if done["batch"]:
            write_line("import.loaded", done["batch"], by=visitor, detail={"repairs": upload.batch})
            cells = {"cells": len(done["keys"]), "repairs": upload.batch}
            write_line("import.repaired", done["batch"], by=visitor, detail=cells)


def repaired(
    office: Office, upload: Upload, found: Mapping[str, Any], visitor: Visitor, *, is_trial: bool
) -> dict[str, Any]:
    """Corrected rows as a file of their own, tried or loaded: its account, and by row why one is still not taken.

    Args:
        office: the register and how files are read.
        upload: the file with the right values typed in.
        found: what its import told: ``left_out, batch, tool, columns``.
        visitor: who asked.
        is_trial: true to change nothing.

    Returns:
        The counts, ``batch`` (empty for a trial), ``still`` and ``keys``; empty when no row was corrected.
    """
    rows = corrected_rows(found["left_out"], upload.corrections)
    if not rows:
        return {}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / repair_name(upload.name)
        write_corrected(rows, upload.corrections, batch=found["batch"], file=file, language="zh")
        if not is_trial:
            file = _kept(file)
        wishes = _wishes(upload, found, is_trial=is_trial)
        done = told(import_file(office, file, wishes, actor=house().actor(visitor.account)))
    still = {origin_key(row["headings"], row["cells"]): row["says"] for row in done["left_out"]}
    counts = {name: done[name] for name in ("rows", "loaded", "merged", "unchanged", "unidentified", "quarantined")}
    keys = [key_of(row) for row in rows]
    return {**counts, "batch": "" if is_trial else done["batch"], "still": still, "keys": keys}


def repair_name(name: str) -> str:
    """Name of the repair file of a file: ``repair_name("专利.csv")`` is ``"专利-修复.xlsx"``."""
    return f"{Path(name).stem}-修复.xlsx"


def _wishes(upload: Upload, found: Mapping[str, Any], *, is_trial: bool) -> Wishes:
    return Wishes(
        is_trial=is_trial,
        as_of=upload.as_of,
        authority=upload.authority,
        tool=found["tool"],
        mapping=mapping.settled(found["columns"]),
        note=upload.note,
        show_left_out=MOST_LEFT_OUT,
    )


def _kept(file: Path) -> Path:
    """A file made here, kept as those sent in are."""
    folder = house().place.uploads
    with file.open("rb") as handle:
        chunks = iter(lambda: handle.read(_CHUNK), b"")
        stored = storing.store(folder, file.name, chunks, limit=file.stat().st_size)
    return storing.path_of(folder, stored.sha256, stored.name)


def _file_is_in(upload: Upload, problem: Exception) -> NotAllowed:
    why = problem.message if isinstance(problem, ZhiquanError) else Words(str(problem), str(problem))
    return NotAllowed(
        Words(
            f"文件已入库，只有改好的行没有入库：{why.zh}",
            f"the file is loaded, only its corrected rows are not: {why.en}",
        ),
        where={"file": upload.name, "batch": upload.batch},
        remedy=Words(
            "重试这个作业，只会补上改好的行；或在批次页重新填写。",
            "Repeat this job, it loads the corrected rows only; or type them on the page of the batch.",
        ),
    )
