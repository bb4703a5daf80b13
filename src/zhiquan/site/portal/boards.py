"""The frozen boards the public sees, read word for word, never recomputed (已发布看板)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from zhiquan.basics.words import Language, Words
from zhiquan.register.publications import Publication
from zhiquan.site.drawing import BeamFigures, Drawing, beam
from zhiquan.site.office.house import House
from zhiquan.site.plans.queries import is_as_published, plan_in_use

_BOARD = "board"
_ORDER = ("met", "expected", "borderline", "expected_miss", "missed", None)
_CEILING = frozenset({"le"})


@dataclass(frozen=True, slots=True)
class Board:
    """One published board (已发布看板).

    Args:
        id: of the publication.
        snapshot: id of the snapshot it rests on.
        published_on: day it was published.
        plan: id of its plan.
        label: name of the plan.
        day: day of its figures.
        is_demo: the plan is made up.
        is_over: its period had ended on that day.
        targets: as frozen, keys of ``board/1``.
    """

    id: str
    snapshot: str
    published_on: date
    plan: str
    label: Words
    day: date
    is_demo: bool
    is_over: bool
    targets: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True)
class TargetShown:
    """One target as the portal shows it (目标一览)."""

    label: Words
    is_quoted: bool
    address: str
    value: str | None
    unit: Words
    status: str | None
    beam: Drawing


def boards(house: House) -> tuple[Board, ...]:
    """Every published board whose text is still what was published, the latest first."""
    return tuple(_read(one) for one in house.published() if one.what == _BOARD and is_as_published(one))


def board_named(every: Sequence[Board], *, plan: str = "") -> Board | None:
    """The latest board of a plan: of the one named when it has one, else of the plan in use today.

    Returns:
        None when nothing is published.
    """
    named = next((one for one in every if one.plan == plan), None)
    if named is not None or not every:
        return named
    meant = plan_in_use([one.plan for one in every])
    return next(one for one in every if one.plan == meant)


def other_plans(every: Sequence[Board], shown: Board) -> list[Board]:
    """The latest board of each other plan."""
    latest: dict[str, Board] = {}
    for one in every:
        latest.setdefault(one.plan, one)
    return [one for plan, one in latest.items() if plan != shown.plan]


def counts_of(board: Board) -> list[tuple[str | None, int]]:
    """How many targets stand in each status, in the usual order; statuses without any are left out."""
    found: dict[str | None, int] = dict.fromkeys(_ORDER, 0)
    for target in board.targets:
        found[target["status"]] = found.get(target["status"], 0) + 1
    return [(status, number) for status, number in found.items() if number]


def targets_shown(board: Board, language: Language) -> tuple[TargetShown, ...]:
    """The targets with their beams."""
    return tuple(_target(board, target, language) for target in board.targets)


def figure_address(board: Board, indicator: str) -> str:
    """Address of a published figure on the board's day and snapshot."""
    asked = urlencode({"asof": board.day.isoformat(), "snapshot": board.snapshot})
    return f"{reverse('figure', args=[indicator])}?{asked}"


def _target(board: Board, target: Mapping[str, Any], language: Language) -> TargetShown:
    indicator, label, unit = target["indicator"], _words(target["label"]), _words(target["unit"])
    ahead = target["forecast"] or {}
    figures = BeamFigures(
        label=label.to(language),
        value=_number(target["value"]),
        target=_number(target["target"]),
        low=_number(ahead.get("low")),
        high=_number(ahead.get("high")),
        until=date.fromisoformat(target["due"]) if target["due"] and ahead else None,
        is_moving=bool(target["versus"]),
        is_at_most=target["cmp"] in _CEILING,
    )
    return TargetShown(
        label=label,
        is_quoted=not indicator,
        address=figure_address(board, indicator) if indicator else reverse("clauses"),
        value=target["value"],
        unit=unit,
        status=target["status"],
        beam=beam(figures, language=language),
    )


@lru_cache(maxsize=32)
def _read(one: Publication) -> Board:
    content = json.loads(one.text)
    board = content["board"]
    day = date.fromisoformat(content["asked"]["day"])
    return Board(
        id=one.id,
        snapshot=one.snapshot,
        published_on=one.published_on,
        plan=board["plan"],
        label=_words(board["label"]),
        day=day,
        is_demo=bool(board["is_demo"]),
        is_over=date.fromisoformat(board["period"]["to"]) <= day,
        targets=tuple(board["targets"]),
    )


def _words(told: Mapping[str, str]) -> Words:
    return Words(told["zh"], told["en"])


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
