"""What a query says, as a tree; places in the text are kept for messages and do not make trees differ (查询树)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Everything:
    """Every record (全部)."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word as typed; ``*`` stands for any characters, ``?`` for one (词)."""

    text: str
    at: int = field(default=0, compare=False)

    @property
    def is_open(self) -> bool:
        """True when it has wildcards."""
        return "*" in self.text or "?" in self.text


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in quotation marks: exactly these, next to each other; no synonyms, no wildcards (词组)."""

    text: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Between:
    """Days from one to another, each as typed; an empty end is open (范围).

    Args:
        low: first day, month or year.
        high: last.
        is_beyond_low: days after ``low`` only.
        is_before_high: days before ``high`` only.
    """

    low: str
    high: str
    is_beyond_low: bool = False
    is_before_high: bool = False
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """Two words at most ``distance`` characters or Latin words apart (邻近)."""

    left: Node
    right: Node
    distance: int
    is_ordered: bool
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class InField:
    """A part of the query that looks into one field only (限定字段)."""

    code: str
    body: Node
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """All parts must hold (且)."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One part must hold (或)."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not hold (非)."""

    body: Node


@dataclass(frozen=True, slots=True)
class Maybe:
    """Records where the part holds come first (最好有)."""

    body: Node


Node = Everything | Word | Phrase | Between | Near | InField | And | Or | Not | Maybe


def all_of(parts: list[Node]) -> Node:
    """The parts joined by and; parts that are themselves joined by and are laid flat."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, And) else [part])
    return flat[0] if len(flat) == 1 else And(tuple(flat))


def any_of(parts: list[Node]) -> Node:
    """The parts joined by or, laid flat."""
    flat: list[Node] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Or) else [part])
    return flat[0] if len(flat) == 1 else Or(tuple(flat))


def children(node: Node) -> tuple[Node, ...]:
    """The parts of a node."""
    if isinstance(node, And | Or):
        return node.parts
    if isinstance(node, Not | Maybe | InField):
        return (node.body,)
    if isinstance(node, Near):
        return (node.left, node.right)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it."""
    yield node
    for child in children(node):
        yield from walk(child)
