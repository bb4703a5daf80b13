"""Cutting a clause's paragraphs at the words that promise something (条款切分)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph; ``no`` is the number of the promise they are, 0 for other words (片段)."""

    text: str
    no: int = 0

    @property
    def head(self) -> str:
        """All but the last character, which the number must not be parted from."""
        return self.text[:-1]

    @property
    def tail(self) -> str:
        """The last character."""
        return self.text[-1:]


def marked(paragraphs: Sequence[str], promises: Sequence[str]) -> tuple[list[list[Piece]], list[int]]:
    """Paragraphs in pieces, promises numbered from 1 in the order they stand in the text (标注承诺).

    Blanks do not matter when words are compared. Words that overlap an earlier promise, or stand in no one paragraph,
    are left unmarked.

    Args:
        paragraphs: of one clause, as printed.
        promises: words that stand there.

    Returns:
        The pieces of each paragraph, and the number of each promise, 0 where it is unmarked. Of 甲乙丙。 and the
        promise 乙丙 the pieces 甲, 乙丙 (1) and 。
    """
    spots = sorted(
        (spot, at) for at, words in enumerate(promises) if (spot := _spot(paragraphs, words)) is not None
    )  # fmt: skip
    numbers = [0] * len(promises)
    kept: list[tuple[tuple[int, int, int], int]] = []
    for (paragraph, start, end), at in spots:
        if kept and kept[-1][0][0] == paragraph and start < kept[-1][0][2]:
            continue
        numbers[at] = len(kept) + 1
        kept.append(((paragraph, start, end), numbers[at]))
    return [
        _cut(words, [(a, b, no) for (p, a, b), no in kept if p == at]) for at, words in enumerate(paragraphs)
    ], numbers


def _cut(words: str, marks: Sequence[tuple[int, int, int]]) -> list[Piece]:
    found: list[Piece] = []
    done = 0
    for start, end, no in marks:
        found += [Piece(words[done:start])] if start > done else []
        found.append(Piece(words[start:end], no))
        done = end
    return [*found, Piece(words[done:])] if done < len(words) else found


def _spot(paragraphs: Sequence[str], words: str) -> tuple[int, int, int] | None:
    """Paragraph, start and end of some words, blanks aside."""
    bare = "".join(words.split())
    for at, paragraph in enumerate(paragraphs):
        places = [place for place, letter in enumerate(paragraph) if not letter.isspace()]
        found = "".join(paragraph[place] for place in places).find(bare)
        if bare and found >= 0:
            return at, places[found], places[found + len(bare) - 1] + 1
    return None
