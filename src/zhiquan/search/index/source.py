"""The door every kind of record goes through into the index (检索来源)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from zhiquan.search.index.record import Record
from zhiquan.search.index.view import View


class Source(Protocol):
    """Records of some kinds (检索来源).

    A new kind of record joins by one more of these in :data:`zhiquan.search.sources.every.SOURCES`.
    """

    @property
    def name(self) -> str:
        """Its name in the index: a record belongs to one source."""
        ...

    def records(self, view: View, ids: Collection[str] | None = None) -> Iterator[Record]:
        """Its records in a snapshot; those of some ids, or all."""
        ...

    def changed(self, old: View, new: View) -> set[str] | None:
        """Ids of records that differ between two snapshots, also those gone; None to make all of them anew."""
        ...
