"""Texts without the differences readers do not see: width, case, accents, traditional characters (文字归一)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from zhiquan.register.matching.cleaning import simplified

_LATIN_END = 0x250
_LATIN_ADDED = range(0x1E00, 0x1F00)


_VANISHING: set[str] = set()
"""Characters met so far that become nothing."""


class _Folding(dict[int, str]):
    """What each character becomes; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_one(chr(code))
        if not folded:
            _VANISHING.add(chr(code))
        return folded


def _fold_one(character: str) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character) in {"Mn", "Cf", "Cc"}:
        return ""
    is_latin = ord(character) < _LATIN_END or ord(character) in _LATIN_ADDED
    plain = unicodedata.normalize("NFKD" if is_latin else "NFKC", character).casefold()
    plain = "".join(one for one in plain if unicodedata.category(one) != "Mn")
    changed = "".join(_one_for_one(one) for one in plain)
    return " ".join(changed.split()) if changed.strip() else " "


def _one_for_one(character: str) -> str:
    other = simplified(character)
    return other if len(other) == 1 else character


_FOLDING = _Folding()


def fold(text: str) -> str:
    """A text as it is compared: ``fold("ＬＥＤ 燈")`` is ``"led 灯"``."""
    return text.translate(_FOLDING)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text that remembers where each character came from (可回溯的归一文字).

    Args:
        text: the folded text.
        places: for each character of it the place in the original; None when places are the same.
    """

    text: str
    places: tuple[int, ...] | None

    def original(self, begin: int, end: int) -> tuple[int, int]:
        """The stretch of the original that a stretch of the folded text came from."""
        if self.places is None or begin >= end:
            return begin, end
        return self.places[begin], self.places[end - 1] + 1


def fold_with_places(text: str) -> Folded:
    """The folded text with the way back: highlights are marked on the text as printed."""
    folded = fold(text)
    if len(folded) == len(text) and not any(one in text for one in list(_VANISHING)):
        # none became nothing and the lengths are equal: each became one
        return Folded(folded, None)
    places = [place for place, one in enumerate(text) for _ in _FOLDING[ord(one)]]
    return Folded(folded, tuple(places))
