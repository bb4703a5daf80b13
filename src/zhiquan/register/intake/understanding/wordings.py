"""Headings in no table of names, read by the words in them (标题词义)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from zhiquan.knowledge.columns import ColumnNames, heading_text
from zhiquan.register.matching.cleaning import simplified

COVERED = 0.7
"""Share of a heading's letters that known words must cover, a Chinese character counting as two."""

_CAPITALS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TOKENS = re.compile(r"[a-z]+|[\u4e00-\u9fff]|\d+")
_PLAIN, _OTHER = "plain", "other"

Tokens: TypeAlias = tuple[str, ...]
Parts: TypeAlias = frozenset[str]


@dataclass(frozen=True, slots=True)
class Meaning:
    """One way to word a field.

    Args:
        field: the field.
        needed: parts a heading must have.
        allowed: these and parts it may have.
    """

    field: str
    needed: Parts
    allowed: Parts


@dataclass(frozen=True)
class Wordings:
    """The words of one kind of row and what their combinations mean.

    Args:
        names: table of names of the kind.
    """

    names: ColumnNames

    def fields(self, heading: str) -> list[tuple[str, float]]:
        """Fields a heading can mean, the most closely worded first, with the share of it that is known words.

        Of rights ``fields("授权公告的日期")`` is ``[("granted_on", 1.0)]``; a heading with a word that belongs to no
        field, such as 缴费日期, means none.
        """
        parts, covered = self._read(heading)
        if not parts or covered < COVERED or any(_OTHER in part for part in parts):
            return []
        fitting = [meaning for meaning in self._meanings if _fits(meaning, parts)]
        fitting.sort(key=lambda meaning: (-len(meaning.needed), len(meaning.allowed)))
        return [(field, covered) for field in dict.fromkeys(meaning.field for meaning in fitting)]

    def means_no_field(self, heading: str) -> bool:
        """True when a heading, mostly of known words, has one that belongs to no field, such as 更新 or 缴费."""
        parts, covered = self._read(heading)
        return covered >= COVERED and any(_OTHER in part for part in parts)

    def _read(self, heading: str) -> tuple[list[Parts], float]:
        """What each known word of a heading can stand for, and the share of it that they cover."""
        tokens = _tokens(heading)
        words = self._words(tokens)
        covered = sum(_weight(tokens[start:end]) for start, end in words) / max(_weight(tokens), 1)
        return [self._parts[tokens[start:end]] for start, end in words], covered

    @cached_property
    def _parts(self) -> dict[Tokens, Parts]:
        """Words as tokens to the parts they can stand for."""
        found: dict[Tokens, set[str]] = {}
        for part, words in self.names.words.items():
            for word in words:
                found.setdefault(_tokens(word), set()).add(part)
        return {word: frozenset(parts) for word, parts in found.items()}

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self._parts), default=0)

    @cached_property
    def _meanings(self) -> list[Meaning]:
        return [_meaning(field, phrase) for field, phrases in self.names.meanings.items() for phrase in phrases]

    def _words(self, tokens: Tokens) -> list[tuple[int, int]]:
        """Start and end of the known words that cover most of a heading, with as few words as can be."""
        best: list[tuple[float, list[tuple[int, int]]]] = [(0.0, [])]
        for end in range(1, len(tokens) + 1):
            choice = best[end - 1]
            for start in range(max(0, end - self._longest), end):
                if tokens[start:end] in self._parts:
                    gained, before = best[start]
                    score = gained + _weight(tokens[start:end]) - 0.01 - 0.001 * (end - start == 1)
                    if score > choice[0]:
                        choice = (score, [*before, (start, end)])
            best.append(choice)
        return best[-1][1]


def _tokens(heading: str) -> Tokens:
    """Latin words, Chinese characters in their simplified form, and figures."""
    return tuple(_TOKENS.findall(simplified(heading_text(_CAPITALS.sub(" ", heading)))))


def _weight(tokens: Sequence[str]) -> int:
    """Letters of tokens, a Chinese character counting as two; figures, such as of a repeated heading, count little."""
    return sum(1 if token.isdigit() else len(token) if token.isascii() else 2 for token in tokens)


def _meaning(field: str, phrase: str) -> Meaning:
    parts = phrase.split()
    needed = frozenset(part for part in parts if not part.endswith("?"))
    return Meaning(field, needed, frozenset(part.rstrip("?") for part in parts))


def _fits(meaning: Meaning, words: Sequence[Parts]) -> bool:
    """True when every needed part is said by a word of its own, and every word says a part allowed or nothing."""
    if any(_PLAIN not in parts and not parts & meaning.allowed for parts in words):
        return False
    return _matched(sorted(meaning.needed), words)


def _matched(needed: Sequence[str], words: Sequence[Parts]) -> bool:
    """True when words can be given to parts, one to each."""
    if not needed:
        return True
    return any(
        needed[0] in parts and _matched(needed[1:], [*words[:place], *words[place + 1 :]])
        for place, parts in enumerate(words)
    )


def wordings_of(names: Mapping[str, ColumnNames]) -> Iterator[tuple[str, Wordings]]:
    """Kind and wordings, of kinds that have any."""
    yield from ((kind, Wordings(table)) for kind, table in names.items() if table.meanings)
