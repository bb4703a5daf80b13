"""Objections to a score and their answers, kept in the register as inputs of the appraisal (考核异议)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

import pyarrow as pa
from django.db import transaction

from zhiquan.basics.days import DueDate, Length, NoSchedule, Term, due_date
from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.basics.words import Words
from zhiquan.register.batches import Loaded, Source
from zhiquan.register.lake.reader import Reader
from zhiquan.site.audit.actions import write_line
from zhiquan.site.duties.scores import Scores, score_seen
from zhiquan.site.duties.warming import warm_anew
from zhiquan.site.gate.policy import ROLE_WORDS, May, Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house
from zhiquan.site.voice.calendars import calendar_of

_LONGEST = 600


def may_object(score: Mapping[str, Any], visitor: Visitor) -> bool:
    """True for the unit whose score it is; ``score`` was already limited to the reader's reach."""
    return visitor.role is Role.UNIT and visitor.may(May.PROVE) and bool(score)


def answer_due(raised_on: date, working_days: int) -> DueDate:
    """Last day to answer an objection; of a year whose holidays are not published by weekends only."""
    calendar = calendar_of(house())
    term = Term(start=raised_on, length=Length(working_days, "working_days"), event="提出异议 objection")
    try:
        return due_date(term, calendar)
    except NoSchedule:
        years = calendar.years | {raised_on.year, raised_on.year + 1}
        return replace(due_date(term, replace(calendar, years=years)), is_final=False)


def object_to(  # noqa: PLR0913 - what an objection says
    seen: Scores, slug: str, item: str, *, about: str, reason: str, proof: str, by: Visitor
) -> str:
    """Raise an objection against one item of a unit's own score; returns its batch.

    Args:
        seen: the appraisal within the reader's reach.
        slug: the unit in addresses.
        item: id of the item.
        about: id of the duty, indicator or line meant; empty for the whole item.
        reason: why.
        proof: what shows it; may be empty.
        by: who objects.

    Raises:
        NotFound: the score is out of reach.
        NotAllowed: it is not the reader's own, or an objection to the item was raised before.
        BadInput: no reason, or the item or its line is unknown.
    """
    score = score_seen(seen, slug)
    if not may_object(score, by):
        raise NotAllowed(Words("只有被考核单位可以提出异议", "only the unit appraised can object"))
    found = _item(score, item)
    if objections_to(score, found):
        raise NotAllowed(
            Words("这个项目本年度已提过异议", "an objection to this item was raised for the year"),
            where={"item": found["label"]["zh"]},
            remedy=Words("在原异议上等候答复。", "Wait for the answer to that one."),
        )
    lines = {part["id"]: part["says"] for part in found["parts"]}
    if about and about not in lines:
        raise BadInput(Words("没有这一行依据", "the score has no such line"), where={"line": about[:60]})
    note = _need(reason)
    if about:
        note = f"关于 {about}：{note}"
    row = _row(seen, score, found, "objection") | {"note": note, "proof": proof.strip()[:_LONGEST] or None,
                                                   "by": score["unit"]["name"]}  # fmt: skip
    return _load(row, by, seen, authority="own").batch


def answer(  # noqa: PLR0913 - what an answer says
    seen: Scores, slug: str, item: str, *, accepts: bool, points: str, reason: str, by: Visitor
) -> str:
    """Answer the open objection to an item: correct its points, or refuse; returns the batch.

    Raises:
        NotFound: the score is out of reach.
        NotAllowed: the reader may not decide, or no objection to the item is open.
        BadInput: no reason; points outside 0 to what the item gives.
    """
    if not by.may(May.JUDGE_SCORES):
        raise NotAllowed(Words("只有科室负责人可以答复异议", "only a head of section can answer"))
    score = score_seen(seen, slug)
    found = _item(score, item)
    if not any(one["is_open"] for one in objections_to(score, found)):
        raise NotAllowed(
            Words("这个项目没有待答复的异议，可能已有人答复", "no objection is open; somebody may have answered"),
            where={"item": found["label"]["zh"]},
        )  # fmt: skip
    note = _need(reason)
    value = _points(points, Decimal(found["spread"])) if accepts else None
    who = f"{ROLE_WORDS[by.role].zh} {by.account}"
    row = _row(seen, score, found, "correction") | {"note": note if accepts else f"不予采纳：{note}", "value": value,
                                                    "by": who}  # fmt: skip
    return _load(row, by, seen, authority="office", before=found["points"]).batch


