"""Choosing the believed value of each column, many keys at a time (择值).

Rows come ordered by key, then best statement first. For each column the first value stated wins: a decision
before an office's own list, that before a gazette, a tool's export, an own list; among equals the one learned
last; then the later batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Places = npt.NDArray[np.int64]

ORDER = "rank DESC, known DESC, loaded_at DESC, batch, sheet, line"
"""The order of statements of one key, best first, in SQL."""


@dataclass(frozen=True, slots=True)
class Groups:
    """Rows of whole keys, and where each key starts.

    Args:
        rows: statements, ordered by key and best first.
        starts: place of the first row of each key.
    """

    rows: pa.Table
    starts: Places

    @property
    def count(self) -> int:
        """Number of keys."""
        return len(self.starts)

    @property
    def of_row(self) -> Places:
        """For each row, the 0-based number of its key."""
        sizes = np.diff(np.append(self.starts, self.rows.num_rows))
        return np.repeat(np.arange(self.count), sizes)

    def first(self, column: str) -> pa.Array:
        """The first stated value of a column for each key; null where none is."""
        places = self.first_places(column)
        missing = places >= self.rows.num_rows
        indices = pa.array(np.where(missing, 0, places), pa.int64(), mask=missing)
        return self.rows[column].combine_chunks().take(indices)

    def first_places(self, column: str) -> Places:
        """The row of that value; the number of rows where none is stated."""
        rows = self.rows.num_rows
        stated = is_stated(self.rows[column])
        candidates = np.where(stated, np.arange(rows), rows)
        return np.minimum.reduceat(candidates, self.starts) if self.count else np.empty(0, np.int64)


def is_stated(column: pa.ChunkedArray) -> npt.NDArray[np.bool_]:
    """True for rows that say something: not null, not an empty text, not an empty list."""
    stated = pc.is_valid(column)
    if pa.types.is_list(column.type):
        stated = pc.and_(stated, pc.greater(pc.fill_null(pc.list_value_length(column), 0), 0))
    elif pa.types.is_string(column.type):
        stated = pc.and_(stated, pc.greater(pc.fill_null(pc.binary_length(column), 0), 0))
    return np.asarray(stated.to_numpy(zero_copy_only=False), dtype=np.bool_)


def whole_groups(batches: Iterable[pa.RecordBatch], *, key: str) -> Iterator[Groups]:
    """Cut an ordered stream into pieces that never split a key."""
    carried: list[pa.RecordBatch] = []
    for batch in batches:
        if batch.num_rows == 0:
            continue
        table = pa.Table.from_batches([*carried, batch])
        starts = _starts(table[key])
        cut = int(starts[-1])
        carried = table.slice(cut).combine_chunks().to_batches()
        if cut:
            yield Groups(table.slice(0, cut).combine_chunks(), starts[:-1])
    if carried:
        table = pa.Table.from_batches(carried)
        yield Groups(table, _starts(table[key]))


def believed(groups: Groups, *, columns: Sequence[str], key: str) -> dict[str, pa.Array]:
    """Key and believed value of each column, one entry per key."""
    made = {key: groups.rows[key].combine_chunks().take(pa.array(groups.starts))}
    return made | {column: groups.first(column) for column in columns}


def _starts(column: pa.ChunkedArray) -> Places:
    values = column.combine_chunks()
    if len(values) == 0:
        return np.empty(0, np.int64)
    differs = pc.not_equal(values.slice(1), values.slice(0, len(values) - 1)).to_numpy(zero_copy_only=False)
    return np.concatenate(([0], np.flatnonzero(differs) + 1)).astype(np.int64)
