"""One file into the register: open, understand, load as one batch, tell what happened (导入文件)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.register.batches import Actor, Progress, Register, Source, Stream
from zhiquan.register.intake.accounting import outcome_of
from zhiquan.register.intake.beforehand import ready_beforehand
from zhiquan.register.intake.describing import describe_columns, describe_parts
from zhiquan.register.intake.lookups import lookups_for
from zhiquan.register.intake.mappings import save_mapping
from zhiquan.register.intake.masking import masked_cells
from zhiquan.register.intake.opening import open_file
from zhiquan.register.intake.outcomes import Imported, LeftOut, Preview
from zhiquan.register.intake.planning import Plan, planned
from zhiquan.register.intake.records import record_pieces
from zhiquan.register.intake.repair import MARKS, REPAIRED
from zhiquan.register.intake.rows import SheetReader
from zhiquan.register.intake.tools import tool_of
from zhiquan.register.intake.understanding import Headings, Understood
from zhiquan.register.intake.values.texts import text_of
from zhiquan.register.tables.left_out import QUARANTINED

_SHOWN = 80
"""Characters of a first value that are shown."""


@dataclass(frozen=True, slots=True)
class Office:
    """What importing needs to know of the office (本单位).

    Args:
        register: its register.
        headings: tables of column names, its own added.
        home: six-digit code of its district.
        overlay: folder of its own data files.
    """

    register: Register
    headings: Headings
    home: str
    overlay: Path | None


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a person asks of one import (导入选项).

    Args:
        is_trial: tell what would happen, change nothing.
        as_of: day the file describes; the day of loading when None.
        authority: standing of the source.
        tool: vocabulary of status words; found out when empty.
        mapping: heading to field, settled before.
        save_mapping: file to write the column mapping to.
        note: a remark kept with the batch.
        show_left_out: at most so many rows that broke a rule are told in full.
    """

    is_trial: bool = False
    as_of: date | None = None
    authority: str = "tool"
    tool: str = ""
    mapping: Mapping[str, str] | None = None
    save_mapping: Path | None = None
    note: str = ""
    show_left_out: int = 0


def import_file(
    office: Office, file: Path, wishes: Wishes, *, actor: Actor, progress: Progress | None = None
) -> Imported:
    """Load one file as one batch, or change nothing.

    Args:
        office: register and definitions.
        file: the file; an archive counts as one.
        wishes: options.
        actor: who imports.
        progress: told the stage and the number of rows or rights done.

    Returns:
        What was understood and what became of every row. The same file again: ``is_new`` is False.

    Raises:
        BadInput: the file cannot be taken: empty, damaged, protected, dangerous, or none of the known formats.
    """
    digest, size = _hash_of(file)
    with ExitStack() as held:
        opened = held.enter_context(open_file(file))
        rules = office.register.rules
        held.enter_context(ready_beforehand(rules, size=size, home=office.home, overlay=office.overlay))
        plan = planned(opened, office.headings, mapping=wishes.mapping)
        if not plan.has_rows:
            raise BadInput(
                Words("文件里只有标题，没有数据行", "the file has headings only and no rows"),
                where={"file": file.name},
                remedy=Words("请确认导出的是有数据的那一份。", "See whether this is the file with the data."),
            )
        grids = [grid for grid, _ in plan.grids]
        tool = wishes.tool or tool_of(grids, [part.format for part, _ in plan.records])
        if wishes.save_mapping is not None:
            save_mapping(wishes.save_mapping, grids)
        report = Imported(file.name, digest, opened.format, opened.encoding, tool=tool, is_trial=wishes.is_trial)
        report.members = plan.members
        describe_columns(report, grids)
        report.previews = list(_previews(grids))
        if plan.kinds:
            source = Source(
                file=file.name,
                sha256=digest,
                size=size,
                tool=tool,
                authority=wishes.authority,
                as_of=wishes.as_of,
                mapping=_mapping_of(grids),
                note=_note(wishes.note, grids),
            )
            _load(office, plan, source, report, actor=actor, wishes=wishes, progress=progress)
        describe_parts(report, plan)
    return report


