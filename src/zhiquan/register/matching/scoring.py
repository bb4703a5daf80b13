"""How alike two names are, 0 to 1 (名称相似度)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from rapidfuzz import fuzz, process

from zhiquan.knowledge.party_names import PartyWords
from zhiquan.register.matching.blocking import Places
from zhiquan.register.matching.cleaning import simplified
from zhiquan.register.matching.keys import match_key
from zhiquan.register.matching.parts import main_enterprise, name_parts

_NOT_WORD = re.compile(r"[\W_]+")
_NUMERALS = re.compile(r"[0-9]+|[一二三四五六七八九十百〇]+")
_PLACE_ENDING = re.compile(r"(?<=..)[省市区县]$")
ALMOST = Decimal("0.99")
ONE_KEY = Decimal("0.95")


def spelling_score(one: str, other: str) -> Decimal:
    """Score of two cleaned names of one key.

    Returns:
        0.99 when they differ in punctuation, blanks and script only; 0.95 when the legal form or a sign is
        spelled otherwise. ``spelling_score("GOERTEK INC.", "GOERTEK INC")`` is 0.99.
    """
    same = _NOT_WORD.sub("", simplified(one)) == _NOT_WORD.sub("", simplified(other))
    return ALMOST if same else ONE_KEY


@dataclass(frozen=True, slots=True)
class Features:
    """What of a name is compared (名称比对要素).

    Args:
        key: match key.
        core: distinctive core, the key when there is none.
        places: places in the name without 省 市 区 县.
        numerals: numbers in the name, in order.
        main: key of the enterprise it is a branch of, else empty.
    """

    key: str
    core: str
    places: frozenset[str]
    numerals: tuple[str, ...]
    main: str


def features_of(cleaned: str, words: PartyWords) -> Features:
    """The features of one cleaned name."""
    key = match_key(cleaned, words)
    parts = name_parts(cleaned, words)
    main = main_enterprise(cleaned, words)
    return Features(
        key=key,
        core=_NOT_WORD.sub("", parts.core) or key,
        places=frozenset(_PLACE_ENDING.sub("", place) for place in parts.places),
        numerals=tuple(_NUMERALS.findall(key)),
        main=match_key(main, words) if main else "",
    )


def alike_pairs(
    features: Sequence[Features], pairs: Iterable[tuple[Places, Places]], *, least: float
) -> Iterator[tuple[int, int, float]]:
    """Of candidate pairs those whose likeness reaches ``least``: the mean of that of the keys and of the cores.

    Args:
        features: of each name.
        pairs: places of names to compare, piece by piece.
        least: 0 to 1.
    """
    keys = np.array([one.key for one in features], dtype=object)
    cores = np.array([one.core for one in features], dtype=object)
    lowest = max(0.0, 200 * least - 100)
    for first, second in pairs:
        inner = process.cpdist(cores[first], cores[second], scorer=fuzz.ratio, score_cutoff=lowest, workers=2)
        near = np.flatnonzero(inner)
        ones, others = first[near], second[near]
        whole = process.cpdist(keys[ones], keys[others], scorer=fuzz.ratio, score_cutoff=lowest, workers=2)
        scores = (whole.astype(np.float64) + inner[near].astype(np.float64)) / 200
        kept = np.flatnonzero(scores >= least)
        yield from zip(ones[kept].tolist(), others[kept].tolist(), scores[kept].tolist(), strict=True)


def are_told_apart(one: Features, other: Features) -> bool:
    """True when the names themselves say that they are two parties.

    Other places, as in 广东某某 and 广西某某; other numbers, as in 第一 and 第二; a branch and its enterprise, or two
    branches of it.
    """
    if one.places and other.places and not one.places & other.places:
        return True
    if one.numerals != other.numerals and one.numerals and other.numerals:
        return True
    return bool(one.main or other.main) and (one.main or one.key) == (other.main or other.key)
