"""Answers of the portal and the desk, worked out once (门户答案留存)."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from zhiquan import __version__
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.site.office.house import House
from zhiquan.site.office.kept import Kept

LAYOUT = 4
"""Raised when the form of an answer changes, so that older ones are made anew."""


def kept_answer(house: House, kind: str, depends_on: tuple[object, ...], make: Callable[[], Any]) -> Any:  # noqa: ANN401 - JSON
    """An answer about the register, made when it is not kept for this product and everything it depends on.

    Args:
        house: the office.
        kind: name of the question.
        depends_on: snapshot, day, definitions and whatever else decides it.
        make: works it out: JSON-ready values only.
    """
    return _answers_in(house.place.kept).get(kind, (LAYOUT, __version__, *depends_on), make)


def definitions_digest(house: House) -> str:
    """Hash of every definition in force; worked out once per reading of the data files."""
    return _digest(house.knowledge())


@lru_cache(maxsize=4)
def _answers_in(folder: Path) -> Kept:
    return Kept(folder)


@lru_cache(maxsize=4)
def _digest(knowledge: Knowledge) -> str:
    return knowledge.digest()
