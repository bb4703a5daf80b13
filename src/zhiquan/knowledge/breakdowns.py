"""How rights are told apart by kind of holder and by industry, for breakdowns of a figure (分组口径)."""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from zhiquan.knowledge.shapes import Definition, Grounded, Shape, Text


class HolderGroup(Shape):
    """One kind of holder (权利人类型): ``words`` of which a name holds one; the first group that fits counts."""

    id: str
    label: Text
    words: tuple[str, ...]


class HolderKinds(Definition):
    """Kinds of holders by words of their names (权利人类型).

    Attributes:
        groups: in order of standing.
        person: label of a name that holds no word of an organisation and is short.
        other: label of every other name.
    """

    groups: tuple[HolderGroup, ...] = Field(min_length=1)
    person: Text
    other: Text


class IndustryGroup(Grounded):
    """One industry (产业): ``ipc`` are first characters of a main class, the longest that fits counts."""

    id: str
    label: Text
    ipc: tuple[str, ...]


class Industries(Definition):
    """The industries a district reports by, told by main class (产业); the id is the district's code."""

    groups: tuple[IndustryGroup, ...] = Field(min_length=1)

    @cached_property
    def _by_start(self) -> dict[str, str]:
        return {ipc: group.id for group in self.groups for ipc in group.ipc}

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        return tuple(sorted({len(ipc) for ipc in self._by_start}, reverse=True))

    def of(self, main_class: str | None) -> str | None:
        """Id of the industry a main class belongs to, by its longest beginning that is listed; None when none is."""
        starts = ((main_class or "")[:length] for length in self._lengths)
        return next((found for start in starts if (found := self._by_start.get(start))), None)


def industry_key(place: str, industry: str) -> str:
    """Key of an industry among those of all districts: ``industry_key("500115", "steel")`` is ``"500115.steel"``."""
    return f"{place}.{industry}"
