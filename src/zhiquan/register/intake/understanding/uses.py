"""What one column of a file is used for (列的用途)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """One column of a file and what it was taken for (列的对应).

    Args:
        place: column from 0.
        source: heading as printed; a letter as spreadsheets show it when the file has none.
        field: column of the register; empty when nobody knows it, then it is kept as extra.
        confidence: 0 to 1; 0 without field.
        reason: ``heading``, ``like_heading``, ``values``, ``saved``, ``same_field`` (an earlier column holds the
            field), ``values_differ`` (the heading is known, the values do not look like it) or ``unknown``.
    """

    place: int
    source: str
    field: str
    confidence: Decimal
    reason: str


def letter_of(place: int) -> str:
    """A column's letters in a spreadsheet: ``letter_of(0)`` is ``"A"``, ``letter_of(27)`` is ``"AB"``."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
