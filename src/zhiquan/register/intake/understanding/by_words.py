"""Columns whose heading is worded as in no table of names, taken for what its words say (按词识别)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.understanding.headings import Headings
from zhiquan.register.intake.understanding.profiles import Profile
from zhiquan.register.intake.understanding.suiting import suits
from zhiquan.register.intake.understanding.uses import ColumnUse

FITS = 0.6
"""How far the values must suit a field that only words tell."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """One field a column's heading can mean and its values suit; the lower rank is the closer wording."""

    place: int
    field: str
    rank: int
    sure: float
    fullness: float


def by_words(  # noqa: PLR0913 - what matching needs
    names: Sequence[str],
    columns: Sequence[Sequence[Cell]],
    headings: Headings,
    *,
    kind: str,
    taken: set[str],
    settled: set[int],
) -> Iterator[ColumnUse]:
    """Uses of columns told by the words of their headings, each field at most once; all below a known heading.

    A column whose words mean a field that another column holds already, or one the register has no column for,
    is kept.
    """
    found = [
        reading
        for place, name in enumerate(names)
        if place not in settled
        for reading in _readings(place, name, columns[place], headings, kind=kind)
    ]
    held, used = set(taken), set(settled)
    for reading in sorted(found, key=lambda one: (one.rank, -one.sure, -one.fullness, one.place)):
        if reading.place in used or reading.field in held:
            continue
        used.add(reading.place)
        if reading.field.startswith("_"):
            yield ColumnUse(reading.place, names[reading.place], "", Decimal(0), "kept")
            continue
        held.add(reading.field)
        sure = Decimal(str(round(min(0.78 * reading.sure, 0.78), 2)))
        yield ColumnUse(reading.place, names[reading.place], reading.field, sure, "like_heading")
    for place in dict.fromkeys(reading.place for reading in found):
        if place not in used:
            yield ColumnUse(place, names[place], "", Decimal(0), "kept")


def _readings(place: int, name: str, cells: Sequence[Cell], headings: Headings, *, kind: str) -> Iterator[_Reading]:
    wordings = headings.wordings.get(kind)
    told = wordings.fields(name) if wordings else []
    if not told:
        return
    profile = Profile(cells)
    for rank, (field, covered) in enumerate(told):
        if field.startswith("_"):
            yield _Reading(place, field, rank, covered, profile.fullness)
            continue
        sure = suits(field, headings.names[kind].fields[field].form, profile)
        if sure >= FITS:
            yield _Reading(place, field, rank, covered * sure, profile.fullness)
