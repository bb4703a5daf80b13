"""Small tables of a snapshot held whole in memory, so that rows are found by any column (小表).

What they hold grows with registrations, decisions and names, not with source rows: 1 to 4 MB for 100,000 rights.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from string import Formatter
from typing import Any, Literal, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zhiquan.register.browsing.columns import Numbers
from zhiquan.register.browsing.kept import Kept
from zhiquan.register.ids import clean_name
from zhiquan.register.lake.reader import Reader

Row: TypeAlias = dict[str, Any]
ListName = Literal[
    "aliases", "batches", "party_links", "pledges", "licences", "transfers", "titles_awards", "value_decisions"
]
_LISTS: Mapping[ListName, str] = {
    "aliases": "SELECT alias, id FROM {aliases} ORDER BY alias",
    "batches": "SELECT batch, file FROM {batches}",
    "party_links": "SELECT name, region, party, score, reason FROM {party_links} ORDER BY score DESC, name, region",
    "pledges": "SELECT * FROM {pledges} ORDER BY registered_on DESC NULLS LAST, number",
    "licences": "SELECT * FROM {licences} ORDER BY registered_on DESC NULLS LAST, number",
    "transfers": "SELECT * FROM {transfers} ORDER BY registered_on DESC NULLS LAST, number",
    "titles_awards": """SELECT * FROM {titles_awards} ORDER BY "from" DESC NULLS LAST, kind, number""",
    "value_decisions": """
        SELECT d.batch, coalesce(d.sheet, '') AS sheet, coalesce(d.line, 0) AS line, d.subject, d.field, d.value,
               b.file, b.sha256, b.known
        FROM {observations_decisions} d JOIN {batches} b ON b.batch = d.batch
        WHERE d.kind = 'value' ORDER BY b.known DESC, b.loaded_at DESC, d.batch
    """,
}
"""Rows of each list in the order pages show them."""

_NAMING: Mapping[str, str] = {"pledges": "pledgor", "titles_awards": "holder"}
"""Lists whose rows are also found by ``cleaned``: the name in this column as parties are tied by it."""

_SNAPSHOTS = 2


@dataclass(frozen=True, slots=True)
class _Index:
    """The values of a column, sorted, with the row each stands in."""

    values: pa.Array
    places: Numbers

    def of(self, value: str) -> list[int]:
        begin = bisect_left(self.values, value, key=_text)
        end = bisect_right(self.values, value, lo=begin, key=_text)
        return [int(place) for place in self.places[begin:end]]


@dataclass(frozen=True, slots=True)
class Listing:
    """One small table in the order its rows are shown (清单表).

    Args:
        rows: all rows.
        cleaned: the cleaned name of each row, of a list that is found by it.
    """

    rows: pa.Table
    cleaned: pa.Array | None = None
    _indexes: Kept[_Index] = field(default_factory=lambda: Kept(4))

    def where(self, column: str, values: Iterable[str]) -> list[Row]:
        """Rows whose column is, or whose list in it has, one of some values; each once, in the order of the list."""
        return self.where_any({column: values})

    def where_any(self, wanted: Mapping[str, Iterable[str]]) -> list[Row]:
        """Rows that :meth:`where` finds for one or another column."""
        places: set[int] = set()
        for column, values in wanted.items():
            index = self._indexes.get(column, partial(self._indexed, column))
            places.update(place for value in values for place in index.of(value))
        found: list[Row] = self.rows.take(pa.array(sorted(places), pa.int32())).to_pylist() if places else []
        return found

    def _indexed(self, column: str) -> _Index:
        own = self.cleaned if column == "cleaned" else None
        return _indexed(self.rows[column].combine_chunks() if own is None else own)


def listing(reader: Reader, name: ListName) -> Listing:
    """A small table of the reader's snapshot; read again only after its files changed."""
    tables = _tables(name)
    files = tuple(file.name for table in tables for file in reader.state(table).files)
    return _KEPT.get((name, files), lambda: _read(reader, name, tables))


_KEPT: Kept[Listing] = Kept(_SNAPSHOTS * len(_LISTS))


@cache
def _tables(name: ListName) -> tuple[str, ...]:
    """The tables a list is made from."""
    return tuple(sorted({table for _, table, _, _ in Formatter().parse(_LISTS[name]) if table}))


def _read(reader: Reader, name: ListName, tables: Iterable[str]) -> Listing:
    with reader.beside() as own:
        rows = own.rows(_LISTS[name].format(**{table: own.from_(table) for table in tables})).combine_chunks()
    if name not in _NAMING:
        return Listing(rows)
    printed = rows[_NAMING[name]].to_pylist()
    return Listing(rows, pa.array([clean_name(one) if one else None for one in printed], pa.string()))


def _indexed(column: pa.Array) -> _Index:
    """An index of a column of texts, or of lists of texts."""
    if pa.types.is_list(column.type):
        values, places = pc.list_flatten(column), np.asarray(pc.list_parent_indices(column).to_numpy(), np.int32)
    else:
        values, places = column, np.arange(len(column), dtype=np.int32)
    order = pc.sort_indices(values)
    told = len(values) - values.null_count  # what has no value stands last
    return _Index(values.take(order)[:told], places[order.to_numpy()][:told])


def _text(value: pa.Scalar) -> str:
    text: str = value.as_py()
    return text
