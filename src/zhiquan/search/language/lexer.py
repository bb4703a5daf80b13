"""Cutting a query into words, marks and brackets; full-width signs count as half-width ones (查询式分词)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from zhiquan.basics.words import Words
from zhiquan.search.language.mistakes import QueryMistake

Kind = Literal["word", "phrase", "open", "close", "prefix", "and", "or", "not", "near", "field", "range"]

_QUOTES = '"“”„‟＂「」『』'
_STOPS = "，、；。！《》〈〉【】…;"
_NAME = re.compile(r"([^\W\d_]{1,12}(?:\([^\W\d_]{1,6}\)[^\W\d_]{0,4})?)\s*(>=|<=|[:=><])\s*")
_NEAR = re.compile(r"(NEAR|N|W|PRE)/([0-9]{1,2})", re.IGNORECASE)
_BRACKETED = re.compile(r"\[\s*([^\[\]\s]*?)\s*(?:\bTO\b|,|至|~|\.\.|\s)\s*([^\[\]\s]*?)\s*\]", re.IGNORECASE)
_OPERATORS: dict[str, Kind] = {
    **dict.fromkeys(("AND", "与", "且", "和", "并且", "&", "&&", "*"), "and"),
    **dict.fromkeys(("OR", "或", "或者", "|", "||", "+"), "or"),
    **dict.fromkeys(("NOT", "非", "-", "!"), "not"),
}
_EVEN = {"≥": ">", "≤": "<"}
_PREFIXES = "?-+!"


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a query (词元).

    Args:
        kind: what it is.
        text: its text; of a field its name, of a range its low end.
        at: where it begins in the query.
        end: where it ends.
        other: of a field its sign, of a range its high end, of nearness the number.
    """

    kind: Kind
    text: str
    at: int
    end: int
    other: str = ""


def plain(query: str) -> str:
    """The query, of the same length, with half-width signs, one kind of quotation mark, and blanks for stops."""
    return "".join(_plain_sign(query, place) for place in range(len(query)))


def _plain_sign(query: str, place: int) -> str:
    sign = query[place]
    if sign in _QUOTES:
        return '"'
    if sign == "？":
        return " " if _ends_here(query, place + 1) else "?"
    if sign in _STOPS or sign.isspace():
        return _stop(query, place)
    if sign in _EVEN:
        return _EVEN[sign]
    return chr(ord(sign) - 0xFEE0) if "！" <= sign <= "～" else sign


def _stop(query: str, place: int) -> str:
    """A stop as a blank; but a comma between digits stays one, and a mark before a word means not."""
    sign = query[place]
    if sign == "，" and query[place - 1 : place].isdigit() and query[place + 1 : place + 2].isdigit():
        return ","
    return "!" if sign == "！" and not query[max(place - 1, 0) : place].strip() else " "


def _ends_here(query: str, place: int) -> bool:
    return not query[place : place + 1].strip() or query[place] in _STOPS + "）)"


def tokens(query: str) -> list[Token]:
    """The pieces of a query; a word such as 和 that stands alone or after a field is looked for itself.

    Raises:
        QueryMistake: a quotation mark or square bracket is not closed.
    """
    found = list(_cut(query, plain(query)))
    is_alone = len(found) == 1 and found[0].kind in {"and", "or", "not"} and found[0].text.isalpha()
    return [replace(found[0], kind="word")] if is_alone else found


def _cut(query: str, text: str) -> Iterator[Token]:
    place, after_field = 0, False
    while place < len(text):
        if text[place] == " ":
            place += 1
            continue
        token = _next(query, text, place, after_field=after_field)
        yield token
        after_field = token.kind == "field"
        place = token.end


def _next(query: str, text: str, place: int, *, after_field: bool) -> Token:
    sign = text[place]
    if sign == '"':
        return _phrase(query, text, place)
    if sign in "()":
        return Token("open" if sign == "(" else "close", sign, place, place + 1)
    if after_field and sign == "[":
        return _bracketed(query, text, place)
    if sign in _PREFIXES and text[place + 1 : place + 2].strip() and text[place + 1] != ")":
        return Token("prefix", sign, place, place + 1)
    found = _NAME.match(text, place)
    if found and not after_field:
        return Token("field", found[1], place, found.end(), found[2])
    word = _word(text, place)
    return replace(word, kind="word") if after_field and word.text.isalpha() else word


def _phrase(query: str, text: str, place: int) -> Token:
    end = text.find('"', place + 1)
    if end < 0:
        raise QueryMistake(
            Words("引号没有闭合", "the quotation mark is not closed"),
            query=query,
            at=place,
            mended=query.rstrip() + ("”" if query[place] == "“" else '"'),
        )
    return Token("phrase", query[place + 1 : end], place, end + 1)


def _bracketed(query: str, text: str, place: int) -> Token:
    found = _BRACKETED.match(text, place)
    if found is None:
        end = text.find("]", place)
        inside = text[place + 1 : end if end >= 0 else len(text)].split()
        low, high = (inside[0], inside[-1]) if inside else ("2021", "2025")
        raise QueryMistake(
            Words("方括号里要写起止两端", "square brackets hold a first and a last value"),
            query=query,
            at=place,
            mended=query[:place] + f"{low}..{high}" + (query[end + 1 :] if end >= 0 else ""),
        )
    return Token("range", found[1].strip("*"), place, found.end(), found[2].strip("*"))


def _word(text: str, place: int) -> Token:
    end = place
    while end < len(text) and text[end] not in ' ()"':
        end += 1
    word = text[place:end]
    near = _NEAR.fullmatch(word)
    if near:
        return Token("near", near[1].upper(), place, end, near[2])
    return Token(_OPERATORS.get(word.upper(), "word"), word, place, end)
