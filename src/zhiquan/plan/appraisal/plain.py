"""An appraisal as the JSON other programs read (考核的数据格式)."""

from __future__ import annotations

from typing import Any

from zhiquan.measure.plain import text, words_as_plain
from zhiquan.plan.appraisal.appraising import YearAppraisal
from zhiquan.plan.appraisal.inputs import Input
from zhiquan.plan.appraisal.scoring import ExtraScore, ItemScore, Objection, UnitScore
from zhiquan.plan.organisations import origin_as_plain


def score_as_plain(made: YearAppraisal, score: UnitScore, *, snapshot: str) -> dict[str, Any]:
    """One unit's appraisal as ``appraisal/1``: every point with formula, numbers and origins.

    Points are texts, null for an item that does not apply.
    """
    return {
        "plan": made.plan,
        "year": made.year,
        "asof": made.day,
        "unit": {"number": score.unit.number, "name": score.unit.name, "kind": score.unit.kind},
        "total": text(score.total),
        "items": [_item(one) for one in score.items],
        "bonuses": [_extra(one) for one in score.bonuses],
        "deductions": [_extra(one) for one in score.deductions],
        "objections": [_objection(one) for one in score.objections],
        "untaken": [input_as_plain(one) for one in score.untaken],
        "formula": {
            "from": made.version.from_,
            "verified": made.version.verified,
            "source_note": made.version.source_note or None,
        },
        "snapshot": snapshot,
    }


def input_as_plain(one: Input) -> dict[str, Any]:
    """One thing filled in or decided."""
    return {
        "unit": one.unit,
        "item": one.item,
        "kind": one.kind,
        "value": text(one.value),
        "full": text(one.full),
        "proof": one.proof or None,
        "note": one.note or None,
        "decided_on": one.decided_on,
        "by": one.by or None,
        "origin": origin_as_plain(one.origin),
    }


def _item(one: ItemScore) -> dict[str, Any]:
    grounds = one.grounds
    return {
        "id": one.item.id,
        "label": words_as_plain(one.item.label),
        "evidence": one.item.evidence,
        "weight": text(one.weight),
        "spread": text(one.spread),
        "part": text(grounds.part) if grounds.is_applicable else None,
        "whole": text(grounds.whole) if grounds.is_applicable else None,
        "earned": text(one.earned),
        "points": text(one.points) if one.spread else None,
        "formula": words_as_plain(one.formula),
        "parts": [
            {
                "id": part.id,
                "says": words_as_plain(part.says),
                "counts": part.counts,
                "origin": origin_as_plain(part.origin),
            }
            for part in grounds.parts
        ],
        "corrections": [input_as_plain(given) for given in one.corrections],
        "claims": [input_as_plain(given) for given in one.claims],
        "stated": [input_as_plain(given) for given in one.stated],
    }


def _extra(one: ExtraScore) -> dict[str, Any]:
    return {
        "id": one.extra.id,
        "label": words_as_plain(one.extra.label),
        "cap": text(one.extra.cap),
        "stated": text(one.stated),
        "points": text(one.points),
        "inputs": [input_as_plain(given) for given in one.inputs],
    }


def _objection(one: Objection) -> dict[str, Any]:
    return {
        "is_open": one.is_open,
        "raised": input_as_plain(one.raised),
        "answer": input_as_plain(one.answer) if one.answer else None,
    }
