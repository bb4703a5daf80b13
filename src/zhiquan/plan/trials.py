"""How forecasts did in the past, kept per snapshot because trying takes longer than a page may (回测留存)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from zhiquan import __version__
from zhiquan.basics.words import Words
from zhiquan.measure.forecast import back_test
from zhiquan.measure.measuring import Measuring

MeasuringAt = Callable[[date | None], Measuring]


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """What a back-test found of one indicator.

    Attributes:
        coverage: share of past values inside the 80 % range, of the longest horizon tried; None without trials.
        trials: how many trials that rests on.
        months: that horizon.
        says: the whole result in one sentence.
    """

    coverage: float | None
    trials: int
    months: int
    says: Words


def track_records(
    indicators: Sequence[str], measuring_at: MeasuringAt, *, day: date, snapshot: str, folder: Path
) -> dict[str, TrackRecord]:
    """Track records of some indicators; each is tried once per snapshot, day and definition, then read from a file.

    Args:
        indicators: ids.
        measuring_at: a session of figures as known on a day; None for all that is known.
        day: the day of the forecasts.
        snapshot: id of the snapshot asked.
        folder: where results are kept; made when it is not there, and safe to delete.
    """
    found = {}
    for name in indicators:
        file = folder / f"{_key(measuring_at(None), name, day, snapshot)}.json"
        if not file.exists():
            tried = back_test(measuring_at, name, day=day).as_plain()
            file.parent.mkdir(parents=True, exist_ok=True)
            part = file.with_suffix(".part")
            part.write_text(json.dumps(tried, ensure_ascii=False), "utf-8")
            part.replace(file)
        found[name] = _record(json.loads(file.read_text("utf-8")))
    return found


def _key(measuring: Measuring, indicator: str, day: date, snapshot: str) -> str:
    made_with = [measuring.knowledge.digest(), repr(measuring.choices.key(day)), __version__]
    said = json.dumps([indicator, str(measuring.asked), str(day), snapshot, *made_with])
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _record(tried: dict[str, Any]) -> TrackRecord:
    scored = [score for score in tried["scores"] if score["n"] and score["coverage"] is not None]
    says = Words(tried["says"]["zh"], tried["says"]["en"])
    if not scored:
        return TrackRecord(None, 0, 0, says)
    last = scored[-1]
    return TrackRecord(float(last["coverage"]), int(last["n"]), int(last["months"]), says)
