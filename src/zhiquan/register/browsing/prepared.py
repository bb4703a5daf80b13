"""Tables made ready for browsing, shared by all threads of a process (预备的浏览表)."""

from __future__ import annotations

import hashlib
from datetime import date

from zhiquan.register.browsing.building import rights_table, status_columns
from zhiquan.register.browsing.kept import Kept
from zhiquan.register.browsing.table import BrowseTable, RightsTable, StatusColumns
from zhiquan.register.lake.reader import Reader

SNAPSHOTS, DAYS = 2, 16
"""Kept at most: snapshots of about 36 MB, and days of about 1.2 MB, for each 100,000 rights."""

_READ = (
    "rights",
    "right_spells",
    "holders",
    "party_links",
    "parties",
    "classes",
    "observations_rights",
    "batches",
    "aliases",
)


class Prepared:
    """Browse tables of the snapshots and days asked for last (浏览表缓存).

    Args:
        snapshots: how many snapshots to keep.
        days: how many days of them.
    """

    def __init__(self, *, snapshots: int = SNAPSHOTS, days: int = DAYS) -> None:
        self._tables: Kept[RightsTable] = Kept(snapshots)
        self._statuses: Kept[StatusColumns] = Kept(days)

    def rights(self, reader: Reader) -> RightsTable:
        """The rights of the reader's snapshot."""
        return self._tables.get(signature(reader), lambda: _rights(reader))

    def table(self, reader: Reader, *, day: date, known: date | None = None) -> BrowseTable:
        """The rights of the reader's snapshot with their status on ``day``, as known on ``known``."""
        name, rights = signature(reader), self.rights(reader)
        on = self._statuses.get((name, day, known), lambda: _statuses(reader, rights, day, known))
        return BrowseTable(rights, on)


PREPARED = Prepared()
"""What pages of this process share."""


def _rights(reader: Reader) -> RightsTable:
    with reader.beside() as own:
        return rights_table(own)


def _statuses(reader: Reader, rights: RightsTable, day: date, known: date | None) -> StatusColumns:
    with reader.beside() as own:
        return status_columns(own, rights.ids, day=day, known=known)


def signature(reader: Reader) -> str:
    """What tells one snapshot from another: a hash of the names of the files read, which are never used twice."""
    names = "\n".join(f"{name}/{file.name}" for name in _READ for file in reader.state(name).files)
    return hashlib.blake2b(names.encode(), digest_size=16).hexdigest()
