"""Boards that were published, and what the public may ask of them (已发布看板)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.plan.publishing import asked_of, publication_id
from zhiquan.register.publications import Publication
from zhiquan.site.office.house import house
from zhiquan.site.plans.answers.asking import Ask, day_of, own_plans

BOARD = "board"


@dataclass(frozen=True, slots=True)
class Frozen:
    """One published board as pages show it (已发布看板).

    Args:
        publication: the publication.
        content: what was published.
        is_whole: False when the stored text no longer has the hash it was published with.
    """

    publication: Publication
    content: Mapping[str, Any]
    is_whole: bool

    @property
    def name(self) -> str:
        """Its id."""
        return self.publication.id

    @property
    def ask(self) -> Ask:
        """The question it answers, on the snapshot it rests on."""
        asked = asked_of(self.content)
        overrides = tuple(sorted((asked.overrides or {}).items()))
        return Ask(asked.plan, asked.day, self.publication.snapshot, asked.known, overrides)

    @property
    def day(self) -> date:
        """The day of its figures."""
        return self.ask.day

    @property
    def board(self) -> Mapping[str, Any]:
        """The board, ``board/1``."""
        found: Mapping[str, Any] = self.content["board"]
        return found

    def target(self, indicator: str) -> Mapping[str, Any] | None:
        """The board's target for an indicator; None when it has none."""
        return next((one for one in self.board["targets"] if one["indicator"] == indicator), None)


def frozen_boards() -> tuple[Frozen, ...]:
    """Every published board, the latest first."""
    return tuple(_opened(one) for one in house().published() if one.what == BOARD)


def frozen_board(name: str) -> Frozen:
    """One published board by its id.

    Raises:
        NotFound: nothing was published under the id.
    """
    found = next((one for one in frozen_boards() if one.name == name), None)
    if found is None:
        raise NotFound(
            Words(f"没有发布 {name}", f"there is no publication {name}"),
            remedy=Words("从“已发布”的清单里选。", "Choose one from the list of publications."),
        )
    return found


def public_board(given: Mapping[str, str]) -> Frozen | None:
    """The published board an address of the public means: by ``plan``, ``asof``, ``known`` and ``snapshot``.

    Returns:
        Without anything given, the latest one of the plan in use today, as ``plan_in_use`` says; None when nothing
        was published yet.

    Raises:
        NotFound: nothing was published for that plan, day and snapshot.
        BadInput: a day cannot be read.
    """
    whole = [one for one in frozen_boards() if one.is_whole]
    if not whole:
        return None
    wanted, day, known = given.get("snapshot", ""), day_of(given, "asof"), day_of(given, "known")
    plan = given.get("plan") or ("" if wanted or day else plan_in_use([one.ask.plan for one in whole]))
    found = [
        one
        for one in whole
        if (not plan or one.ask.plan == plan)
        and (not wanted or one.ask.snapshot == wanted)
        and (day is None or one.day == day)
        and (known is None or one.ask.known == known)
    ]
    if not found:
        raise NotFound(
            Words("这个时点没有发布过", "nothing was published for that day"),
            remedy=Words("从已发布的时点里选。", "Choose one of the days published."),
        )
    return found[0]


def published_of(plan: str) -> list[Frozen]:
    """The published boards of one plan, the latest first."""
    return [one for one in frozen_boards() if one.ask.plan == plan]


def plan_in_use(published: Sequence[str]) -> str:
    """The plan the public is shown unless it asks for another: the one in use today (在用规划).

    Args:
        published: ids of the plans of the publications, the latest first; at least one.

    Returns:
        Of the district's confirmed plans with a publication the one whose period holds today, else the last that
        is over, a real one before one made up; the first of ``published`` when none has begun.
    """
    today = house().today
    begun = [one for one in own_plans() if one.id in published and one.from_ <= today]
    if not begun:
        return published[0]
    return max(begun, key=lambda one: (today <= one.to, not one.is_demo, one.from_, one.id)).id


@lru_cache(maxsize=64)
def is_as_published(publication: Publication) -> bool:
    """True when the stored text is what was published."""
    return publication.is_whole and publication_id(publication.content) == publication.id


@lru_cache(maxsize=64)
def _opened(publication: Publication) -> Frozen:
    content = publication.content
    return Frozen(publication, content, is_as_published(publication))
