"""Board and figures as the JSON other programs read (看板的数据格式)."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhiquan.measure.plain import figure_as_plain, text, words_as_plain
from zhiquan.plan.board import Board, TargetState


def board_as_plain(board: Board, *, known: date | None, snapshot: str) -> dict[str, Any]:
    """The board as ``board/1``; values and rates are texts, counts are whole numbers, null where there is nothing.

    Args:
        board: the board.
        known: day of knowledge asked; None for all the snapshot holds.
        snapshot: id of the snapshot.
    """
    return {
        "plan": board.plan.id,
        "label": words_as_plain(board.plan.label),
        "is_demo": board.plan.is_demo,
        "period": {"from": board.plan.from_, "to": board.plan.to},
        "asof": board.day,
        "known": known,
        "snapshot": snapshot,
        "targets": [target_as_plain(target) for target in board.targets],
    }


def target_as_plain(state: TargetState) -> dict[str, Any]:
    """One target of the board."""
    goal = state.goal
    told = figure_as_plain(state.figure) if state.figure else _NOTHING
    ahead = state.ahead
    has_range = ahead is not None and ahead.mid is not None
    return {
        "indicator": goal.indicator or None,
        "label": words_as_plain(state.label),
        "words": goal.words,
        "value": told["value"],
        "asof": state.figure.day if state.figure else None,
        "unit": words_as_plain(state.unit),
        "numerator": told["numerator"],
        "denominator": told["denominator"],
        "target": text(goal.value),
        "cmp": goal.cmp,
        "versus": goal.versus or None,
        "against": words_as_plain(goal.against) if goal.against else None,
        "due": goal.due,
        "clause": goal.clause,
        "text": goal.text,
        "path": {"value": text(state.path.value), "basis": state.path.basis} if state.path else None,
        "status": state.status,
        "verified": state.is_verified,
        "needs": [words_as_plain(need) for need in state.needs],
        "notes": told["notes"],
        "sample": told["sample"],
        "margin": told["margin"],
        "forecast": {
            "low": text(ahead.low),
            "mid": text(ahead.mid),
            "high": text(ahead.high),
            "method": words_as_plain(ahead.method),
        }
        if ahead is not None and has_range
        else None,
        "gap": state.gap.as_plain() if state.gap is not None else None,
    }


_NOTHING: dict[str, Any] = {
    "value": None,
    "numerator": None,
    "denominator": None,
    "needs": [],
    "notes": [],
    "sample": None,
    "margin": None,
}
