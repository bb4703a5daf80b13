"""The queue of questions for a person, worked out once per content of the register (复核队列)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from zhiquan.knowledge.party_names import party_words
from zhiquan.register.lake.reader import Reader
from zhiquan.register.places import clean_address
from zhiquan.register.reading.doubts import Doubt
from zhiquan.register.reading.party_doubts import doubtful_parties
from zhiquan.register.reading.place_doubts import doubtful_places
from zhiquan.site.office.house import house
from zhiquan.site.office.kept import Kept

KINDS = ("same_party", "place")
"""Kinds of questions, in the order they are offered."""


@lru_cache(4)
def _answers(folder: Path) -> Kept:
    return Kept(folder)


def queue() -> list[dict[str, Any]]:
    """Every open question, those with most rights first; ``id kind subject value shown score reason rights``.

    After a decision the questions of the same loaded files are shown on, without the one that was decided: working
    them all out again would let the person wait each time.
    """
    if not house().is_filled():
        return []
    depends = (house().current(), *_fixed())
    found: list[dict[str, Any]] = _answers(house().place.kept).get("doubts", depends, _make)
    return found


def _fixed() -> tuple[str, ...]:
    """What else the questions depend on besides the register."""
    return (house().knowledge().digest(), house().settings.district)


def _make() -> list[dict[str, Any]]:
    kept = _answers(house().place.kept)
    with house().reader() as reader:
        files, decided = _state(reader)
        base = kept.get(
            "doubts-base",
            (files, *_fixed()),
            lambda: {"decided": sorted(decided), "doubts": _work_out(reader)},
        )
        if not set(base["decided"]) <= set(decided):  # a decision of then was taken back: its question is open again
            return _work_out(reader)
        later = [decided[name] for name in decided.keys() - set(base["decided"])]
    return list(_open(base["doubts"], later))


def _state(reader: Reader) -> tuple[str, dict[str, dict[str, Any]]]:
    """Hash of the loaded files, and the decisions by batch."""
    rows = reader.records(f"SELECT batch FROM {reader.from_('batches')} WHERE action <> 'decision' ORDER BY batch")
    digest = hashlib.sha256("\n".join(row["batch"] for row in rows).encode()).hexdigest()
    table = reader.from_("observations_decisions")
    decided = reader.records(f"SELECT batch, kind, subject, value FROM {table}")
    return digest, {row["batch"]: row for row in decided}


def _work_out(reader: Reader) -> list[dict[str, Any]]:
    settings = house().settings
    found = doubtful_parties(reader, limit=None, words=party_words(settings.knowledge))
    found += doubtful_places(reader, home=settings.district, limit=None, overlay=settings.knowledge)
    found.sort(key=lambda doubt: (-doubt.rights, -doubt.score, doubt.id))
    return [_plain(doubt) for doubt in found]


def _open(doubts: Iterable[dict[str, Any]], decided: Iterable[Mapping[str, Any]]) -> Iterable[dict[str, Any]]:
    """Questions that no later decision answers."""
    pairs: set[frozenset[str]] = set()
    places: set[str] = set()
    for row in decided:
        if row["kind"] == "place":
            places.add(row["subject"])
        else:
            pairs.add(frozenset((row["subject"], row["value"])))
    for doubt in doubts:
        if doubt["kind"] == "place":
            is_open = clean_address(doubt["subject"]) not in places
        else:
            is_open = frozenset((doubt["subject"], doubt["value"])) not in pairs
        if is_open:
            yield doubt


def _plain(doubt: Doubt) -> dict[str, Any]:
    return {
        "id": doubt.id,
        "kind": doubt.kind,
        "subject": doubt.subject,
        "value": doubt.value,
        "shown": doubt.shown,
        "score": str(doubt.score),
        "reason": {"zh": doubt.reason.zh, "en": doubt.reason.en},
        "rights": doubt.rights,
    }
