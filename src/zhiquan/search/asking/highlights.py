"""Where the words of a query stand in the texts of a record, as printed (高亮)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from zhiquan.knowledge.search_words import Synonyms, search_fields
from zhiquan.search.asking.wildcards import is_latin_pattern, latin_regex, pieces, regex_of
from zhiquan.search.language.tree import InField, Node, Not, Phrase, Word, children
from zhiquan.search.reach import Sight
from zhiquan.search.text.folding import fold, fold_with_places

AROUND, LONGEST, MOST_MARKS = 36, 160, 40
"""Characters before the first mark, of a whole snippet, and marks of one text."""

_DEFAULT = ("title", "abstract", "claims", "body", "holder", "holder_public", "inventor")
_SHOWN = ("abstract", "claims", "body", "holder", "holder_public", "inventor", "agency", "address", "place",
          "place_public")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of a text with the places of the words in it (高亮片段).

    Args:
        part: part of the record.
        text: the stretch as printed.
        marks: begin and end of each word found, in the stretch.
        is_cut: begins or ends within the text.
    """

    part: str
    text: str
    marks: tuple[tuple[int, int], ...]
    is_cut: tuple[bool, bool] = (False, False)

    def as_json(self) -> dict[str, Any]:
        """The stretch, JSON-ready."""
        return {"part": self.part, "text": self.text, "marks": [list(mark) for mark in self.marks]}

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """The text cut where marks begin and end, each piece with whether it is marked."""
        place = 0
        for begin, end in self.marks:
            if begin > place:
                yield self.text[place:begin], False
            yield self.text[begin:end], True
            place = end
        if place < len(self.text):
            yield self.text[place:], False


class Highlighter:
    """Marks the words of one query; words that must not stand are not marked.

    Args:
        node: the query.
        synonyms: words that are looked for besides; None for none.
    """

    def __init__(self, node: Node, synonyms: Synonyms | None) -> None:
        found: dict[str, list[str]] = {}
        for parts, regex in _patterns(node, _DEFAULT, synonyms):
            for part in parts:
                found.setdefault(part, []).append(regex)
        self._patterns: Mapping[str, re.Pattern[str]] = {
            part: re.compile("|".join(sorted(set(regexes), key=len, reverse=True))) for part, regexes in found.items()
        }

    def title(self, record: dict[str, Any]) -> Marked:
        """The whole title with its marks."""
        return Marked("title", record["title"], self.marks("title", record["title"]))

    def snippets(self, record: dict[str, Any], sight: Sight) -> list[Marked]:
        """The stretches around the words, of the parts in sight that hold some; of the first text when none does."""
        texts: dict[str, str] = record["texts"]
        seen = [part for part in _SHOWN if texts.get(part) and part in sight.parts]
        made = [one for part in seen if (one := self._snippet(part, texts[part])) is not None]
        lead = next((part for part in ("abstract", "body") if part in seen), None)
        if lead is not None and not any(one.part == lead for one in made):
            text = texts[lead]
            made.insert(0, Marked(lead, text[:LONGEST], (), (False, len(text) > LONGEST)))
        return made

    def marks(self, part: str, text: str) -> tuple[tuple[int, int], ...]:
        """Begin and end of each word in a text."""
        pattern = self._patterns.get(part)
        if pattern is None:
            return ()
        folded = fold_with_places(text)
        found = []
        for hit in pattern.finditer(folded.text):
            found.append(folded.original(*hit.span()))
            if len(found) == MOST_MARKS:
                break
        return tuple(found)

    def _snippet(self, part: str, text: str) -> Marked | None:
        marks = self.marks(part, text)
        if not marks:
            return None
        begin = 0 if len(text) <= LONGEST else max(0, min(marks[0][0] - AROUND, len(text) - LONGEST))
        end = min(len(text), max(begin + LONGEST, marks[0][1]))
        inside = tuple((one - begin, min(other, end) - begin) for one, other in marks if one < end)
        return Marked(part, text[begin:end], inside, (begin > 0, end < len(text)))


def _patterns(node: Node, parts: tuple[str, ...], synonyms: Synonyms | None) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each word to be marked: the parts it may stand in, and a regular expression over folded text."""
    if isinstance(node, Not):
        return
    if isinstance(node, InField):
        field = search_fields().of(node.code)
        if field.kind == "text":
            yield from _patterns(node.body, (*field.parts, *(f"{part}_public" for part in field.parts)), synonyms)
        return
    if isinstance(node, Phrase):
        yield parts, regex_of(_without_signs(node.text))
    elif isinstance(node, Word):
        for regex in _word(node, synonyms):
            yield parts, regex
    for child in children(node):
        yield from _patterns(child, parts, synonyms)


def _word(node: Word, synonyms: Synonyms | None) -> Iterator[str]:
    if not node.is_open:
        yield regex_of(node.text)
        for other in synonyms.of(node.text) if synonyms else ():
            yield regex_of(other)
    elif is_latin_pattern(node.text):
        yield latin_regex(node.text)
    else:
        for stretch in pieces(node.text):
            yield regex_of(stretch)


def _without_signs(text: str) -> str:
    return fold(text).replace("*", " ").replace("?", " ")
