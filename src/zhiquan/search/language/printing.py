"""A query tree as text that is read back into the same tree (查询式的标准写法)."""

from __future__ import annotations

from zhiquan.search.language.tree import (
    And,
    Between,
    Everything,
    InField,
    Maybe,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Word,
)


def printed(node: Node) -> str:
    """The query in its plain spelling: ``printed(parsed("（a　或 b） 且 非 c"))`` is ``"(a OR b) -c"``."""
    if isinstance(node, And):
        return " ".join(_inside(part, Or) for part in node.parts)
    if isinstance(node, Or):
        return " OR ".join(_inside(part, And) for part in node.parts)
    return _simple(node)


def _inside(part: Node, weaker: type[And] | type[Or]) -> str:
    return f"({printed(part)})" if isinstance(part, weaker) and not _binds(part, weaker) else printed(part)


def _binds(part: Node, weaker: type[And] | type[Or]) -> bool:
    """And binds more strongly than or: within or it needs no brackets."""
    return weaker is And and isinstance(part, And)


def _simple(node: Node) -> str:
    if isinstance(node, Everything | Word):
        return node.text if isinstance(node, Word) else ""
    if isinstance(node, Phrase):
        return f'"{node.text}"'
    if isinstance(node, Between):
        return _range(node)
    if isinstance(node, Near):
        return f"{_operand(node.left)} {'W' if node.is_ordered else 'NEAR'}/{node.distance} {_operand(node.right)}"
    if isinstance(node, InField):
        return _field(node)
    mark = "-" if isinstance(node, Not) else "?"
    assert isinstance(node, Not | Maybe)
    return mark + _operand(node.body)


def _operand(node: Node) -> str:
    return f"({printed(node)})" if isinstance(node, And | Or | Near) else printed(node)


def _field(node: InField) -> str:
    body = node.body
    if isinstance(body, Between) and (body.is_beyond_low or body.is_before_high):
        return f"{node.code}{_range(body)}"
    plain = isinstance(body, Word | Phrase | Between)
    return f"{node.code}:{printed(body)}" if plain else f"{node.code}:({printed(body)})"


def _range(node: Between) -> str:
    if node.is_beyond_low:
        return f">{node.low}"
    if node.is_before_high:
        return f"<{node.high}"
    return f"{node.low}..{node.high}"
