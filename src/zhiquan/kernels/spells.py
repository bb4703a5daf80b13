"""Periods of legal status from dated, late-learned events, many rights at a time (法律状态区间).

For each right and each day on which something new was learned, the events known by then are run through the
status model; equal periods of consecutive days of knowledge are joined into one rectangle of
``from, to, known_from, known_to``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Days = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class StatusModel:
    """The legal-event model as arrays.

    Args:
        transition: int8, shape (statuses, events): status an event leads to; -1 where it changes nothing.
        single: bool by event: a right has at most one, the best known statement counts.
        term: code of the event that states the first day after the term.
        renewal: code of the event that moves that day later.
        compensation: code of the event that adds days to it.
        expiry: code of the event that happens on that day.
    """

    transition: npt.NDArray[np.int8]
    single: npt.NDArray[np.bool_]
    term: int
    renewal: int
    compensation: int
    expiry: int


@dataclass(frozen=True, slots=True)
class EventColumns:
    """Events of many rights, ordered by right, effective day and the model's order within a day.

    All arrays have one entry per event: ``right`` (0-based, ascending), ``code``, ``effective``, ``known``
    (day numbers), ``standing`` (higher wins among statements of one thing), ``value`` (days added, or the day
    number of a new end).
    """

    right: npt.NDArray[np.int32]
    code: npt.NDArray[np.int16]
    effective: Days
    known: Days
    standing: npt.NDArray[np.int64]
    value: Days


def status_spells(events: EventColumns, model: StatusModel) -> pa.Table:
    """Status periods of every right.

    Returns:
        Table ``right int32, status int8, from int32, to int32, known_from int32, known_to int32``; days as
        numbers from 1970-01-01, ends exclusive, 9999-12-31 for no end.
    """
    packed = (events.code, events.effective, events.known, events.standing, events.value)
    rules = (model.transition, model.single, model.term, model.renewal, model.compensation, model.expiry)
    from zhiquan.kernels.status_fold import spells_of_all  # noqa: PLC0415 - the compiler is slow to import

    columns = spells_of_all(events.right, packed, rules)
    names = ["right", "status", "from", "to", "known_from", "known_to"]
    return pa.table(dict(zip(names, columns, strict=True)))
