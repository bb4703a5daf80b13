"""Columns whose heading nobody knows, taken for what their values look like (按值猜测)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.understanding.count_columns import COUNTS
from zhiquan.register.intake.understanding.day_columns import day_fields
from zhiquan.register.intake.understanding.name_columns import PARTIES
from zhiquan.register.intake.understanding.number_columns import NUMBERS
from zhiquan.register.intake.understanding.profiles import Profile, Sure
from zhiquan.register.intake.understanding.symbol_columns import SYMBOLS
from zhiquan.register.intake.understanding.text_columns import TEXTS

FEWEST = 3
"""Filled cells a column must have before its values tell anything."""

_NUMBER_FIELDS = frozenset(["app_no", "pub_no", "grant_no", "reg_no"])


def guesses(columns: Mapping[int, Sequence[Cell]], *, taken: Mapping[str, Sequence[Cell]]) -> Iterator[
    tuple[int, str, float]
]:  # fmt: skip
    """Place, field and confidence of columns that can only be one thing.

    Args:
        columns: columns without a use, by place.
        taken: field to the cells of the column it has already.

    Returns:
        Each place and each field at most once; the confidence is below 0.8, that of a known heading.
    """
    free = {place: found for place, cells in columns.items() if len((found := Profile(cells)).filled) >= FEWEST}
    known = {field: Profile(cells) for field, cells in taken.items()}
    for field, sure in (*NUMBERS, *SYMBOLS, *PARTIES, *COUNTS):
        yield from _best(field, sure, free, known)
    if known.keys() & _NUMBER_FIELDS:
        for place, field, confidence in day_fields(free, known):
            known[field] = free.pop(place)
            yield place, field, confidence
    for field, sure in TEXTS:
        if field == "title" and not known.keys() & (_NUMBER_FIELDS | {"abstract"}):
            continue
        yield from _best(field, sure, free, known)


def _best(
    field: str, sure: Sure, free: dict[int, Profile], known: dict[str, Profile]
) -> Iterator[tuple[int, str, float]]:
    """The column that is surest to hold a field, if any is; it is taken out of the free ones."""
    if field in known:
        return
    scores = {place: sure(profile, known) * (0.9 + 0.1 * profile.fullness) for place, profile in free.items()}
    best = max(scores, key=lambda place: (scores[place], -place), default=None)
    if best is not None and scores[best] > 0:
        known[field] = free.pop(best)
        yield best, field, min(scores[best], 0.79)
