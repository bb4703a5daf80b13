"""Freezing a board under a snapshot, and recomputing it digit for digit (发布与复核)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from zhiquan import __version__
from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.indicators import Indicator
from zhiquan.knowledge.parameters import Parameter
from zhiquan.knowledge.plans import Plan
from zhiquan.knowledge.shapes import Definition
from zhiquan.measure.measuring import Measuring, Setting
from zhiquan.measure.question import Question
from zhiquan.plan.board import make_board
from zhiquan.plan.plain import board_as_plain
from zhiquan.register.browsing.publicity import withheld_rights
from zhiquan.register.lake.manifest import Snapshot
from zhiquan.register.lake.reader import Reader


@dataclass(frozen=True, slots=True)
class Asked:
    """What a published board answers: which plan, on which day, as known when, with which settings instead."""

    plan: str
    day: date
    known: date | None = None
    overrides: Mapping[str, str] | None = None

    def as_plain(self) -> dict[str, Any]:
        """The question as it is published."""
        known = self.known.isoformat() if self.known else None
        return {"plan": self.plan, "day": self.day.isoformat(), "known": known, "overrides": dict(self.overrides or {})}


def asked_of(content: Mapping[str, Any]) -> Asked:
    """The question a published board answers."""
    asked = content["asked"]
    known = date.fromisoformat(asked["known"]) if asked["known"] else None
    return Asked(asked["plan"], date.fromisoformat(asked["day"]), known, asked["overrides"])


def measuring_for(reader: Reader, knowledge: Knowledge, plan: Plan, asked: Asked, overlay: Path | None) -> Measuring:
    """Figures of a plan's district, counted since the plan began."""
    setting = Setting(knowledge, overlay, asked.overrides)
    return Measuring(reader, setting, Question(plan.place, plan.from_, asked.known))


def board_content(
    reader: Reader, knowledge: Knowledge, asked: Asked, *, snapshot: Snapshot, overlay: Path | None
) -> dict[str, Any]:
    """What is published: the board, the question, and hashes of everything it was computed with.

    Returns:
        JSON-ready keys ``asked, board, snapshot, definitions, settings, product``.
    """
    plan = knowledge.get(Plan, asked.plan)
    measuring = measuring_for(reader, knowledge, plan, asked, overlay)
    board = make_board(plan, measuring, asked.day)
    told = _json(board_as_plain(board, known=asked.known, snapshot=snapshot.id))
    withheld = withheld_rights(reader, [one["id"] for one in _listed(told)])
    names = sorted({target.goal.indicator for target in board.targets if target.goal.indicator})
    return {
        "asked": asked.as_plain(),
        "board": without_names(told, withheld),
        "snapshot": snapshot.id,
        "definitions": {
            f"plans/{plan.id}": digest_of(plan),
            **{f"indicators/{name}": digest_of(knowledge.get(Indicator, name)) for name in names},
            "all data files": knowledge.digest(),
        },
        "settings": {
            f"parameters/{name}": digest_of(knowledge.get(Parameter, name)) for name in knowledge.ids("parameters")
        },
        "product": __version__,
    }


def without_names(told: Any, withheld: Collection[str] = ()) -> Any:  # noqa: ANN401 - JSON in, JSON out
    """JSON without what is not for everybody of the rights it lists: holders, titles of what is not public (去名).

    Args:
        told: the JSON; some of the holders it names are natural persons.
        withheld: ids of rights that are not public; these stay by number only, their title is empty.

    Returns:
        ``{"id": "a", "title": "", "filed": "2025-01-02"}`` of ``{"id": "a", "title": "雨伞", "holder": "张三",
        "filed": "2025-01-02"}`` when ``a`` is withheld.
    """
    if isinstance(told, dict):
        kept = {name: without_names(value, withheld) for name, value in told.items() if name != "holder"}
        return kept | {"title": ""} if "title" in kept and kept.get("id") in withheld else kept
    return [without_names(one, withheld) for one in told] if isinstance(told, list) else told


def canonical(content: Mapping[str, Any]) -> str:
    """Content as the one text that stands for it: sorted keys, no blanks."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def publication_id(content: Mapping[str, Any]) -> str:
    """Id of a publication: the day of the board and a hash of the content. ``pub-20251231-1f0c2a9b7d3e``."""
    digest = hashlib.sha256(canonical(content).encode()).hexdigest()[:12]
    return f"pub-{content['asked']['day'].replace('-', '')}-{digest}"


def digest_of(definition: Definition) -> str:
    """Hash of what a definition says, whatever its file looks like."""
    said = json.dumps(definition.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where the recomputed board says otherwise."""

    place: str
    published: Any
    now: Any


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a recomputation found.

    Attributes:
        differences: places that differ; empty when every digit is the same.
        changed: what the board was computed with that is no longer the same: ``definitions/...``,
            ``settings/...`` or ``product``; it may have changed without changing a digit.
    """

    differences: tuple[Difference, ...]
    changed: tuple[str, ...]

    @property
    def is_equal(self) -> bool:
        """True when every digit is the same."""
        return not self.differences


def verify(published: Mapping[str, Any], now: Mapping[str, Any]) -> Verdict:
    """Compare what was published with what the same question gives now, on the same snapshot.

    Names and titles that are not told any more are no difference.
    """
    changed = [
        name
        for part in ("definitions", "settings")
        for name in sorted({*published[part], *now[part]})
        if published[part].get(name) != now[part].get(name)
    ]
    if published["product"] != now["product"]:
        changed.append("product")
    untitled = {one["id"] for one in _listed(now["board"]) if not one["title"]}
    was, is_now = without_names(published["board"], untitled), without_names(now["board"], untitled)
    return Verdict(tuple(_differences(was, is_now, "board")), tuple(changed))


def require_same_snapshot(content: Mapping[str, Any], snapshot: Snapshot) -> None:
    """Refuse to verify against another snapshot than the published one.

    Raises:
        NotAllowed: the manifest no longer answers to the id the publication names.
    """
    if content["snapshot"] != snapshot.id:
        raise NotAllowed(
            Words("快照与发布时的不同", "the snapshot is not the one published"),
            where={"published": content["snapshot"], "found": snapshot.id},
            remedy=Words(
                "快照清单可能被改动，请从备份恢复。", "The manifest may have been changed: restore a back-up."
            ),
        )


def _differences(one: Any, other: Any, place: str) -> Iterator[Difference]:  # noqa: ANN401 - any JSON
    if isinstance(one, dict) and isinstance(other, dict):
        for key in [*one, *(key for key in other if key not in one)]:
            yield from _differences(one.get(key), other.get(key), f"{place}.{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for number, (left, right) in enumerate(zip(one, other, strict=True)):
            name = left.get("indicator") if isinstance(left, dict) else None
            yield from _differences(left, right, f"{place}[{name or number}]")
    elif one != other:
        yield Difference(place, one, other)


def _listed(told: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON
    """The rights a board lists by id and title."""
    if isinstance(told, dict) and {"id", "title"} <= told.keys():
        yield told
    elif isinstance(told, (dict, list)):
        for one in told.values() if isinstance(told, dict) else told:
            yield from _listed(one)


def _json(value: Mapping[str, Any]) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(json.dumps(value, ensure_ascii=False, default=str))
    return read
