"""Texts without the differences readers do not see: width, case, accents, traditional characters (文字归一)."""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from zhiquan.register.matching.cleaning import simplified

_LATIN_END = 0x250
_LATIN_ADDED = range(0x1E00, 0x1F00)


PLANE = 0x10000
UNMET, UNEVEN = 0, PLANE
"""Marks in :data:`EVEN`: a character not met yet, one that does not become just one of the first plane."""

EVEN: npt.NDArray[np.uint32] = np.full(PLANE, UNMET, dtype=np.uint32)
"""What each character of the first plane becomes; filled as characters are met."""


_UNEVEN_MET: set[str] = set()
"""Characters met so far that become none or several."""

_USUAL = (
    range(0x20, 0x500), range(0x2000, 0x2700), range(0x3000, 0x3400), range(0x4E00, 0xA000), range(0xFF00, 0xFFF0),
)  # fmt: skip
"""Latin, Greek and Cyrillic; signs; Chinese and Japanese signs; Chinese characters; wide and narrow letters."""

_LONG = 64
"""Characters from which arrays fold faster than strings."""


class _Folding(dict[int, str]):
    """What each character becomes; filled as characters are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_one(chr(code))
        if len(folded) != 1:
            _UNEVEN_MET.add(chr(code))
        return folded


def _fold_one(character: str) -> str:
    if character.isspace():
        return " "
    if unicodedata.category(character) in {"Mn", "Cf", "Cc", "Cs"}:
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


def meet(code: int) -> None:
    """Enter a character of the first plane into :data:`EVEN`."""
    folded = fold(chr(code))
    EVEN[code] = ord(folded) if len(folded) == 1 and UNMET < ord(folded) < PLANE else UNEVEN


def meet_usual() -> None:
    """Enter signs, letters and the Chinese characters of the first plane: a tenth of a second, once in a process."""
    for code in itertools.chain(*_USUAL):
        if EVEN[code] == UNMET:
            meet(code)


def _folded_evenly(text: str) -> str | None:
    """The folded text where each character becomes one; None for other texts."""
    if len(text) < _LONG:
        short = fold(text)
        return short if _UNEVEN_MET.isdisjoint(text) else None
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if codes.max() >= PLANE:
        return None
    folded = EVEN[codes]
    if folded.min() == UNMET:
        for code in set(codes[folded == UNMET].tolist()):
            meet(code)
        folded = EVEN[codes]
    return None if folded.max() == UNEVEN else folded.tobytes().decode("utf-32-le", "surrogatepass")


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
    evenly = _folded_evenly(text)
    if evenly is not None:
        return Folded(evenly, None)
    places = [place for place, one in enumerate(text) for _ in _FOLDING[ord(one)]]
    return Folded(fold(text), tuple(places))
