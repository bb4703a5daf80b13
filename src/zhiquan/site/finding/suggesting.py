"""What a reader may be about to type: fields, numbers, parties, titles within reach (输入提示)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.knowledge.search_words import search_fields
from zhiquan.search.asking.question import Hit, Narrowed, Question
from zhiquan.site.finding.room import Room

MOST = 8
_FIELDS, _PARTIES, _TITLES = 3, 3, 6
_LONGEST, _LEAST_DIGITS = 40, 4
_LAST = re.compile(r"(\S*)$")
_NUMBER = re.compile(r"[A-Z]{0,4}[\d.]+[\dA-Z.]*", re.IGNORECASE | re.ASCII)
_OPENERS = "(（-!！?？+＋"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line offered below the box (提示).

    Args:
        text: the whole query once it is taken.
        shown: what is offered.
        kind: what it is.
        is_whole: taking it asks at once; else typing goes on.
    """

    text: str
    shown: Words
    kind: Words
    is_whole: bool = True


def suggestions(room: Room, typed: str) -> tuple[Suggestion, ...]:
    """At most eight lines for what was typed so far: of the last word, the words before it stay."""
    last = _last(typed)
    if not last or len(typed) > _LONGEST:
        return ()
    before = typed[: len(typed) - len(last)]
    offered = (*_fields(before, last), *_numbers(room, before, last), *_named(room, before, last))
    return tuple(islice({one.text: one for one in offered}.values(), MOST))


def _last(typed: str) -> str:
    found = _LAST.search(typed)
    return found[1].lstrip(_OPENERS) if found else ""


def _fields(before: str, last: str) -> Iterator[Suggestion]:
    """Fields of the query language one of whose names begins so."""
    found: dict[str, str] = {}
    for name, field in search_fields().by_name.items():
        if name.startswith(last.upper()):
            found.setdefault(field.code, name)
    for code, name in islice(found.items(), _FIELDS):
        label = search_fields().of(code).label
        shown = Words(f"{name}:　{label.zh}", f"{name}: {label.en}")
        yield Suggestion(f"{before}{name}:", shown, Words("字段", "field"), is_whole=False)


def _numbers(room: Room, before: str, last: str) -> Iterator[Suggestion]:
    """Numbers of records in reach that begin so."""
    if sum(sign.isdigit() for sign in last) < _LEAST_DIGITS or not _NUMBER.fullmatch(last):
        return
    for hit in _found(room, f"NO:{last}", _TITLES):
        if number := str(hit.shown.get("number") or ""):
            yield _taken(room, hit, text=f"{before}{number}", shown=f"{number}　{hit.title.text}")


def _named(room: Room, before: str, last: str) -> Iterator[Suggestion]:
    """Parties and titles in reach that hold the word."""
    word = last.replace('"', "")
    if len(word) < 2 or "*" in word or ":" in word or "：" in word:
        return
    query = f'TI:"{word}"'
    parties = _found(room, query, _PARTIES, {"kind": ("party",)})
    titles = (hit for hit in _found(room, query, _TITLES) if hit.kind != "party")
    for hit in (*parties, *titles):
        text = hit.title.text.replace('"', "")
        taken = f'{before}PA:"{text}"' if hit.kind == "party" else f'{before}"{text}"'
        yield _taken(room, hit, text=taken, shown=hit.title.text)


def _taken(room: Room, hit: Hit, *, text: str, shown: str) -> Suggestion:
    return Suggestion(text, Words(shown, shown), room.finder.names.kinds.get(hit.kind, Words(hit.kind, hit.kind)))


def _found(room: Room, query: str, most: int, narrowed: Narrowed | None = None) -> Iterable[Hit]:
    """Records in reach; none when what was typed so far cannot be read."""
    question = Question(query, narrowed=narrowed or {}, limit=most, facets=(), with_synonyms=False, may_loosen=False)
    try:
        return room.finder.first(question, room.reach)
    except BadInput:
        return ()
