"""The short names that sources are written with, spelled out (出处简称)."""

from __future__ import annotations

import re
from functools import cache

from pydantic import Field

from zhiquan.basics.words import Words
from zhiquan.knowledge.definition_files import SHIPPED
from zhiquan.knowledge.shapes import Shape, Text
from zhiquan.knowledge.strict_yaml import read_yaml

FILE = SHIPPED / "source_keys.yaml"


class SourceKey(Shape):
    """One short name (简称): what it stands for, and its parts by number."""

    says: Text
    books: dict[str, Text] = Field(default_factory=dict)


class SourceKeys(Shape):
    """The file of short names (出处简称表)."""

    keys: dict[str, SourceKey]


@cache
def source_keys() -> dict[str, SourceKey]:
    """The short names by name."""
    return SourceKeys.model_validate(read_yaml(FILE.read_text("utf-8"), file=FILE.name)).keys


def spelled_out(source: str) -> Words:
    """A source with every short name in it explained in brackets.

    ``spelled_out("JL, art 444").en`` is ``"JL (GitHub ImCa0/just-laws at 5c000d2 ...), art 444"``.
    """
    names = "|".join(re.escape(name) for name in sorted(source_keys(), key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w.-])({names})(?: ([0-9]+))?(?![\w.-]*\w)")
    return Words(
        pattern.sub(lambda found: f"{found[0]}（{_meaning(found).zh}）", source),
        pattern.sub(lambda found: f"{found[0]} ({_meaning(found).en})", source),
    )


def _meaning(found: re.Match[str]) -> Words:
    key = source_keys()[found[1]]
    book = key.books.get(found[2] or "")
    return Words(f"{key.says.zh}：{book.zh}", f"{key.says.en}: {book.en}") if book else key.says
