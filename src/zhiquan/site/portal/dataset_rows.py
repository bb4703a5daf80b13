"""The rows of the open data sets (开放数据行)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zhiquan.knowledge.indicators import Indicator
from zhiquan.knowledge.plans import Plan
from zhiquan.plan.plans import plans_of
from zhiquan.site.office.house import House
from zhiquan.site.portal.boards import Board, boards
from zhiquan.site.portal.formulas import formula_of
from zhiquan.site.portal.service_list import service_row, services_shown
from zhiquan.site.voice.queries import measured_times, public_answers

Row = dict[str, Any]
_ANSWERS = 1000


def latest_rows(house: House) -> list[Row]:
    """Targets in the latest board of each plan."""
    return [row for one in latest_of(boards(house)) for row in _rows_of(one)]


def latest_of(every: Sequence[Board]) -> list[Board]:
    """The latest board of each plan."""
    found: dict[str, Board] = {}
    for one in every:
        found.setdefault(one.plan, one)
    return list(found.values())


def every_row(house: House) -> list[Row]:
    """Targets in every board."""
    return [row for one in boards(house) for row in _rows_of(one)]


def _rows_of(board: Board) -> list[Row]:
    return [_target_row(board, target) for target in board.targets]


def _target_row(board: Board, target: Any) -> Row:  # noqa: ANN401 - JSON
    base, ahead = target["denominator"] or {}, target["forecast"] or {}
    return {
        "plan": board.plan,
        "indicator": target["indicator"],
        "label": target["label"]["zh"],
        "day": board.day.isoformat(),
        "value": target["value"],
        "unit": target["unit"]["zh"],
        "numerator": target["numerator"],
        "denominator": base.get("value"),
        "denominator_day": base.get("asof"),
        "target": target["target"],
        "comparison": target["cmp"],
        "due": target["due"],
        "status": target["status"],
        "forecast_low": ahead.get("low"),
        "forecast_high": ahead.get("high"),
        "clause": target["clause"],
        "verified": target["verified"],
        "snapshot": board.snapshot,
        "publication": board.id,
        "published_on": board.published_on.isoformat(),
    }


def plan_target_rows(house: House) -> list[Row]:
    """Targets as the confirmed plans set them."""
    return [
        {
            "plan": plan.id,
            "is_demo": plan.is_demo,
            "indicator": target.indicator,
            "words": target.words,
            "comparison": target.cmp,
            "value": str(target.value),
            "unit": target.unit,
            "by": target.by,
            "clause": target.clause,
            "text": target.text,
        }
        for plan in open_plans(house)
        for target in plan.targets
    ]


def open_plans(house: House) -> list[Plan]:
    """The district's confirmed plans; drafts are nobody's business yet."""
    return [one for one in plans_of(house.knowledge(), house.settings.district) if one.status == "confirmed"]


def indicator_rows(house: House) -> list[Row]:
    """Every version of every indicator."""
    knowledge = house.knowledge()
    return [
        {
            "id": one.id,
            "label": one.label.zh,
            "label_en": one.label.en,
            "unit": one.unit.zh,
            "decimals": one.places,
            "from": version.from_.isoformat(),
            "to": version.to.isoformat() if version.to else None,
            "formula": formula_of(one, version, knowledge).zh,
            "basis": "；".join(str(cite) for cite in version.citations()),
            "verified": version.verified,
        }
        for one in knowledge.all(Indicator)
        for version in one.versions
    ]


def service_rows(house: House) -> list[Row]:
    """The service list with measured times."""
    return [service_row(one) for one in services_shown(house.knowledge(), house.today, measured_times())]


def answer_rows(house: House) -> list[Row]:
    """Answers made public, without who asked."""
    del house
    return [
        {
            "number": one["number"],
            "kind": one["kind"].zh,
            "question": one["text"],
            "outcome": one["outcome"].zh,
            "answer": one["answer"],
            "answered_on": one["answered_at"].date().isoformat(),
            "working_days": one["working_days"],
        }
        for one in public_answers(_ANSWERS)
    ]
