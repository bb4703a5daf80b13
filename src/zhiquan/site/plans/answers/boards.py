"""The board as an answer: targets with their history, and the indicators without a target (看板答案)."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhiquan.knowledge.indicators import Indicator
from zhiquan.measure.plain import words_as_plain
from zhiquan.plan.board import make_board
from zhiquan.plan.plain import board_as_plain
from zhiquan.site.plans.answers.asking import Ask
from zhiquan.site.plans.answers.session import Session, histories, session, tidy, tidy_figure


def make_board_answer(ask: Ask) -> dict[str, Any]:
    """The board of one question.

    Returns:
        ``board/1`` with, of each target, ``history`` (month ends) and ``milestones``; beside them ``over``,
        ``known_day`` (the last day the snapshot knew), ``clauses`` by number, and ``others``, the indicators
        no target names.
    """
    with session(ask) as held:
        board = make_board(held.plan, held.measuring, ask.day)
        told = board_as_plain(board, known=ask.known, snapshot=ask.snapshot)
        return {
            **told,
            "targets": with_history(held, told["targets"]),
            "over": ask.day >= held.plan.to,
            "clauses": clauses_of(held),
            "others": _others(held, {target["indicator"] for target in told["targets"]}),
        }


def with_history(held: Session, targets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Targets with their month ends and milestones."""
    by_day: dict[date, list[str]] = {}
    for target in targets:
        if target["indicator"]:
            by_day.setdefault(_day(target["asof"]), []).append(target["indicator"])
    found = {
        (name, day): history
        for day, names in by_day.items()
        for name, history in histories(held, list(dict.fromkeys(names)), day).items()
    }
    return [
        {
            **target,
            "numerator": tidy(target["numerator"]),
            "history": found.get((target["indicator"], _day(target["asof"])), []),
            "milestones": [
                [mark.day.isoformat(), str(mark.value)]
                for mark in held.plan.milestones
                if mark.indicator == target["indicator"]
            ],
        }
        for target in targets
    ]


def clauses_of(held: Session) -> dict[str, str]:
    """Titles of the plan's clauses by number."""
    return {clause.number: clause.title for clause in held.plan.clauses}


def _day(value: date | str | None) -> date:
    if isinstance(value, date):
        return value
    return date.fromisoformat(value) if value else date.max


def _others(held: Session, targeted: set[str | None]) -> list[dict[str, Any]]:
    """The indicators no target of the plan names: value and parts, no status."""
    day = held.ask.day
    wanted = [one for one in held.knowledge.all(Indicator) if one.id not in targeted and one.versions[0].from_ <= day]
    figures = held.measuring.figures([one.id for one in wanted], [day])
    return [
        {
            "indicator": definition.id,
            "label": words_as_plain(definition.label),
            "unit": words_as_plain(definition.unit),
            "verified": definition.at(day).verified,
            **tidy_figure(figure),
        }
        for definition, figure in zip(wanted, figures, strict=True)
    ]