def objections_to(score: Mapping[str, Any], item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Objections of a score against one item."""
    return [one for one in score["objections"] if one["item"] == item["id"]]


def _item(score: Mapping[str, Any], name: str) -> dict[str, Any]:
    found = next((one for one in score["items"] if one["id"] == name), None)
    if found is None:
        raise NotFound(Words("考核里没有这个项目", "the appraisal has no such item"), where={"item": name[:60]})
    return dict(found)


def _need(reason: str) -> str:
    plain = reason.strip()
    if len(plain) < 5 or len(plain) > _LONGEST:
        raise BadInput(
            Words(f"理由须写 5 到 {_LONGEST} 字", f"give a reason of 5 to {_LONGEST} characters"),
            remedy=Words("写明哪里不对、依据什么。", "Say what is wrong and what shows it."),
        )
    return plain


def _points(text: str, most: Decimal) -> Decimal:
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or not 0 <= value <= most:
        raise BadInput(
            Words(f"更正后的得分须在 0 到 {most} 之间", f"corrected points must lie between 0 and {most}"),
            where={"points": text[:20]},
            remedy=Words("填更正后这个项目的得分。", "Give the points of the item once corrected."),
        )
    return value


def _row(seen: Scores, score: Mapping[str, Any], item: Mapping[str, Any], kind: str) -> dict[str, Any]:
    return {
        "year": seen.year,
        "organisation": score["unit"]["name"],
        "item": item["label"]["zh"],
        "kind": kind,
        "value": None,
        "decided_on": house().today,
    }


def _load(row: dict[str, Any], by: Visitor, seen: Scores, *, authority: str, before: str | None = None) -> Loaded:
    """Put one input into the register as a batch of its own, with its audit line."""
    kind = row["kind"]
    columns = {"year": pa.int32(), "value": pa.decimal128(28, 6), "decided_on": pa.date32()}
    table = pa.table({name: pa.array([value], columns.get(name, pa.string())) for name, value in row.items()})
    subject = f"{row['year']}/{row['organisation']}/{row['item']}"
    source = Source(file=f"{kind}-{subject}", authority=authority, action="entry", note=row["note"])
    said = {"objection": "score.objected", "correction": "score.answered"}[kind]
    with house().reader(seen.asked.snapshot) as reader:
        known = _said(reader, row)

    def require(now: Reader) -> None:
        if _said(now, row) != known:
            raise _changed(row)

    actor = house().actor(by.account)
    loaded = house().register().load({"appraisal_inputs": table}, source=source, actor=actor, require=require)
    with transaction.atomic():  # only now: an import holds the lake and writes its progress to the desk
        cells = sum(row.get(name) is not None for name in ("note", "proof", "value"))
        points = {"before": before, "after": str(row["value"])} if row["value"] is not None else {}
        write_line(said, subject, by=by, detail={"batch": loaded.batch, "cells": cells, **points})
        warm_anew(subject, by=by)
    return loaded


def _said(reader: Reader, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The objection to an item of a unit and its answer, as the register holds them."""
    return reader.records(
        f"""SELECT * FROM {reader.from_("appraisal_inputs")} WHERE year = $year AND organisation = $organisation
            AND item = $item AND kind IN ('objection', 'correction') ORDER BY key""",
        {name: row[name] for name in ("year", "organisation", "item")},
    )


def _changed(row: Mapping[str, Any]) -> NotAllowed:
    return NotAllowed(
        Words("这个项目的异议刚刚有了变动，没有写入", "the objection changed meanwhile; nothing was written"),
        where={"item": row["item"]},
        remedy=Words("回到考核页，看有没有人已提出或已答复。", "Look at the score anew before you go on."),
    )  # fmt: skip
