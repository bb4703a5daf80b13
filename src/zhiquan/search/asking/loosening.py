"""Easier queries for when nothing is found (放宽查询)."""

from __future__ import annotations

from functools import lru_cache

import rjieba

from zhiquan.search.language.tree import And, InField, Maybe, Near, Node, Not, Or, Word, all_of, walk
from zhiquan.search.text.folding import fold
from zhiquan.search.text.units import units

_LONG, _PARTS = 4, 8


def loosened(node: Node) -> Node:
    """The query with each long word taken apart into its words; the same tree when there is none.

    ``循环冷却水阻垢剂`` becomes ``循环 冷却水 阻垢剂``, all of which must be there.
    """
    if isinstance(node, Word):
        parts = words_of(node.text) if not node.is_open and len(units(fold(node.text))) >= _LONG else []
        return all_of([Word(part, at=node.at) for part in parts]) if len(parts) > 1 else node
    if isinstance(node, And):
        return all_of([loosened(part) for part in node.parts])
    if isinstance(node, Or):
        return Or(tuple(loosened(part) for part in node.parts))
    if isinstance(node, InField):
        return InField(node.code, loosened(node.body), at=node.at)
    return Maybe(loosened(node.body)) if isinstance(node, Maybe) else node


def is_costly(node: Node) -> bool:
    """True when looking for it may read many texts, so that it is looked for once only."""
    return any(isinstance(one, Near) or (isinstance(one, Word) and one.is_open) for one in walk(node))


def shorter(node: Node) -> list[Node]:
    """Of several conditions each left out in turn; of one long word its parts."""
    if isinstance(node, And):
        must = [part for part in node.parts if not isinstance(part, Not | Maybe)]
        if len(must) > 1:
            return [all_of([part for part in node.parts if part is not left]) for left in must[:_PARTS]]
    if isinstance(node, Word) and not node.is_open:
        return [Word(part) for part in words_of(node.text)[:_PARTS]] if len(words_of(node.text)) > 1 else []
    return []


@lru_cache(maxsize=512)
def words_of(text: str) -> list[str]:
    """The words of a text by the dictionary, single signs and stop characters left out."""
    found = [word.strip() for word in rjieba.cut(text)]
    return [word for word in dict.fromkeys(found) if len(units(fold(word))) > 1 or (word.isascii() and word.isalnum())]
