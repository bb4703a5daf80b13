"""Texts looked for in one part of the records, exactly (字面查找)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

import tantivy

from zhiquan.search.index.schema import LARGE, UNITS, schema
from zhiquan.search.text.folding import fold
from zhiquan.search.text.units import is_run, pairs, units

ANY_RUN = "[a-z0-9]"
_END_OF_RUN = "[^a-z0-9]"
_SPECIAL = re.compile(r"([\\.+*?()|\[\]{}^$#&~@<>\"-])")


def literal(part: str, text: str, searcher: tantivy.Searcher | None = None) -> tantivy.Query:
    """Records in whose part the text stands, whatever its width, case, blanks and way of writing.

    Args:
        part: a field of texts.
        text: the text as written; not empty after folding.
        searcher: the index that will be asked, to ask it in the way that costs it least.
    """
    return of_units(part, units(fold(text)), searcher)


def of_units(part: str, found: list[str], searcher: tantivy.Searcher | None = None) -> tantivy.Query:
    """Records in whose part these units follow one another."""
    if not found:
        return tantivy.Query.empty_query()
    if len(found) == 1:
        return tantivy.Query.term_query(schema(), part + UNITS, found[0])
    joined = pairs(found)
    if len(joined) == 1:
        return tantivy.Query.term_query(schema(), part, joined[0])
    if searcher is None or searcher.num_docs < LARGE:
        return tantivy.Query.phrase_query(schema(), part, list(joined))
    often = [searcher.doc_freq(part, pair) for pair in joined]
    return tantivy.Query.phrase_query(schema(), part, [(place, joined[place]) for place in needed(often)])


def needed(often: Sequence[int]) -> list[int]:
    """Which pairs of a phrase must be looked for, where each pair shares a unit with the next.

    A pair between two others holds nothing they do not hold; it is worth looking for only where it is rarer than both
    and so leaves fewer records whose places must be read: ``needed([9, 20, 8])`` is ``[0, 2]``, and of ``[9, 5, 8]``
    all are needed.

    Args:
        often: in how many records each pair stands.
    """
    kept = [True] * len(often)
    for place in sorted(range(1, len(often) - 1), key=lambda place: -often[place]):
        if kept[place - 1] and kept[place + 1] and often[place] >= min(often[place - 1], often[place + 1]):
            kept[place] = False
    return [place for place, is_kept in enumerate(kept) if is_kept]


def with_gaps(part: str, found: list[str | None]) -> tantivy.Query:
    """Records in whose part these units follow one another, where None is any one unit.

    A run of Latin letters counts as one unit. At either end no more than one None may stand.
    """
    words: list[str | tuple[int, str]] = []
    for place, (one, other) in enumerate(pairwise(found)):
        if one is not None and other is not None:
            words.append((place, escaped(pairs([one, other])[0])))
        elif one is not None and not (place and found[place - 1] is not None and place + 2 < len(found)):
            words.append((place, escaped(one) + (_END_OF_RUN if is_run(one) else ".") + ".*"))
        elif other is not None and (place == 0 or place + 2 >= len(found) or found[place + 2] is None):
            words.append((place, ".*" + (_END_OF_RUN if is_run(other) else ".") + escaped(other)))
    if len(words) == 1:
        return tantivy.Query.regex_query(schema(), part, words[0][1])
    return tantivy.Query.regex_phrase_query(schema(), part, words)


def opened(part: str, pattern: str) -> tantivy.Query:
    """Records in whose part a Latin word of the pattern stands: ``led*`` for words that begin with led."""
    signs = re.sub(r"\*+", "*", fold(pattern))
    regex = "".join(ANY_RUN + ("*" if sign == "*" else "") if sign in "*?" else escaped(sign) for sign in signs)
    return tantivy.Query.regex_query(schema(), part + UNITS, regex)


def beginning(field: str, text: str) -> tantivy.Query:
    """Records with a value of a field that begins with the text."""
    return tantivy.Query.regex_query(schema(), field, escaped(text) + ".*")


def escaped(text: str) -> str:
    """A text as a regular expression of the index that means just it."""
    return _SPECIAL.sub(r"\\\1", text)


def is_latin_word(found: list[str]) -> bool:
    """True for units that are one run of Latin letters and digits."""
    return len(found) == 1 and is_run(found[0])
