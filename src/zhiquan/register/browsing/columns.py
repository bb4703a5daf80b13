"""Columns of the register in memory, as numbers that count and compare fast (内存列)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Flags: TypeAlias = npt.NDArray[np.bool_]
Numbers: TypeAlias = npt.NDArray[np.int32]

NO_DAY = -(2**31)
"""Stands for a day nobody knows."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rights have each value (计数).

    Args:
        values: what may stand there, sorted.
        numbers: for each of them the number of rights.
    """

    values: tuple[str, ...]
    numbers: npt.NDArray[np.int64]

    def of(self, value: str) -> int:
        """The number of one value; 0 when nobody has it."""
        place = bisect_left(self.values, value)
        return int(self.numbers[place]) if place < len(self.values) and self.values[place] == value else 0

    def most_first(self) -> npt.NDArray[np.int64]:
        """Places of the values somebody has, those of most rights first, equals by value."""
        held = np.flatnonzero(self.numbers)
        return held[np.argsort(-self.numbers[held], kind="stable")]

    def newest_first(self) -> npt.NDArray[np.int64]:
        """Places of the values somebody has, the last value first."""
        return np.flatnonzero(self.numbers)[::-1]

    def told(self) -> dict[str, int]:
        """Numbers by value; values nobody has are left out."""
        return {self.values[place]: int(self.numbers[place]) for place in np.flatnonzero(self.numbers)}


@dataclass(frozen=True, slots=True)
class Coded:
    """One value of each right out of a list (单值列).

    Args:
        values: what may stand there, sorted.
        code: for each right the place of its value in ``values``, -1 when it has none.
    """

    values: tuple[str, ...]
    code: Numbers

    def chosen(self, wanted: Callable[[str], bool]) -> Flags:
        """Rights whose value is wanted."""
        return _picked(self.values, wanted)[self.code]

    def among(self, wanted: Iterable[str]) -> Flags:
        """Rights whose value is one of those wanted."""
        return _flagged(self.values, wanted)[self.code]

    def counts(self, rights: Flags) -> dict[str, int]:
        """How many of the flagged rights have each value; values nobody has are left out."""
        return self.tally(rights).told()

    def tally(self, rights: Flags) -> Tally:
        """How many of the flagged rights have each value."""
        return _tally(self.values, self.code[rights])

    def text(self, right: int) -> str:
        """The value of one right; empty when it has none."""
        code = int(self.code[right])
        return self.values[code] if code >= 0 else ""

    @property
    def nbytes(self) -> int:
        """Bytes of memory, about."""
        return self.code.nbytes + _size(self.values)


@dataclass(frozen=True, slots=True)
class Listed:
    """Several values of each right, in the order of the rights (多值列).

    Args:
        values: what may stand there, sorted.
        code: place of each entry's value in ``values``.
        right: the right each entry is of, ascending.
        begins: where the entries of each right begin, and after the last right where they end.
    """

    values: tuple[str, ...]
    code: Numbers
    right: Numbers
    begins: Numbers

    def chosen(self, wanted: Callable[[str], bool]) -> Flags:
        """Rights one of whose values is wanted."""
        return self.holding(_picked(self.values, wanted))

    def among(self, wanted: Iterable[str]) -> Flags:
        """Rights one of whose values is among those wanted."""
        return self.holding(_flagged(self.values, wanted))

    def beginning(self, prefixes: Iterable[str]) -> Flags:
        """Rights one of whose values begins with one of ``prefixes``."""
        hit = np.zeros(len(self.values) + 1, np.bool_)
        for prefix in prefixes:
            hit[bisect_left(self.values, prefix) : bisect_left(self.values, prefix + "\U0010ffff")] = True
        return self.holding(hit)

    def holding(self, picked: Flags) -> Flags:
        """Rights one of whose values is flagged; ``picked`` has one flag for each of ``values``, or more."""
        found = np.zeros(len(self.begins) - 1, np.bool_)
        found[self.right[picked[self.code]]] = True
        return found

    def counts(self, rights: Flags) -> dict[str, int]:
        """How many of the flagged rights have each value; an entry stands at most once for a right."""
        return self.tally(rights).told()

    def tally(self, rights: Flags) -> Tally:
        """How many of the flagged rights have each value."""
        return _tally(self.values, self.code[rights[self.right]])

    def of(self, right: int) -> slice:
        """The entries of one right."""
        return slice(int(self.begins[right]), int(self.begins[right + 1]))

    @property
    def nbytes(self) -> int:
        """Bytes of memory, about."""
        return self.code.nbytes + self.right.nbytes + self.begins.nbytes + _size(self.values)


def coded(column: pa.ChunkedArray | pa.Array) -> Coded:
    """A text column, one row for each right."""
    values, code = _encoded(column)
    return Coded(values, code)


def listed(column: pa.ChunkedArray | pa.Array, right: Numbers, rights: int) -> Listed:
    """A text column of entries; those without a value or of no right are left out."""
    values, code = _encoded(column)
    keep = (code >= 0) & (right >= 0)
    code, right = code[keep], right[keep]
    order = np.argsort(right, kind="stable")
    return Listed(values, code[order], right[order], begins_of(right[order], rights))


def begins_of(right: Numbers, rights: int) -> Numbers:
    """Where the entries of each right begin among entries in the order of the rights, and where the last end."""
    return np.asarray(np.searchsorted(right, np.arange(rights + 1, dtype=np.int32)), np.int32)


def day_numbers(column: pa.ChunkedArray | pa.Array) -> Numbers:
    """Days since 1970; ``NO_DAY`` where none is known."""
    filled = pc.fill_null(column.cast(pa.int32()), NO_DAY)
    return np.asarray(filled.to_numpy(zero_copy_only=False) if isinstance(filled, pa.Array) else filled.to_numpy())


def places_in(column: pa.ChunkedArray | pa.Array, ids: pa.Array) -> Numbers:
    """Place of each value in ``ids``, -1 where it is not there."""
    found = pc.fill_null(pc.index_in(column, value_set=ids), -1)
    return np.asarray(found.to_numpy(zero_copy_only=False) if isinstance(found, pa.Array) else found.to_numpy())


def _encoded(column: pa.ChunkedArray | pa.Array) -> tuple[tuple[str, ...], Numbers]:
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    kept = pc.if_else(pc.equal(whole, ""), pa.scalar(None, pa.string()), whole)
    values = sorted(value for value in pc.unique(kept).to_pylist() if value is not None)
    return tuple(values), places_in(kept, pa.array(values, pa.string()))


def _picked(values: tuple[str, ...], wanted: Callable[[str], bool]) -> Flags:
    """Which values are wanted; one more place at the end, for code -1, is False."""
    return np.array([*map(wanted, values), False], np.bool_)


def _flagged(values: tuple[str, ...], wanted: Iterable[str]) -> Flags:
    """The values wanted, as :func:`_picked` flags them."""
    flags = np.zeros(len(values) + 1, np.bool_)
    for one in wanted:
        place = bisect_left(values, one)
        if place < len(values) and values[place] == one:
            flags[place] = True
    return flags


def _tally(values: tuple[str, ...], codes: Numbers) -> Tally:
    return Tally(values, np.bincount(codes + 1, minlength=len(values) + 1)[1:])


def _size(values: tuple[str, ...]) -> int:
    return sum(60 + 2 * len(value) for value in values)
