"""What field of technology a title is of, by the words of the classification's own titles (技术主题).

The classes of a record are not looked at, only its words: records without classes are judged like any other.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from zhiquan.knowledge.tables_open import open_table
from zhiquan.search.text.folding import fold
from zhiquan.search.text.units import pairs, units

Floats = npt.NDArray[np.float64]

_SUBCLASS = 4
_PAIR_COUNTS = 1.5
_SATURATES, _LENGTH_COUNTS = 1.2, 0.7
_FIELDS, _SHARPNESS = 10, 3
_TYPICAL_RARITY = 6.0


@dataclass(frozen=True, slots=True)
class _Scheme:
    """For each term the subclasses whose titles hold it, with how much it tells of each."""

    terms: Mapping[str, tuple[npt.NDArray[np.int64], Floats]]
    subclasses: int


def terms_of(title: str) -> Counter[str]:
    """Units and pairs of a title; a pair begins with a sign that no unit has."""
    found = units(fold(title))
    return Counter([*found, *(f"\x1e{pair}" for pair in pairs(found))])


def field_of(title: str, rarity: Callable[[str], float]) -> Floats:
    """How near a title is to each subclass of the classification, as a vector of length 1, mostly zeros.

    Args:
        title: the title.
        rarity: how rare a term is among the records; terms of every record tell little.
    """
    scheme = _scheme()
    scores = np.zeros(scheme.subclasses)
    for term, count in terms_of(title).items():
        if term in scheme.terms:
            places, weights = scheme.terms[term]
            scores[places] += weights * count * rarity(term) / _TYPICAL_RARITY
    best = np.argsort(-scores, kind="stable")[:_FIELDS]
    kept = np.zeros(scheme.subclasses)
    if scores[best[0]] > 0:
        kept[best] = (scores[best] / scores[best[0]]) ** _SHARPNESS
        kept /= np.linalg.norm(kept)
    return kept


@cache
def _scheme() -> _Scheme:
    titles: dict[str, list[str]] = defaultdict(list)
    for row in open_table("ipc").rows:
        if len(row["symbol"]) >= _SUBCLASS:
            titles[row["symbol"][:_SUBCLASS]].append(row["title_zh"])
    counts = [terms_of(" ".join(titles[subclass])) for subclass in sorted(titles)]
    lengths = np.array([sum(one.values()) for one in counts], float)
    norms = (1 - _LENGTH_COUNTS) + _LENGTH_COUNTS * lengths / lengths.mean()
    having: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for place, one in enumerate(counts):
        for term, count in one.items():
            having[term].append((place, count))
    return _Scheme({term: _told(term, rows, norms) for term, rows in having.items()}, len(counts))


def _told(term: str, rows: list[tuple[int, int]], norms: Floats) -> tuple[npt.NDArray[np.int64], Floats]:
    places = np.array([place for place, _ in rows], np.int64)
    often = np.array([count for _, count in rows], float)
    rare = math.log(1 + (len(norms) - len(rows) + 0.5) / (len(rows) + 0.5))
    weight = rare * (_PAIR_COUNTS if term[0] == "\x1e" else 1.0)
    return places, weight * often * (_SATURATES + 1) / (often + _SATURATES * norms[places])
