"""A status word with the days beside it is one legal event: what ended, when, announced when (事务公告的日期)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhiquan.knowledge.columns import ColumnNames, heading_key
from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.understanding import Understood
from zhiquan.register.intake.values.days import DayReader, day_style
from zhiquan.register.intake.values.events import Word

ENDED, ANNOUNCED = "_ended_on", "_announced_on"
"""Fields of the tables of names that hold the days; the register keeps them in the event alone."""

_ENDINGS = frozenset(
    ["lapsed_fee", "expired_stated", "ended_stated", "abandoned", "invalidated_full", "revoked", "deregistered"]
)
"""Events for which an end day beside them is the first day of their effect."""


@dataclass(frozen=True, slots=True)
class EndColumns:
    """Places of the columns of a grid that together state an event; None where there is none."""

    ended: int | None
    announced: int | None


def end_columns(grid: Understood, table: ColumnNames) -> EndColumns | None:
    """The columns of days beside the status words; None when the grid has no such column or no status words."""
    if grid.kind != "rights" or "status_word" not in grid.fields or "events" in grid.fields:
        return None
    known = table.headings(grid.context)
    places = {known.get(heading_key(use.source)): use.place for use in reversed(grid.columns) if not use.field}
    found = EndColumns(places.get(ENDED), places.get(ANNOUNCED))
    return None if found.ended is None and found.announced is None else found


def events_beside(
    words: Sequence[str | None], columns: Sequence[Sequence[Cell]], beside: EndColumns, event_of: Word
) -> list[list[dict[str, Any]] | None]:
    """One event per row whose word tells one and that has a day for it.

    Args:
        words: status words of a piece of rows.
        columns: cells of the piece by column.
        beside: where the days are.
        event_of: event of a word.

    Returns:
        Per row a list of one dictionary with the keys of ``STATED_EVENTS``, or None.
    """
    ended = _days(columns, beside.ended, len(words))
    announced = _days(columns, beside.announced, len(words))
    return [_event(*row, event_of) for row in zip(words, ended, announced, strict=True)]


def _event(word: str | None, ended: date | None, announced: date | None, event_of: Word) -> list[dict[str, Any]] | None:
    event = event_of(word) if word and (ended or announced) else None
    if event is None:
        return None
    effective = ended if event in _ENDINGS else None
    if effective is None and announced is None:
        return None
    return [{"event": event, "effective": effective, "announced": announced, "until": None, "days": None, "word": word}]


def _days(columns: Sequence[Sequence[Cell]], place: int | None, count: int) -> Sequence[date | None]:
    if place is None:
        return [None] * count
    cells = columns[place]
    return DayReader(day_style(cells)).read(cells).values
