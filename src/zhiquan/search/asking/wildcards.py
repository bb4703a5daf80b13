"""Words with wildcards (通配符): ``*`` for any characters, ``?`` for one."""

from __future__ import annotations

import re

import tantivy

from zhiquan.search.asking.literals import is_latin_word, literal, of_units, opened, with_gaps
from zhiquan.search.text.folding import fold
from zhiquan.search.text.units import is_run, units

FARTHEST = 10
"""Most units that ``*`` between Chinese characters stands for."""

_SIGNS = re.compile(r"([*?]+)")


def pieces(word: str) -> list[str]:
    """The stretches of a word between inner ``*``: ``pieces("冷却*水?机")`` is ``["冷却", "水?机"]``.

    A ``*`` at either end of Chinese characters stands for nothing: a word is found inside longer ones anyway.
    """
    return [piece for piece in re.split(r"\*+", word) if units(fold(piece.replace("?", "")))]


def is_latin_pattern(word: str) -> bool:
    """True for a pattern of one Latin word, such as ``led*``."""
    return is_latin_word(units(fold(re.sub(r"[*?]", "", word)))) and not re.search(r"\s", word.strip())


def piece(part: str, text: str) -> tantivy.Query:
    """Records in whose part a stretch stands, where ``?`` is any one unit."""
    if "?" not in text:
        return literal(part, text)
    return with_gaps(part, gapped(text))


def gapped(text: str) -> list[str | None]:
    """Units of a stretch, None for each ``?``; at either end at most one."""
    found: list[str | None] = []
    for place, stretch in enumerate(_SIGNS.split(text)):
        found.extend([None] * len(stretch) if place % 2 else units(fold(stretch)))
    while found[:2] == [None, None]:
        del found[0]
    while found[-2:] == [None, None]:
        del found[-1]
    return found


def latin_pattern(part: str, word: str) -> tantivy.Query:
    """Records in whose part a Latin word of the pattern stands."""
    return opened(part, word) if re.search(r"[*?]", word) else of_units(part, units(fold(word)))


def regex_of(text: str) -> str:
    """A stretch as a regular expression over folded texts, blanks between Chinese characters allowed."""
    made: list[str] = []
    for unit in gapped(text):
        if unit is None:
            made.append(r"(?:(?<![a-z0-9])[a-z0-9]++|[^\sa-z0-9])")
        elif is_run(unit):
            made.append(rf"(?<![a-z0-9]){unit}(?![a-z0-9])")
        else:
            made.append(re.escape(unit))
    return r"\s*".join(made)


def latin_regex(word: str) -> str:
    """The same of a Latin pattern.

    Of what stands between two ``*`` the first place is taken and never another tried: that finds a word when any
    choice does, and the time grows with the text only, however many ``*`` there are.
    """
    first, *rest = [_latin_stretch(stretch) for stretch in re.split(r"\*+", fold(word))]
    if not rest:
        return rf"(?<![a-z0-9]){first}(?![a-z0-9])"
    *inner, last = rest
    between = "".join(rf"(?>[a-z0-9]*?{stretch})" for stretch in inner)
    return rf"(?<![a-z0-9]){first}{between}[a-z0-9]*{last}(?![a-z0-9])"


def _latin_stretch(text: str) -> str:
    return "".join("[a-z0-9]" if sign == "?" else re.escape(sign) for sign in text)
