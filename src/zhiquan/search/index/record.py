"""One record as the index takes it, whatever its kind (检索记录)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

TEXTS = ("title", "abstract", "claims", "body", "holder", "inventor", "agency", "address", "place")
"""Parts of a record that hold words."""

OF_PUBLIC = ("holder_public", "place_public")
"""What the public may look for in place of the part of that name: organisations, and places of what they hold."""

PUBLIC_TEXTS = ("title", "abstract", "claims", "body", *OF_PUBLIC)
"""Parts of a public record whose words the public may look for."""

NUMBERS = ("application", "publication", "registration")
CLASSES = ("ipc", "cpc", "nice", "similar_groups", "locarno", "gbt4754", "sei")
DAYS = ("filed", "published", "granted", "day")
FACETS = ("kind", "group", "status", "industry", "region", "town", "town_public")
"""Fields of few values that records are counted by."""

_SUBCLASS = re.compile(r"[A-HY]\d\d[A-Z]", re.ASCII)
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

PUBLIC = "public"
"""The token of records everybody may see."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record to be found (检索记录).

    Args:
        id: its id, unique in the index.
        kind: kind of right, or ``party``, ``service``, ``clause``, ``figure``, ``definition`` ...
        title: its name as printed.
        texts: part to text; the title is added by itself.
        tokens: numbers, classes and facets: field to values.
        days: field to day.
        ends: last day of the term of a right in force; None of what has no such day.
        sees: who may see it: ``public``, ``party:...``, ``at:<code of region or town>``.
        parties: id and name of each party that holds it.
        public_parties: the organisations among them, whose names everybody may see who finds the record.
        shown: what lists show of it besides, JSON-ready.
    """

    id: str
    kind: str
    title: str
    texts: Mapping[str, str] = field(default_factory=dict)
    tokens: Mapping[str, Sequence[str]] = field(default_factory=dict)
    days: Mapping[str, date] = field(default_factory=dict)
    ends: date | None = None
    sees: Sequence[str] = ()
    parties: Sequence[tuple[str, str]] = ()
    public_parties: Sequence[tuple[str, str]] = ()
    shown: Mapping[str, object] = field(default_factory=dict)


def party_code(party: str) -> int:
    """A number that stands for a party where records are counted: numbers are counted faster than texts."""
    return int.from_bytes(hashlib.blake2b(party.encode(), digest_size=6).digest())


def subclass_code(subclass: str) -> int:
    """An IPC subclass as a number: its letters in base 36.

    Raises:
        ValueError: it is none; symbols are kept as printed, and some print ``无`` or a class of another system.
    """
    if not _SUBCLASS.fullmatch(subclass):
        raise ValueError(subclass)
    return int(subclass, 36)


def subclass_of(code: int) -> str:
    """The subclass of a number: ``subclass_of(subclass_code("H01M"))`` is ``"H01M"``."""
    text = ""
    while code:
        code, digit = divmod(code, 36)
        text = _DIGITS[digit] + text
    return text


def at_tokens(*codes: str | None) -> list[str]:
    """Tokens of a place: every beginning of its codes, so that a district finds what lies in its towns."""
    return sorted({f"at:{code[:size]}" for code in codes if code for size in range(2, len(code) + 1)})
