"""What a file holds, before its rows are read (文件内容计划)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from zhiquan.basics.words import Words
from zhiquan.register.intake.opening import Opened
from zhiquan.register.intake.parts import Grid, Named, Records
from zhiquan.register.intake.records import RecordTally
from zhiquan.register.intake.repair import MARKS
from zhiquan.register.intake.rows import Tally
from zhiquan.register.intake.templates import NOTES_SHEET
from zhiquan.register.intake.understanding import Headings, Understood, understand

STRUCTURED = frozenset(["rights", "transfers", "pledges", "licences"])
"""Kinds of rows that files of structured formats may hold."""


@dataclass(slots=True)
class Plan:
    """What a file turned out to hold, in its order (文件内容计划).

    Args:
        grids: understood sheets and what is counted while they are read.
        records: parts of structured formats, likewise.
        named: parts that hold no rows.
        members: members of an archive.
    """

    grids: list[tuple[Understood, Tally]] = field(default_factory=list)
    records: list[tuple[Records, RecordTally]] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    members: list[str] = field(default_factory=list)

    @property
    def kinds(self) -> list[str]:
        """Kinds of rows that may come; structured files may hold transfers beside rights."""
        kinds = {grid.kind for grid, _ in self.grids if grid.kind and grid.sample}
        return sorted(kinds | (STRUCTURED if self.records else set()))

    @property
    def has_rows(self) -> bool:
        """False when there are only headings, or notes of a template."""
        named = any(part.format != "notes" for part in self.named)
        return named or bool(self.records) or any(grid.sample for grid, _ in self.grids)


def planned(opened: Opened, headings: Headings, *, mapping: Mapping[str, str] | None) -> Plan:
    """What an opened file holds and what its columns mean; rows are not read yet.

    Args:
        opened: the file.
        headings: tables of names.
        mapping: heading to field, settled by a person.
    """
    plan = Plan()
    taken: set[str] = set()
    for member in [opened] if not opened.members else _leaves(opened):
        inner = member.name.partition("!")[2]
        if inner:
            plan.members.append(inner)
        for part in member.parts:
            if isinstance(part, Grid) and part.name == NOTES_SHEET:
                plan.named.append(Named(part.name, "notes", Words("模板的填写说明", "notes of a template")))
            elif isinstance(part, Grid):
                name = "!".join(text for text in (inner, part.name) if text)
                name = _unlike(name, taken)
                stem = PurePath(inner or opened.name).stem
                grid = understand(Grid(name, part.lines), headings, saved=_with_marks(mapping), title=stem)
                plan.grids.append((grid, Tally()))
            elif isinstance(part, Records):
                name = "!".join(text for text in (inner, part.name if part.name != member.name else "") if text)
                name = _unlike(name, taken)
                plan.records.append((Records(name, part.format, part.records), RecordTally({})))
            else:
                plan.named.append(Named(inner or part.name, part.format, part.says))
    return plan


def _unlike(name: str, taken: set[str]) -> str:
    """A name no other part has: rows are known by sheet and line."""
    chosen, number = name, 1
    while chosen in taken:
        number += 1
        chosen = f"{name} ({number})"
    taken.add(chosen)
    return chosen


def _with_marks(mapping: Mapping[str, str] | None) -> dict[str, str]:
    """The columns of a repair file are never fields."""
    return {**dict.fromkeys(MARKS, ""), **(mapping or {})} if mapping else {}


def _leaves(opened: Opened) -> Iterator[Opened]:
    for member in opened.members:
        if member.members:
            yield from _leaves(member)
        else:
            yield member
