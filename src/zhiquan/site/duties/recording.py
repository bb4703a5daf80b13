"""Recording what a meeting of the leading group decided (记录领导小组决定)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import pyarrow as pa
from django.db import transaction

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.plan.organisations import clean
from zhiquan.register.batches import Source
from zhiquan.register.lake.reader import Reader
from zhiquan.site.audit.actions import write_line
from zhiquan.site.duties.answers import units_of
from zhiquan.site.duties.asking import Asked
from zhiquan.site.duties.warming import warm_anew
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house


@dataclass(frozen=True, slots=True)
class Told:
    """One decision as told (议定事项): unit by name, clause by number of the plan or empty."""

    text: str
    unit: str
    due_on: date | None
    clause: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting as told (会议)."""

    number: str
    title: str
    held_on: date
    chair: str
    decisions: Sequence[Told]


def record(asked: Asked, meeting: Meeting, *, by: Visitor) -> str:
    """Put a meeting's decisions into the register as one batch; each becomes a duty of the plan.

    Raises:
        BadInput: the meeting has no decisions or is known, its day has not come, a unit or clause is unknown.
    """
    _require_fit(asked, meeting)
    count = len(meeting.decisions)
    columns: dict[str, pa.Array] = {
        "number": pa.array([meeting.number] * count),
        "item": pa.array([str(place) for place in range(1, count + 1)]),
        "held_on": pa.array([meeting.held_on] * count, pa.date32()),
        "title": pa.array([meeting.title or None] * count, pa.string()),
        "chair": pa.array([meeting.chair or None] * count, pa.string()),
        "decision": pa.array([one.text for one in meeting.decisions]),
        "organisation": pa.array([one.unit for one in meeting.decisions]),
        "due_on": pa.array([one.due_on for one in meeting.decisions], pa.date32()),
        "plan": pa.array([asked.plan.id] * count),
        "clause": pa.array([one.clause or None for one in meeting.decisions], pa.string()),
    }
    source = Source(file=f"meeting-{meeting.number}", authority="office", action="entry", note=meeting.title)
    cells = 1 + bool(meeting.title) + bool(meeting.chair) + 1
    cells += sum(1 + bool(one.unit) + bool(one.due_on) + bool(one.clause) for one in meeting.decisions)
    register, actor = house().register(), house().actor(by.account)
    rows = {"meetings": pa.table(columns)}
    require = partial(_require_new, meeting=meeting)
    loaded = register.load(rows, source=source, actor=actor, require=require)
    with transaction.atomic():  # only now: an import holds the lake and writes its progress to the desk
        detail = {"batch": loaded.batch, "decisions": count, "cells": cells}
        write_line("meeting.recorded", f"{asked.plan.id}/{meeting.number}", by=by, detail=detail)
        warm_anew(meeting.number, by=by)
    return loaded.batch


def _require_fit(asked: Asked, meeting: Meeting) -> None:
    if not meeting.decisions:
        raise BadInput(Words("至少写一项议定事项", "tell at least one decision"))
    if meeting.held_on > house().today:
        raise BadInput(Words("会议日期还没有到", "the day of the meeting has not come"), where={"day": meeting.held_on})
    names = {unit["name"] for unit in units_of(asked)["tree"]}
    clauses = {one.number for one in asked.plan.clauses}
    for one in meeting.decisions:
        if one.unit not in names:
            raise BadInput(Words("名录中没有这个单位", "the directory has no such unit"), where={"unit": one.unit})
        if one.clause and one.clause not in clauses:
            raise BadInput(Words("规划中没有这个条款", "the plan has no such clause"), where={"clause": one.clause})


def _require_new(reader: Reader, meeting: Meeting) -> None:
    """Refuse a number that any plan's meeting has, of any day: number and item name one decision of the register."""
    known = reader.records(f"SELECT DISTINCT number FROM {reader.from_('meetings')}")
    if clean(meeting.number) in {clean(one["number"] or "") for one in known}:
        raise BadInput(
            Words("这个会议编号已有记录", "a meeting of this number is recorded"),
            where={"meeting": meeting.number},
            remedy=Words("改用纪要的编号；要改已有的，导入会议表。", "Use the minutes' number; a table changes one."),
        )  # fmt: skip
