"""Which kinds of records a question asks for by name (指明的类型)."""

from __future__ import annotations

from collections.abc import Iterator

from zhiquan.search.asking.names import Names
from zhiquan.search.asking.question import Question
from zhiquan.search.language.tree import InField, Maybe, Node, Not, Phrase, Word, children, walk


def kinds_named(question: Question, node: Node, names: Names) -> frozenset[str]:
    """Kinds chosen of the facet, or else named in the field ``KIND``; none when the question leaves them open.

    Args:
        question: the question.
        node: its query as understood; what must not or need not hold names no kind.
        names: what kinds are called.
    """
    chosen = question.narrowed.get("kind", ())
    return frozenset(chosen or (kind for word in _words(node) for kind in names.kinds_meant(word)))


def _words(node: Node) -> Iterator[str]:
    """Words in the field ``KIND`` that must or may hold."""
    if isinstance(node, Not | Maybe):
        return
    if isinstance(node, InField) and node.code == "KIND":
        yield from (part.text for part in walk(node.body) if isinstance(part, Word | Phrase))
        return
    for part in children(node):
        yield from _words(part)
