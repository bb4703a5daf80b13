"""Public rights with some words, and published figures and clauses that hold them, as programs ask (公开清单查询).

Read from the register, not from the search index: the answer is promised from the moment of a publication, before its
index is made; words are plain words, parts of numbers and Latin words too; and rights come by their day of filing.
"""

from __future__ import annotations

from dataclasses import dataclass

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.plans import Plan
from zhiquan.register.browsing.haystack import folded
from zhiquan.site.office.house import house
from zhiquan.site.registry.public import SHOWN, PublicLine, Shown, latest_published, public_rights, published_boards

_AROUND = 40
_MOST = 20


@dataclass(frozen=True, slots=True)
class ClauseFound:
    """A passage of a plan: text before, the word, text after (条款命中)."""

    plan: str
    label: Words
    number: str
    title: str
    before: str
    hit: str
    after: str


@dataclass(frozen=True, slots=True)
class PublicFound:
    """What the public search finds, by kind (公开检索结果)."""

    words: str
    lines: tuple[PublicLine, ...] = ()
    rights: int = 0
    indicators: tuple[tuple[str, Words], ...] = ()
    clauses: tuple[ClauseFound, ...] = ()
    clauses_in_all: int = 0
    shown: Shown | None = None

    @property
    def total(self) -> int:
        """How many results there are."""
        return self.rights + len(self.indicators) + self.clauses_in_all


def find_public(words: str, *, page: int = 1, size: int = SHOWN) -> PublicFound:
    """Look for words among what is published, with one page of rights; nothing without words."""
    shown, parts = latest_published(), [folded(word) for word in words.split()]
    if shown is None or not parts:
        return PublicFound(words, shown=shown)
    lines, rights = public_rights(words, page=page, size=size)
    clauses = _clauses(parts)
    return PublicFound(words, lines, rights, _indicators(parts), tuple(clauses[:_MOST]), len(clauses), shown)


def _indicators(parts: list[str]) -> tuple[tuple[str, Words], ...]:
    known = {name: words for board in published_boards() for name, words in board.indicators}
    return tuple(
        (name, words)
        for name, words in known.items()
        if all(part in folded(f"{words.zh} {words.en}") for part in parts)
    )


def _clauses(parts: list[str]) -> list[ClauseFound]:
    """Clauses of the published plans with every word in them."""
    found = []
    for board in published_boards():
        try:
            plan = house().knowledge().get(Plan, board.plan)
        except NotFound:
            continue
        for clause in plan.clauses:
            text = "".join((clause.title, *clause.paragraphs))
            if all(part in folded(text) for part in parts):
                label = Words(plan.label.zh, plan.label.en)
                found.append(ClauseFound(plan.id, label, clause.number, clause.title, *_snippet(text, parts[0])))
    return found


def _snippet(text: str, part: str) -> tuple[str, str, str]:
    """The text around the first place of a word; its beginning when signs stand inside the word."""
    place = text.lower().find(part)
    if place < 0:
        return "", "", text[: 2 * _AROUND]
    end = place + len(part)
    return text[max(0, place - _AROUND) : place], text[place:end], text[end : end + _AROUND]
