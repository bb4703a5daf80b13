"""A definition as lines to read: each value with what it rests on (定义的展开)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from zhiquan.basics.words import Words
from zhiquan.knowledge.labels import ANSWERS, field_label, value_label
from zhiquan.knowledge.sentences import NameOf, joined, percent, plain_number, sentence
from zhiquan.knowledge.shapes import Cite, Grounded, Shape, Version
from zhiquan.knowledge.source_keys import spelled_out

_BESIDE = frozenset({"id", "label", "cites", "verified", "versions"})
_HEADING = frozenset({"from_", "to", "from_verified"})
"""What stands in the heading of a definition, of a version, or beside a value."""

_WITHOUT_END = Words("没有期限", "without end")


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a definition (一行).

    Attributes:
        label: what the value is; of a tool's word the word itself.
        value: the value in words.
        cites: the places it rests on.
        is_verified: false when it, or what it rests on, is marked unverified.
        source_note: where an unverified value comes from.
    """

    label: Words
    value: Words
    cites: tuple[Cite, ...]
    is_verified: bool
    source_note: str


def outline(part: Shape, name_of: NameOf) -> list[Line]:
    """Every value of a definition, or of one of its versions, in the order of the file.

    Args:
        part: the definition or version.
        name_of: label of another definition by kind and id.

    Returns:
        One line per amount, clock, move or plain value; versions of a definition are not among them.
    """
    ground = part if isinstance(part, Grounded) else None
    return [_line(name, label, value, ground, name_of) for name, label, value in _pieces(part)]


def _pieces(part: Shape) -> Iterator[tuple[str, Words, object]]:
    """Field name, label and value of everything that gets a line of its own."""
    for name, value in _said(part):
        label = field_label(name)
        if isinstance(value, tuple) and any(isinstance(item, Shape) for item in value):
            yield from ((name, label, item) for item in value)
        elif isinstance(value, Mapping) and name in {"words", "unmapped_on_purpose"}:
            yield from ((name, Words(word, word), item) for word, item in value.items())
        else:
            yield name, label, value


def _line(name: str, label: Words, value: object, ground: Grounded | None, name_of: NameOf) -> Line:
    ground = value if isinstance(value, Grounded) else ground
    own = getattr(value, "verified", True) is True
    return Line(
        label=label,
        value=_value(name, value, name_of),
        cites=ground.cites if ground else (),
        is_verified=own and (ground is None or ground.verified),
        source_note=ground.source_note if ground else "",
    )


def _said(part: Shape) -> list[tuple[str, object]]:
    """Keys as written in the file, with their values, without defaults and what stands elsewhere."""
    elsewhere = set(_BESIDE)
    elsewhere |= {"source_note"} if isinstance(part, Grounded) else set()
    elsewhere |= _HEADING if isinstance(part, Version) else set()
    fields = type(part).model_fields
    told = [(name, field, getattr(part, name)) for name, field in fields.items() if name not in elsewhere]
    return [
        (field.alias or name, value)
        for name, field, value in told
        if field.is_required() or (value != field.default and value not in (None, (), {}))
    ]


def _value(name: str, value: object, name_of: NameOf) -> Words:  # noqa: PLR0911 - one line per type of value
    if isinstance(value, Words):
        return value
    if isinstance(value, Shape):
        return sentence(value, name_of)
    if isinstance(value, Mapping):
        return joined([_limit(name, str(key), amount) for key, amount in value.items()])
    if isinstance(value, tuple):
        return joined([_value(name, item, name_of) for item in value], zh="、", en=", ")
    if isinstance(value, bool):
        return ANSWERS[value]
    if isinstance(value, Decimal):
        told = percent(value) if name == "share" else plain_number(value)
        return Words(told, told)
    if name in {"years", "years_from_grant"}:
        return Words(f"{value} 年", f"{value} years") if value is not None else _WITHOUT_END
    if name == "fees":
        return name_of("fees", str(value))
    return spelled_out(str(value)) if name == "source" else value_label(name, str(value))


def _limit(name: str, key: str, amount: object) -> Words:
    who = value_label(name, key)
    return Words(f"{who.zh} {amount} 元", f"{who.en} {amount} yuan")
