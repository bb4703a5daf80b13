"""A definition as lines to read: each value with what it rests on (定义的展开)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhiquan.basics.words import Language, Words
from zhiquan.knowledge.shapes import Cite, Definition, Grounded, Shape, Version
from zhiquan.knowledge.strict_yaml import KeyPath, spell

_BESIDE = frozenset({"id", "label", "cites", "verified", "source_note", "versions"})
_HEADING = frozenset({"from_", "to", "from_verified"})
"""What stands in the heading of a definition, of a version, or beside a value."""


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a definition (一行).

    Attributes:
        path: where it stands in the file.
        value: the value as text.
        cites: the places it rests on.
        is_verified: false when it, or what it rests on, is marked unverified.
        source_note: where an unverified value comes from.
    """

    path: str
    value: str
    cites: tuple[Cite, ...]
    is_verified: bool
    source_note: str


def outline(part: Shape, language: Language, path: KeyPath = ()) -> list[Line]:
    """Every value of a definition or of one of its versions, in the order of the file.

    Args:
        part: the definition or version.
        language: language of texts.
        path: where ``part`` stands in its file, put before every path.
    """
    return list(_lines(part, path, _ground_of(part), language))


def _ground_of(part: object, outer: Grounded | None = None) -> Grounded | None:
    return part if isinstance(part, Grounded) else outer


def _lines(part: object, path: KeyPath, ground: Grounded | None, language: Language) -> Iterator[Line]:
    ground = _ground_of(part, ground)
    if isinstance(part, Shape) and (isinstance(part, (Definition, Version)) or not _is_flat(part)):
        for name, value in _said(part):
            yield from _lines(value, (*path, name), ground, language)
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield from _lines(value, (*path, str(key)), ground, language)
    elif isinstance(part, tuple) and any(isinstance(item, Shape) for item in part):
        for place, item in enumerate(part):
            yield from _lines(item, (*path, place), ground, language)
    else:
        yield Line(
            path=spell(path),
            value=_text(part, language),
            cites=ground.cites if ground else (),
            is_verified=_is_verified(part, ground),
            source_note=ground.source_note if ground else "",
        )


def _is_verified(part: object, ground: Grounded | None) -> bool:
    own = getattr(part, "verified", True) is True
    return own and (ground is None or ground.verified)


def _said(part: Shape) -> list[tuple[str, object]]:
    """Keys as written in the file, with their values, without defaults and what stands elsewhere."""
    elsewhere = _BESIDE | _HEADING if isinstance(part, Version) else _BESIDE
    fields = type(part).model_fields
    told = [(name, field, getattr(part, name)) for name, field in fields.items() if name not in elsewhere]
    return [
        (field.alias or name, value)
        for name, field, value in told
        if value != field.default and value not in (None, (), {})
    ]


def _is_flat(part: Shape) -> bool:
    """True when no value of the piece holds another piece, so it fits one line."""
    values = [value for _, value in _said(part)]
    nested = [item for value in values for item in (value if isinstance(value, tuple) else (value,))]
    return not any(isinstance(item, (Shape, Mapping)) for item in nested)


def _text(value: object, language: Language) -> str:
    if isinstance(value, Words):
        return value.to(language)
    if isinstance(value, Shape):
        return "; ".join(f"{key}: {_text(item, language)}" for key, item in _said(value))
    if isinstance(value, tuple):
        return ", ".join(_text(item, language) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(_plain(value))


def _plain(value: object) -> object:
    return f"{value:f}" if isinstance(value, Decimal) else value