def _load(  # noqa: PLR0913 - what one load needs
    office: Office, plan: Plan, source: Source, report: Imported, *, actor: Actor, wishes: Wishes,
    progress: Progress | None,
) -> None:  # fmt: skip
    pieces = _told(_pieces(office, plan, source.tool), report, most=wishes.show_left_out)
    stream = Stream(pieces, plan.kinds, account=outcome_of, is_trial=wishes.is_trial)
    loaded = office.register.load_stream(stream, source=source, actor=actor, progress=progress)
    report.batch, report.snapshot, report.is_new = loaded.batch, loaded.snapshot, loaded.is_new
    if not loaded.is_new:
        _recount(_told(_pieces(office, plan, source.tool), report, most=wishes.show_left_out), report)
        return
    report.rows = sum(loaded.rows.values())
    report.quarantined = loaded.rows.get(QUARANTINED.name, 0)
    report.loaded, report.merged = loaded.outcome.get("loaded", 0), loaded.outcome.get("merged", 0)
    report.unchanged, report.unidentified = loaded.outcome.get("unchanged", 0), loaded.outcome.get("unidentified", 0)


def _recount(pieces: Iterator[tuple[str, pa.RecordBatch]], report: Imported) -> None:
    """The file was loaded before: its rows are read for the report only, nothing is written."""
    for kind, piece in pieces:
        report.rows += piece.num_rows
        if kind == QUARANTINED.name:
            report.quarantined += piece.num_rows
    report.unchanged = report.rows - report.quarantined


def _pieces(office: Office, plan: Plan, tool: str) -> Iterator[tuple[str, pa.RecordBatch]]:
    lookups = lookups_for(office.register.rules, tool=tool, home=office.home, overlay=office.overlay)
    for grid, tally in plan.grids:
        if grid.kind:
            yield from SheetReader(grid, lookups, office.headings.names[grid.kind], tally).pieces()
    for part, record_tally in plan.records:
        yield from record_pieces(part, record_tally)


def _told(
    pieces: Iterator[tuple[str, pa.RecordBatch]], report: Imported, *, most: int
) -> Iterator[tuple[str, pa.RecordBatch]]:
    """The pieces as they are, the first rows left out told in the report on the way."""
    for kind, piece in pieces:
        room = most - len(report.left_out)
        if kind == QUARANTINED.name and room > 0:
            report.left_out += [_left_out(row) for row in piece.slice(0, room).to_pylist()]
        yield kind, piece


def _left_out(row: Mapping[str, Any]) -> LeftOut:
    return LeftOut(
        sheet=row["sheet"],
        line=row["line"],
        column=row["column"] or "",
        value=row["value"] or "",
        rule=row["rule"],
        says=Words(row["says"], row["says_en"]),
        remedy=Words(row["remedy"], row["remedy_en"]),
        headings=tuple(text or "" for text in row["headings"]),
        cells=tuple(text or "" for text in row["cells"]),
    )


def _previews(grids: list[Understood]) -> Iterator[Preview]:
    """First value and filling of every column, from the rows that were looked at to understand the sheet."""
    for grid in grids:
        for use in grid.columns:
            texts = [text_of(row[use.place]) if use.place < len(row) else None for row in grid.sample]
            first = next((text for text in texts if text), "")
            masked = masked_cells(use.source, [first[:_SHOWN]])[0] or ""
            sheet = grid.sheet if len(grids) > 1 else ""
            yield Preview(sheet, use.source, masked, sum(bool(text) for text in texts), len(texts), grid.kind)


def _note(note: str, grids: list[Understood]) -> str:
    """The remark, marked when the file is a repair file coming back."""
    is_repair = any(use.source in MARKS for grid in grids for use in grid.columns)
    return f"{note}{REPAIRED}" if is_repair else note


def _mapping_of(grids: list[Understood]) -> dict[str, str]:
    several = len(grids) > 1
    return {
        f"{grid.sheet}/{use.source}" if several else use.source: use.field
        for grid in grids
        for use in grid.columns
        if use.field
    }


def _hash_of(file: Path) -> tuple[str, int]:
    if file.exists() and not file.is_file():
        raise BadInput(
            Words("这不是文件", "this is not a file"),
            where={"file": file},
            remedy=Words("请给出文件，而不是文件夹或设备。", "Give a file, not a folder or device."),
        )
    digest = hashlib.sha256()
    size = 0
    try:
        with file.open("rb") as handle:
            while chunk := handle.read(1 << 20):
                digest.update(chunk)
                size += len(chunk)
    except OSError as problem:
        raise BadInput(
            Words(f"文件无法打开：{problem.strerror}", f"the file cannot be opened: {problem.strerror}"),
            where={"file": file},
            remedy=Words("请检查路径和权限。", "Check the path and its permissions."),
        ) from problem
    return digest.hexdigest(), size
