"""The compiled loops behind :mod:`zhiquan.kernels.spells` (法律状态推演).

``packed`` is ``(code, effective, known, standing, value)`` and ``rules`` is ``(transition, single, term, renewal,
compensation, expiry)``, as :class:`~zhiquan.kernels.spells.EventColumns` and
:class:`~zhiquan.kernels.spells.StatusModel` describe them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np

FOREVER = 2_932_896
"""Day number of 9999-12-31, counted from 1970-01-01."""

Function = TypeVar("Function", bound=Callable[..., Any])


def compiled(function: Function) -> Function:
    """Compile a loop once and keep the machine code on disk."""
    return cast("Function", numba.njit(cache=True, nogil=True)(function))


@compiled
def spells_of_all(right: Any, packed: Any, rules: Any) -> Any:
    """Rectangles of all rights: int32 array of shape (6, rows).

    The six rows are right, status, from, to, known_from, known_to.
    """
    total = right.shape[0]
    capacity = _capacity(right, packed[2])
    out = np.empty((6, capacity), dtype=np.int32)
    filled = 0
    start = 0
    while start < total:
        end = start
        while end < total and right[end] == right[start]:
            end += 1
        filled = _spells_of_one(right[start], (start, end), packed, rules, out, filled)
        start = end
    return out[:, :filled]


@compiled
def _capacity(right: Any, known: Any) -> int:
    """Rows that cannot be exceeded: days of knowledge times periods, summed over rights."""
    total, capacity, start = right.shape[0], 0, 0
    while start < total:
        end = start
        while end < total and right[end] == right[start]:
            end += 1
        days = np.unique(known[start:end]).shape[0]
        capacity += days * (end - start + 1)
        start = end
    return capacity


@compiled
def _spells_of_one(name: int, span: Any, packed: Any, rules: Any, out: Any, filled: int) -> int:
    """Write one right's rectangles into ``out`` from row ``filled``; the new row count."""
    start, end = span
    width = end - start + 1
    status, begin = np.empty(width, dtype=np.int32), np.empty(width, dtype=np.int32)
    lasting, lasting_count = np.empty((4, width), dtype=np.int32), 0
    for day in np.unique(packed[2][start:end]):
        count = _fold(span, day, packed, rules, status, begin)
        found = np.zeros(count, dtype=np.bool_)
        kept = 0
        for row in range(lasting_count):
            match = -1
            for place in range(count):
                until = begin[place + 1] if place + 1 < count else FOREVER
                if lasting[0, row] == status[place] and lasting[1, row] == begin[place] and lasting[2, row] == until:
                    match = place
            if match >= 0:
                found[match] = True
                lasting[:, kept] = lasting[:, row]
                kept += 1
            else:
                filled = _write(out, filled, name, lasting[:, row], day)
        for place in range(count):
            if not found[place]:
                lasting[0, kept], lasting[1, kept] = status[place], begin[place]
                lasting[2, kept] = begin[place + 1] if place + 1 < count else FOREVER
                lasting[3, kept] = day
                kept += 1
        lasting_count = kept
    for row in range(lasting_count):
        filled = _write(out, filled, name, lasting[:, row], FOREVER)
    return filled


@compiled
def _write(out: Any, row: int, name: int, period: Any, known_to: int) -> int:
    out[0, row] = name
    out[1, row] = period[0]
    out[2, row] = period[1]
    out[3, row] = period[2]
    out[4, row] = period[3]
    out[5, row] = known_to
    return row + 1


@compiled
def _fold(span: Any, day: int, packed: Any, rules: Any, status: Any, begin: Any) -> int:
    """Run the events known on ``day`` through the model; fills status and first day of each period.

    From the end of the term on, no event brings a right into force again.
    """
    code, effective, known, _, _ = packed
    transition, single, term_code, renewal, compensation, expiry = rules
    best = _best_statements(span, day, packed, single)
    term = _term_end(span, day, packed, best, (term_code, renewal, compensation))
    state, count, expired = 0, 0, False
    for place in range(span[0], span[1]):
        event = code[place]
        if known[place] > day or event == term_code or event == renewal or event == compensation:
            continue
        if single[event] and best[event] != place:
            continue
        if not expired and effective[place] >= term:
            expired = True
            state, count = _step(transition[state, expiry], state, term, status, begin, count)
        state, count = _step(transition[state, event], state, effective[place], status, begin, count)
        if expired:
            state, count = _step(transition[state, expiry], state, effective[place], status, begin, count)
    if not expired and term < FOREVER:
        state, count = _step(transition[state, expiry], state, term, status, begin, count)
    return count


@compiled
def _step(target: int, state: int, day: int, status: Any, begin: Any, count: int) -> Any:
    """Move to ``target`` on ``day`` unless it is -1 or the state already; a period of no days leaves no trace."""
    if target < 0 or target == state:
        return state, count
    if count > 0 and begin[count - 1] == day:
        count -= 1
    if count == 0 or status[count - 1] != target:
        status[count], begin[count] = target, day
        count += 1
    return target, count


@compiled
def _best_statements(span: Any, day: int, packed: Any, single: Any) -> Any:
    """For each event a right has at most once: place of the best statement known, -1 when there is none."""
    code, _, known, standing, _ = packed
    best = np.full(single.shape[0], -1, dtype=np.int64)
    for place in range(span[0], span[1]):
        event = code[place]
        if known[place] <= day and (best[event] < 0 or standing[place] >= standing[best[event]]):
            best[event] = place
    return best


@compiled
def _term_end(span: Any, day: int, packed: Any, best: Any, codes: Any) -> int:
    """First day after the term: the stated or computed end, moved by renewals, then by days of compensation."""
    code, effective, known, _, value = packed
    term_code, renewal, compensation = codes
    if best[term_code] < 0:
        return FOREVER
    term = effective[best[term_code]]
    for place in range(span[0], span[1]):
        if code[place] == renewal and known[place] <= day and value[place] > term:
            term = value[place]
    if best[compensation] >= 0:
        term += value[best[compensation]]
    return int(term)
