"""Pairs of names worth comparing, among many: those that share a rare pair of characters (分块)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int64]

RAREST = 2
"""Shared pairs of characters looked at per name."""

WINDOW = 30
"""In a block of more names each is compared with so many after it."""

CHUNK = 500_000
"""Pairs handed on at a time, so that memory stays flat."""


def candidate_pairs(texts: Sequence[str]) -> Iterator[tuple[Places, Places]]:
    """Places of texts that share one of their two rarest pairs of neighbouring characters.

    A pair of characters that one text alone has tells nothing and is left out: a misspelled character makes two of
    them. Texts of one character are never paired.

    Returns:
        Pieces of two arrays of equal length, the first place below the second; a pair may come twice.
    """
    owners, codes = _rarest(texts)
    order = np.lexsort((owners, codes))
    owners, codes = owners[order], codes[order]
    sizes = _sizes(codes)
    block_end = np.repeat(np.cumsum(sizes), sizes)
    waiting: list[tuple[Places, Places]] = []
    for step in range(1, WINDOW + 1):
        places = np.flatnonzero(np.arange(len(codes)) + step < block_end)
        for start in range(0, len(places), CHUNK):
            some = places[start : start + CHUNK]
            waiting.append((owners[some], owners[some + step]))
            if sum(len(first) for first, _ in waiting) >= CHUNK:
                yield _joined(waiting)
                waiting = []
    if waiting:
        yield _joined(waiting)


def _rarest(texts: Sequence[str]) -> tuple[Places, npt.NDArray[np.uint64]]:
    """Place of a text and one of its rarest shared pairs of characters, up to ``RAREST`` rows per text."""
    owners, codes = _pairs_of(texts)
    _, back, times = np.unique(codes, return_inverse=True, return_counts=True)
    often = times[back]
    shared = often > 1
    owners, codes, often = owners[shared], codes[shared], often[shared]
    order = np.lexsort((codes, often, owners))
    owners, codes = owners[order], codes[order]
    sizes = _sizes(owners)
    rank = np.arange(len(owners)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return owners[rank < RAREST], codes[rank < RAREST]


def _pairs_of(texts: Sequence[str]) -> tuple[Places, npt.NDArray[np.uint64]]:
    """Place of a text and each of its pairs of neighbouring characters once, as one number, in order."""
    letters = np.frombuffer("".join(texts).encode("utf-32-le"), np.uint32).astype(np.uint64)
    owner = np.repeat(np.arange(len(texts)), [len(text) for text in texts]).astype(np.int64)
    inside = owner[:-1] == owner[1:]
    owners, codes = owner[:-1][inside], ((letters[:-1] << np.uint64(32)) | letters[1:])[inside]
    order = np.lexsort((codes, owners))
    owners, codes = owners[order], codes[order]
    fresh = np.ones(len(codes), np.bool_)
    fresh[1:] = (owners[1:] != owners[:-1]) | (codes[1:] != codes[:-1])
    return owners[fresh], codes[fresh]


def _sizes(values: npt.NDArray[np.int64] | npt.NDArray[np.uint64]) -> Places:
    """How many equal values stand beside each other, run by run."""
    if len(values) == 0:
        return np.empty(0, np.int64)
    starts = np.flatnonzero(np.append(True, values[1:] != values[:-1]))
    return np.diff(np.append(starts, len(values)))


def _joined(pieces: Sequence[tuple[Places, Places]]) -> tuple[Places, Places]:
    return np.concatenate([first for first, _ in pieces]), np.concatenate([second for _, second in pieces])
