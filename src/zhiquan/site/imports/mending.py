"""Rows of a loaded batch corrected by hand: their repair file, sent in like any other (修复已入库的批次)."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.imports.actions import receive
from zhiquan.site.imports.correcting import Corrections, corrected_rows, write_corrected
from zhiquan.site.imports.models import Upload
from zhiquan.site.imports.repairing import repair_name


def mend(
    rows: Sequence[Mapping[str, Any]], corrections: Corrections, batch: Mapping[str, Any], *, by: Visitor
) -> Upload:
    """Make the repair file of corrected rows of a loaded batch, and ask for its trial run.

    Args:
        rows: rows of the batch that were left out.
        corrections: right values typed in.
        batch: the batch's row in the register.
        by: who corrects.

    Raises:
        BadInput: no value was typed.
    """
    chosen = corrected_rows(rows, corrections)
    if not chosen:
        raise BadInput(
            Words("还没有填任何正确的值", "no right value was given yet"),
            where={"batch": batch["batch"]},
            remedy=Words("在“改为”里填写后再提交。", "Fill in the column of right values first."),
        )
    said = {
        "as_of": batch["as_of"],
        "authority": batch["authority"],
        "tool": batch["tool"],
        "mapping": _mapping_of(batch, {row["sheet"] for row in chosen}),
        "repairs": batch["batch"],
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / repair_name(batch["file"])
        write_corrected(chosen, corrections, batch=batch["batch"], file=file, language="zh")
        with file.open("rb") as handle:
            return receive(file.name, iter(lambda: handle.read(1 << 20), b""), by=by, said=said)


def _mapping_of(batch: Mapping[str, Any], sheets: set[str]) -> dict[str, str] | None:
    """Heading to field as the batch was read; its record names the sheet first when the file had several."""
    held: Mapping[str, str] = batch["mapping"]
    leads = [f"{sheet}/" for sheet in sheets if sheet]
    made: dict[str, str] = {}
    for heading, field in held.items():
        lead = next((one for one in leads if heading.startswith(one)), "")
        made.setdefault(heading.removeprefix(lead), field)
    return made or None
