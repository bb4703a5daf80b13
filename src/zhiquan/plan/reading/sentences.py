"""Sentences, and the pieces of a sentence that say one thing each (句与分句)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhiquan.knowledge.plan_words import one_of, plan_words
from zhiquan.plan.reading.quantities import Quantity

_OPEN, _CLOSE = "（(《“〔【[", "）)》”〕】]"
_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"}
_HALF = re.compile(r"(?<!\d)[,:]|[,:](?!\d)|[;()?!]")
_JOINS = re.compile(r"以及|[、和及与]")
_DELIVER = re.compile(one_of(plan_words().deliver))


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a sentence between commas (分句).

    Attributes:
        start, end: where it stands in its sentence.
        quantities: its numbers.
    """

    start: int
    end: int
    quantities: tuple[Quantity, ...]


def widened(text: str) -> str:
    """The text with full-width punctuation, letter for letter, as Chinese text should have it.

    ``widened("(一)到2025年,")`` is ``"（一）到2025年，"``; commas and colons between digits stay.
    """
    return _HALF.sub(lambda found: _WIDE[found[0]], text)


def sentences(paragraph: str) -> list[tuple[int, str]]:
    """The sentences of a paragraph, each with its place and the mark that ends it.

    ``sentences("到2025年达到20件。建成3个。")`` is ``[(0, "到2025年达到20件。"), (11, "建成3个。")]``.
    """
    found, depth, start = [], 0, 0
    for at, letter in enumerate(paragraph):
        depth = _depth(depth, letter)
        if letter in "。！？" and (depth <= 0 or paragraph[at + 1 : at + 2] not in ("", *_CLOSE)):
            found.append((start, paragraph[start : at + 1]))
            start, depth = at + 1, 0
    found.append((start, paragraph[start:]))
    return [(place, sentence) for place, sentence in found if sentence.strip("。！？ \t")]


def depth_at(text: str, place: int) -> int:
    """How many round brackets or title marks are open at a place."""
    depth = 0
    for letter in text[:place]:
        depth = _depth(depth, letter)
    return depth


def _depth(depth: int, letter: str) -> int:
    return max(depth + (letter in _OPEN) - (letter in _CLOSE), 0)


def pieces(sentence: str, numbers: Sequence[Quantity]) -> list[Piece]:
    """The pieces of a sentence between its commas, and between items of a list that each have a number."""
    inside = [(number.start, number.end) for number in numbers]
    found: list[Piece] = []
    for start, end in _between_commas(sentence, inside):
        own = [number for number in numbers if start <= number.start < end]
        cuts = [start, *_cuts(sentence, own), end]
        for left, right in pairwise(cuts):
            within = tuple(number for number in own if left <= number.start < right)
            found.append(Piece(left, right, within))
    return found


def _between_commas(sentence: str, inside: list[tuple[int, int]]) -> list[tuple[int, int]]:
    depth, start, found = 0, 0, []
    for at, letter in enumerate(sentence):
        depth = _depth(depth, letter)
        if letter in "，,；;：:。！？" and depth == 0 and not any(left <= at < right for left, right in inside):
            found.append((start, at))
            start = at + 1
    found.append((start, len(sentence)))
    return [(left, right) for left, right in found if sentence[left:right].strip()]


def _cuts(sentence: str, own: list[Quantity]) -> list[int]:
    """Where a piece with several numbers falls into items: 示范基地5个、示范园区30家."""
    cuts: list[int] = []
    for one, other in pairwise(own):
        between = sentence[one.end : other.start]
        joins = [match for match in _JOINS.finditer(between) if depth_at(between, match.start()) == 0]
        if not joins or not between.strip("、和及与以约近 "):
            continue
        if joins[0].start() == 0:
            cut = joins[0].end()
        elif joins[-1].end() == len(between):
            cut = joins[-1].end()
        else:
            verbs = [match.end() for match in joins if _DELIVER.match(between, match.end())]
            cut = verbs[0] if verbs else joins[-1].end()
        cuts.append(one.end + cut)
    return cuts
