"""Where answers are kept and what they depend on (答案留存)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from zhiquan import __version__
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.site.office.house import house
from zhiquan.site.office.kept import Kept
from zhiquan.site.plans.answers.asking import Ask

LAYOUT = 8
"""Raised when the form of an answer changes, so that older ones are made anew."""

_ROW_ANSWERS = 8
_OF_ROWS = frozenset({"rows", "public_rows"})
_digests: dict[int, tuple[Knowledge, str]] = {}
_lock = threading.Lock()


def kept(kind: str, ask: Ask, *more: object, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - JSON
    """An answer by its question, made when it is not kept.

    Args:
        kind: ``board``, ``figure``, ``rows`` and the like.
        ask: the question.
        more: what else it depends on, such as the indicator.
        make: works it out.
    """
    return _keeper(kind).get(kind, depends_on(ask, *more), make)


def kept_already(kind: str, ask: Ask, *more: object) -> Any:  # noqa: ANN401 - JSON
    """An answer that was worked out before; None when it was not."""
    return _keeper(kind).look(kind, depends_on(ask, *more))


def depends_on(ask: Ask, *more: object) -> tuple[object, ...]:
    """Everything an answer depends on."""
    return (LAYOUT, __version__, digest(), house().settings.district, *_parts(ask), *more)


def digest() -> str:
    """Hash of the definitions in force; worked out once per reading of them."""
    knowledge = house().knowledge()
    with _lock:
        held = _digests.get(id(knowledge))
        if held is None or held[0] is not knowledge:
            _digests.clear()
            _digests[id(knowledge)] = held = (knowledge, knowledge.digest())
    return held[1]


def _parts(ask: Ask) -> tuple[object, ...]:
    return (ask.plan, ask.day, ask.snapshot, ask.known, ask.overrides)


def _keeper(kind: str) -> Kept:
    return _keepers(house().place.kept, kind in _OF_ROWS)


@cache
def _keepers(folder: Path, are_rows: bool) -> Kept:  # noqa: FBT001 - part of a key
    """Rows are large, so few of them stay in memory."""
    return Kept(folder, most=_ROW_ANSWERS) if are_rows else Kept(folder)
