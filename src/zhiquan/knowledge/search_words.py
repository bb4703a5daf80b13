"""Fields of the query language and words that mean the same, as data (检索字段与近义词)."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from zhiquan.knowledge.definition_files import SHIPPED
from zhiquan.knowledge.shapes import Shape, Text
from zhiquan.knowledge.strict_yaml import read_yaml

FIELDS_FILE = "search_fields.yaml"
SYNONYMS_FILE = "search_synonyms.yaml"

FieldKind = Literal["text", "number", "class", "day", "status", "kind"]


class SearchField(Shape):
    """One field of the query language (检索字段).

    Attributes:
        code: its short name, such as ``TI``.
        kind: what its values are; the file's comments say.
        parts: parts of a record it looks into.
        label: its name on screen.
        names: other names it may be written by.
    """

    code: str = Field(pattern=r"^[A-Z]{2,5}$")
    kind: FieldKind
    parts: tuple[str, ...] = Field(min_length=1)
    label: Text
    names: tuple[str, ...] = ()


class SearchFields(Shape):
    """The file of fields (检索字段表)."""

    fields: tuple[SearchField, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _names_are_clear(self) -> Self:
        names = [name for field in self.fields for name in _names_of(field)]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"同一名称指两个字段 / a name of two fields: {', '.join(twice)}")
        return self

    @cached_property
    def by_name(self) -> dict[str, SearchField]:
        """Every name of a field, upper case and half width, to the field."""
        return {name: field for field in self.fields for name in _names_of(field)}

    def named(self, name: str) -> SearchField | None:
        """The field of a name in any width or case: ``named("ti").code`` is ``"TI"``; None when there is none."""
        return self.by_name.get(_plain(name))

    def of(self, code: str) -> SearchField:
        """The field of a code."""
        return self.by_name[code]


class Synonyms(Shape):
    """The file of words that mean the same (近义词表)."""

    groups: tuple[tuple[str, ...], ...]

    @cached_property
    def by_word(self) -> dict[str, tuple[str, ...]]:
        """A word in lower case to the others of its lines, as written."""
        found: dict[str, list[str]] = {}
        for group in self.groups:
            for word in group:
                found.setdefault(word.casefold(), []).extend(other for other in group if other != word)
        return {word: tuple(dict.fromkeys(others)) for word, others in found.items()}

    def of(self, word: str) -> tuple[str, ...]:
        """Other words for one: ``of("阻垢")`` is ``("防垢", "抑垢")``; empty when none is listed."""
        return self.by_word.get(word.casefold(), ())


@cache
def search_fields() -> SearchFields:
    """The fields, read once."""
    return SearchFields.model_validate(read_yaml((SHIPPED / FIELDS_FILE).read_text("utf-8"), file=FIELDS_FILE))


@cache
def synonyms(overlay: Path | None = None) -> Synonyms:
    """The words shipped, and after them those of the office's own file of the same name; read once."""
    files = [SHIPPED / SYNONYMS_FILE, *([overlay / SYNONYMS_FILE] if overlay else [])]
    read = [
        Synonyms.model_validate(read_yaml(file.read_text("utf-8"), file=file.name)) for file in files if file.is_file()
    ]
    return Synonyms(groups=tuple(group for one in read for group in one.groups))


def _names_of(field: SearchField) -> dict[str, None]:
    return dict.fromkeys([field.code, *(_plain(name) for name in field.names)])


def _plain(name: str) -> str:
    return "".join(name.split()).replace("（", "(").replace("）", ")").upper()
