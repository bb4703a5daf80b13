"""Which entities a document may declare, and how unknown ones are shown (实体).

Nothing outside the file is ever fetched and nothing large is expanded. Declarations that merely stand there are
allowed: the images of older US documents, short texts such as ``<!ENTITY mdash "&#8212;">``, names of outer files.
"""

from __future__ import annotations

import html.entities
import re
from dataclasses import dataclass, field

from zhiquan.basics.words import Words

LONGEST = 200
"""Longest text an entity may stand for, in characters."""

_NESTED = re.compile(r"[&%][A-Za-z_:]").search
_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:").match
_NAMES = [
    "a",
    "b",
    "g",
    "d",
    "e",
    "z",
    "ee",
    "th",
    "i",
    "k",
    "l",
    "m",
    "n",
    "x",
    "o",
    "p",
    "r",
    "sf",
    "s",
    "t",
    "u",
    "ph",
    "kh",
    "ps",
    "oh",
]
_GREEK = {f"{name}gr": letter for name, letter in zip(_NAMES, "αβγδεζηθικλμνξοπρςστυφχψω", strict=True)}
_GREEK |= {f"{name.capitalize()}gr": letter.upper() for name, letter in zip(_NAMES, _GREEK.values(), strict=True)}


@dataclass(slots=True)
class Declared:
    """The entities one document declares (已声明的实体).

    Attributes:
        outer: names of entities whose text stands outside the file; a reference to one is refused.
    """

    outer: set[str] = field(default_factory=set)

    def add(self, name: str, *, is_set: bool, text: str | None, address: str, is_image: bool) -> Words | None:
        """Note one declaration.

        Args:
            name: name of the entity.
            is_set: true for a parameter entity.
            text: what it stands for, None when that is outside the file.
            address: where the outside text stands; empty for a public set known by name.
            is_image: true for unparsed data such as ``NDATA TIF``.

        Returns:
            The rule it breaks, None when it is harmless: ``add("d1.tif", ..., is_image=True)`` is None.
        """
        if is_image:
            return None
        if text is None:
            self.outer.add(name)
            return self.refused(name) if is_set and _OUTSIDE(address) else None
        if not is_set and _NESTED(text):
            return Words(
                f"实体 {name} 由其他实体组成，可能无限膨胀",
                f"the entity {name} is made of other entities and may grow without limit",
            )
        if len(text) > LONGEST and not is_set:
            return Words(
                f"实体 {name} 代表 {len(text)} 个字符，最多 {LONGEST} 个",
                f"the entity {name} stands for {len(text)} characters; at most {LONGEST} are allowed",
            )
        return None

    def refused(self, name: str) -> Words | None:
        """The rule a reference to ``name`` breaks, None when it may stand."""
        if name in self.outer:
            return Words(f"实体 {name} 引用文件之外的内容", f"the entity {name} refers to content outside the file")
        return None


def shown(name: str) -> str:
    """The character a well-known entity means, else the reference as printed (实体的显示).

    Returns:
        ``shown("mdash")`` is ``"—"``, ``shown("Dgr")`` is ``"Δ"``, ``shown("half5")`` is ``"&half5;"``.
    """
    return html.entities.html5.get(f"{name};") or _GREEK.get(name) or f"&{name};"
