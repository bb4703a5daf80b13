"""Synthetic abstracts drawn from the character-pair statistics of real ones, and how near they come.

The real abstracts are read from ``ZHIQUAN_TEST_DATA`` (default ``../shared/data``) when a benchmark runs; nothing of
them is kept.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

_FOLDER = Path(os.environ.get("ZHIQUAN_TEST_DATA") or Path(__file__).resolve().parents[2] / "shared" / "data")
_FILE = _FOLDER / "cn_patents_merged" / "cn_patents.parquet"


@dataclass(frozen=True, slots=True)
class PairModel:
    """What follows each character, how often; and the lengths of the texts it was read from.

    Args:
        letters: characters; the first is the start of a text.
        following: per character the numbers of those that follow it.
        weights: per character their cumulated shares.
        lengths: lengths of the real texts.
        pairs: counts of pairs in the real texts.
    """

    letters: Sequence[str]
    following: Sequence[npt.NDArray[np.int32]]
    weights: Sequence[npt.NDArray[np.float64]]
    lengths: npt.NDArray[np.int64]
    pairs: Counter[str]

    def texts(self, count: int, *, seed: int) -> list[str]:
        """So many texts; the same seed gives the same ones."""
        chance = np.random.default_rng(seed)
        sizes = chance.choice(self.lengths, count)
        made = []
        for size in sizes:
            draws = chance.random(int(size))
            place, letters = 0, []
            for draw in draws:
                options = self.following[place]
                if not len(options):
                    place = 0
                    options = self.following[0]
                place = int(options[np.searchsorted(self.weights[place], draw)])
                letters.append(self.letters[place])
            made.append("".join(letters))
        return made


def pair_model() -> PairModel:
    """The statistics of the real abstracts.

    Raises:
        FileNotFoundError: the real data is absent.
    """
    found = pq.read_table(_FILE, columns=["abstract"])["abstract"].drop_null().to_pylist()
    pairs: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    for text in found:
        starts[text[0]] += 1
        pairs.update(text[place : place + 2] for place in range(len(text) - 1))
    letters = ["", *sorted({letter for pair in pairs for letter in pair} | set(starts))]
    number = {letter: place for place, letter in enumerate(letters)}
    by_first: dict[int, list[tuple[int, int]]] = {0: [(number[letter], n) for letter, n in starts.items()]}
    for pair, n in pairs.items():
        by_first.setdefault(number[pair[0]], []).append((number[pair[1]], n))
    following, weights = [], []
    for place in range(len(letters)):
        options = by_first.get(place, [])
        shares = np.cumsum([n for _, n in options], dtype=np.float64)
        following.append(np.array([one for one, _ in options], dtype=np.int32))
        weights.append(shares / shares[-1] if len(shares) else shares)
    lengths = np.array([len(text) for text in found], dtype=np.int64)
    return PairModel(letters, following, weights, lengths, pairs)


def distributions(model: PairModel, made: Sequence[str]) -> dict[str, dict[str, float]]:
    """Real and made texts side by side: length quartiles, distinct characters, share of pairs in common.

    Returns:
        Two columns, ``real`` and ``made``; ``pair_overlap`` is the sum over pairs of the smaller of both shares.
    """
    pairs: Counter[str] = Counter()
    for text in made:
        pairs.update(text[place : place + 2] for place in range(len(text) - 1))
    real_total, made_total = sum(model.pairs.values()), sum(pairs.values())
    overlap = sum(min(n / real_total, pairs[pair] / made_total) for pair, n in model.pairs.items())
    lengths = np.array([len(text) for text in made])
    return {
        "real": _described(model.lengths, model.pairs, overlap),
        "made": _described(lengths, pairs, overlap),
    }


def _described(lengths: npt.NDArray[np.int64], pairs: Counter[str], overlap: float) -> dict[str, float]:
    quarters = np.percentile(lengths, [25, 50, 75])
    top = sum(n for _, n in pairs.most_common(1000)) / sum(pairs.values())
    return {
        "length_p25": float(quarters[0]),
        "length_p50": float(quarters[1]),
        "length_p75": float(quarters[2]),
        "distinct_characters": float(len({letter for pair in pairs for letter in pair})),
        "top_1000_pairs_share": round(top, 3),
        "pair_overlap": round(overlap, 3),
    }
