"""A policy document, file or text, read into a plan (规划文本解读)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zhiquan.plan.reading.contents import without_contents
from zhiquan.plan.reading.duties import duties
from zhiquan.plan.reading.front import front
from zhiquan.plan.reading.lines import Line, clean_lines, plain_lines
from zhiquan.plan.reading.outline import outline
from zhiquan.plan.reading.papers import empty_plan, paper
from zhiquan.plan.reading.prose import Prose
from zhiquan.plan.reading.relatives import relative_targets
from zhiquan.plan.reading.sections import sections
from zhiquan.plan.reading.shapes import Duty, PlanText, RelativeTarget, Target, Unsure
from zhiquan.plan.reading.tables import Tables


def read_plan(path: Path) -> PlanText:
    """Reads a plan from a file: text in any usual encoding, DOCX, or PDF with a text layer.

    Args:
        path: the file.

    Returns:
        Headings, clauses, targets, relative targets, duties, and every number that stayed in doubt.

    Raises:
        BadInput: the file is empty, damaged, protected, of another kind, or a PDF of pictures.
    """
    read = paper(path)
    return _read(read.lines, wrapped=read.wrapped)


def read_plan_text(text: str, *, file: str = "") -> PlanText:
    r"""Reads a plan from its text.

    Args:
        text: the whole document, with or without line breaks.
        file: its name; only for messages.

    Returns:
        As ``read_plan``: ``read_plan_text("一、目标\n到2025年，拥有量达到20件。").targets[0].value`` is 20.

    Raises:
        BadInput: there is no text.
    """
    lines = plain_lines(text)
    if not any(line.text.strip() for line in lines):
        raise empty_plan(file)
    return _read(lines, wrapped=False)


def _read(raw: Sequence[Line], *, wrapped: bool) -> PlanText:
    lines, known = without_contents(clean_lines(raw, wrapped=wrapped))
    placed = outline(lines, known)
    head = front(lines, first_heading=placed[0].index if placed else len(lines))
    parts = sections(lines, placed)
    tables, prose = Tables(head.calendar), Prose(head.calendar)
    relative: list[RelativeTarget] = []
    owed: list[Duty] = []
    targets: list[Target] = []
    unsure: list[Unsure] = []
    for section in parts:
        rest = tables.read(section)
        prose.read(rest)
        relative += relative_targets(rest, head.calendar)
        owed += duties(section)
        for found in (tables, prose):
            targets += found.targets
            unsure += found.unsure
            found.targets, found.unsure = [], []
    return PlanText(
        title=head.title,
        issuer=head.issuer,
        document_number=head.document_number,
        headings=tuple(one.heading for one in placed),
        clauses=tuple(section.clause() for section in parts),
        targets=tuple(targets),
        relative=tuple(relative),
        duties=tuple(owed),
        unsure=tuple(dict.fromkeys(unsure)),
        period=head.calendar.period,
    )
