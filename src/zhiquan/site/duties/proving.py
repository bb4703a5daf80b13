"""Proving a duty from the register: what is offered, what was ticked, taking it back (登记册证实任务)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from zhiquan.basics.errors import BadInput, NotAllowed, NotFound
from zhiquan.basics.words import Words
from zhiquan.plan.duties.offering import OFFERED, Offer, Offered, published_offered, rows_offered
from zhiquan.plan.duties.ticked import KIND, TickedRow, subject_of, value_of
from zhiquan.register.decisions import Decision, decide
from zhiquan.site.audit.actions import write_line
from zhiquan.site.duties.asking import Asked
from zhiquan.site.duties.keeping import kept, kept_lists, measuring
from zhiquan.site.duties.queries import duty_seen
from zhiquan.site.duties.reach import reach_of
from zhiquan.site.duties.warming import warm_anew
from zhiquan.site.gate.policy import May, Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house

_MOST = 500
"""Rows one act may refer to."""

_LONGEST = 600
"""Characters of a remark."""


@dataclass(frozen=True, slots=True)
class Standing:
    """For whom a reader may prove a duty (证实资格): ``unit`` empty for the office; ``town`` whose rows are offered."""

    unit: str
    town: str | None


def standing_of(duty: Mapping[str, Any], asked: Asked, visitor: Visitor) -> Standing | None:
    """How a reader may prove a duty; None when they may not.

    A town or department proves a duty it leads, from its own town's rows; a department without a town from published
    figures. The office proves for all.
    """
    if not visitor.may(May.PROVE):
        return None
    if visitor.role is not Role.UNIT:
        return Standing("", None)
    leads = {unit["number"] for unit in duty["lead"]["units"]}
    own = sorted(leads & reach_of(visitor, asked).numbers)
    return Standing(own[0], visitor.town or "") if own else None


def offered(duty: Mapping[str, Any], asked: Asked, standing: Standing) -> list[dict[str, Any]]:
    """What may be ticked: ``{of, label, rows: [{key, id, title, since, amount, says}]}``.

    Rows of the indicators the duty names, of every kind when it names none, from its first day or its plan's on; and
    published figures, to a town only those the duty names. ``town`` empty means only published figures.
    """
    named = [one["indicator"] for one in duty["indicators"] if one["indicator"]]
    begin = date.fromisoformat(str(duty["starts_on"] or asked.plan.from_))
    found = []
    if standing.town != "":
        found = [_rows_of(name, asked, begin=begin, town=standing.town) for name in named or OFFERED]
    if named or not standing.town:  # a figure of the district is no work of one town
        found.append(_published(asked, named))
    return [one for one in found if one["rows"]]


def _rows_of(indicator: str, asked: Asked, *, begin: date, town: str | None) -> dict[str, Any]:
    """The rows of one indicator; the duties of one period share them, also after one of them was proved."""

    def make() -> dict[str, Any]:
        with measuring(asked) as (figures, _):
            return _group(rows_offered(figures, indicator, begin=begin, day=asked.day, town=town))

    found: dict[str, Any] = kept_lists().get("duties.offers", (*asked.counted, indicator, begin, town), make)
    return found


def _published(asked: Asked, named: list[str]) -> dict[str, Any]:
    def make() -> dict[str, Any]:
        with measuring(asked) as (figures, _):
            return _group(published_offered(asked.plan, figures, asked.day, named))

    found: dict[str, Any] = kept().get("duties.published", (*asked.key, *named), make)
    return found


def _group(offer: Offer) -> dict[str, Any]:
    return {
        "of": offer.of,
        "label": {"zh": offer.label.zh, "en": offer.label.en},
        "rows": [_row(row) for row in offer.rows],
    }


def _row(row: Offered) -> dict[str, Any]:
    return {
        "key": f"{row.row.of}\t{row.row.id}",
        "id": row.row.id,
        "title": row.title,
        "since": row.since,
        "amount": _plain(row.amount) if row.amount is not None else None,
        "says": {"zh": row.says.zh, "en": row.says.en} if row.says else None,
    }


def _plain(amount: Decimal) -> str:
    return f"{amount.quantize(Decimal(1)):,f}" if amount == amount.to_integral_value() else f"{amount.normalize():,f}"


def prove(asked: Asked, slug: str, ticked: Sequence[str], *, note: str, by: Visitor) -> str:
    """Prove a duty by rows of the register; returns the batch it can be taken back by.

    Args:
        asked: plan and day.
        slug: name of the duty in addresses.
        ticked: keys of offered rows.
        note: what the rows show, in words; may be empty.
        by: who proves.

    Raises:
        NotFound: the duty is out of reach.
        NotAllowed: the reader's unit does not lead it.
        BadInput: nothing was ticked, or something that was not offered; the remark is too long.
    """
    duty = duty_seen(asked, by, slug)
    standing = standing_of(duty, asked, by)
    if standing is None:
        raise NotAllowed(
            Words("只有牵头单位可以证实这项任务", "only a unit that leads the duty can prove it"),
            where={"duty": duty["number"]},
            remedy=Words("请牵头单位来办。", "Ask the unit that leads it."),
        )
    rows = _chosen(ticked, offered(duty, asked, standing))
    value = value_of(rows, snapshot=asked.snapshot, unit=standing.unit)
    reason = _fitting(note) or f"从登记册引用 {len(rows)} 行"
    decision = Decision(kind=KIND, subject=subject_of(asked.plan.id, duty["number"]), value=value, reason=reason)
    loaded = decide(house().register(), decision, actor=house().actor(by.account))
    with transaction.atomic():  # only now: an import holds the lake and writes its progress to the desk
        write_line(
            "duty.proved",
            f"{asked.plan.id}/{duty['number']}",
            by=by,
            detail={"batch": loaded.batch, "rows": len(rows), "unit": standing.unit, "snapshot": asked.snapshot,
                    "cells": 0},
        )  # fmt: skip
        warm_anew(duty["number"], by=by)
    return loaded.batch


def take_back(asked: Asked, slug: str, batch: str, *, by: Visitor) -> None:
    """Take a proof back: by the unit that gave it, or by the office.

    Raises:
        NotFound: the duty is out of reach or has no such proof.
        NotAllowed: another unit gave it.
    """
    duty = duty_seen(asked, by, slug)
    filing = next((one for one in duty["filings"] if one["batch"] == batch), None)
    standing = standing_of(duty, asked, by)
    if filing is None:
        raise NotFound(
            Words("没有这次证实，或已撤回", "there is no such proof, or it was taken back"), where={"batch": batch[:40]}
        )
    if standing is None or (standing.unit and standing.unit != (filing["unit"] or "")):
        raise NotAllowed(Words("只能撤回本单位的证据", "only the own unit's proof can be taken back"))
    house().register().undo(batch, actor=house().actor(by.account))
    with transaction.atomic():  # after the lake, for the reason above
        write_line("duty.unproved", f"{asked.plan.id}/{duty['number']}", by=by, detail={"batch": batch})
        warm_anew(duty["number"], by=by)


def _fitting(note: str) -> str:
    plain = note.strip()
    if len(plain) > _LONGEST:
        raise BadInput(
            Words(f"说明不超过 {_LONGEST} 字", f"a remark has at most {_LONGEST} characters"),
            where={"characters": len(plain)},
            remedy=Words("写短些，再提交。", "Make it shorter, then send."),
        )
    return plain


def _chosen(ticked: Iterable[str], groups: Iterable[Mapping[str, Any]]) -> list[TickedRow]:
    """The rows of the keys ticked; each must be among those offered."""
    keys = list(dict.fromkeys(ticked))
    known = {row["key"] for group in groups for row in group["rows"]}
    if not keys or len(keys) > _MOST:
        raise BadInput(
            Words(f"请勾选 1 到 {_MOST} 行", f"tick between 1 and {_MOST} rows"),
            where={"ticked": len(keys)},
            remedy=Words("勾选能证实任务的登记行，再提交。", "Tick the rows that prove the duty, then send."),
        )
    strange = [key for key in keys if key not in known]
    if strange:
        raise BadInput(
            Words("有的行不在可引用之列，登记册可能已更新", "some rows are not offered; the register may have changed"),
            where={"rows": len(strange)},
            remedy=Words("刷新页面，重新勾选。", "Reload the page and tick again."),
        )
    return [TickedRow(*key.split("\t", 1)) for key in keys]
