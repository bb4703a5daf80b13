"""The rights of one snapshot, ready for counting and paging (浏览表)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from threading import Lock
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from zhiquan.basics.evidence import Origin
from zhiquan.register.browsing.columns import NO_DAY, Coded, Flags, Listed, Numbers
from zhiquan.register.browsing.haystack import Haystack, folded, number_readings
from zhiquan.register.browsing.kept import Kept

Order = Literal["filed", "granted", "title", "number", "known"]
ORDERS: tuple[Order, ...] = ("filed", "granted", "title", "number", "known")
"""What rights may be listed by."""

WORDS = 64
"""Words whose rights are remembered, 0.1 MB each for 100,000 rights: turning pages looks for the same word again."""

_EPOCH = date(1970, 1, 1)


def day_of(number: int) -> date | None:
    """The day a number of days since 1970 stands for; None for ``NO_DAY``."""
    return None if number == NO_DAY else _EPOCH + timedelta(days=number)


@dataclass(frozen=True, slots=True)
class Sources:
    """The source rows of each right, best standing first (来源行).

    Args:
        batches: the batches, as the lines of a file are named by; by id.
        batch: place of each entry's batch in ``batches``.
        sheets: names of sheets.
        sheet: place of each entry's sheet in ``sheets``.
        line: row of the sheet.
        begins: where the entries of each right begin, and after the last right where they end.
    """

    batches: tuple[Origin, ...]
    batch: Numbers
    sheets: tuple[str, ...]
    sheet: Numbers
    line: Numbers
    begins: Numbers

    def of(self, right: int) -> list[Origin]:
        """The lines that speak of a right, best standing first."""
        return [self._entry(place) for place in range(self.begins[right], self.begins[right + 1])]

    def first(self, right: int) -> Origin | None:
        """The line of best standing; None for a right no file speaks of."""
        begin = self.begins[right]
        return self._entry(begin) if begin < self.begins[right + 1] else None

    def _entry(self, place: int) -> Origin:
        of = self.batches[int(self.batch[place])]
        sheet = self.sheets[int(self.sheet[place])]
        return Origin(of.batch, of.file, sheet, int(self.line[place]), of.sha256, of.known_on)

    @property
    def nbytes(self) -> int:
        """Bytes of memory, about."""
        return sum(part.nbytes for part in (self.batch, self.sheet, self.line, self.begins))


@dataclass(frozen=True, slots=True)
class RightsTable:
    """Rights of one snapshot in the order of their ids; nothing in it depends on a day (权利底表).

    Args:
        ids: id of each right, ascending.
        shown: columns ``title, number`` as they are shown.
        kind, region, town, class_group: one value each; a class group is ``ipc:H``, ``nice:09`` or ``locarno:06``.
        year: filing year as text.
        identified: False for a row without any number.
        filed, granted, known: days since 1970; known is the last day a source told of it.
        party: parties that hold it now.
        name: names of its holders now, as printed, in their order.
        names: the values of ``name``, folded.
        symbol: classification symbols, such as ``ipc:H01M10/0525``.
        tag: tags.
        words: folded titles.
        numbers: number keys.
        disputed: the source's status word says otherwise than the events.
        sources: the lines of files.
        party_names: name of each party that holds a right.
    """

    ids: pa.Array
    shown: pa.Table
    kind: Coded
    region: Coded
    town: Coded
    class_group: Coded
    year: Coded
    identified: Flags
    filed: Numbers
    granted: Numbers
    known: Numbers
    party: Listed
    name: Listed
    names: Haystack
    symbol: Listed
    tag: Listed
    words: Haystack
    numbers: Haystack
    disputed: Flags
    sources: Sources
    party_names: dict[str, str]
    _ranks: dict[tuple[Order, bool], npt.NDArray[np.int64]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _worded: Kept[Flags] = field(default_factory=lambda: Kept(WORDS))

    def __len__(self) -> int:
        return len(self.ids)

    def place_of(self, right: str) -> int | None:
        """Place of a right in the table; None when it is not there."""
        place = bisect_left(self.ids, right, key=lambda one: one.as_py())
        return place if place < len(self) and self.ids[place].as_py() == right else None

    def worded(self, word: str) -> Flags:
        """Rights with a word in title, number or holder's name; numbers in any spelling."""
        return self._worded.get(word, lambda: self._look_for(word))

    def _look_for(self, word: str) -> Flags:
        needle = folded(word)
        found = self.words.holding(needle) | self.name.holding(self.names.holding(needle))
        for key in number_readings(word):
            found |= self.numbers.holding(key)
        return found

    def in_order(self, order: Order, *, descending: bool) -> npt.NDArray[np.int64]:
        """Places of all rights in one order, those without the value last, equals by id; made once."""
        with self._lock:
            ranked = self._ranks.get((order, descending))
            if ranked is None:
                ranked = self._ranks[order, descending] = self._ranked(order, descending=descending)
        return ranked

    def _ranked(self, order: Order, *, descending: bool) -> npt.NDArray[np.int64]:
        if order in ("title", "number"):
            keys = np.asarray(pc.rank(self.shown[order], tiebreaker="dense").to_numpy(), np.int64)
            missing = np.asarray(pc.is_null(self.shown[order]).to_numpy())
        else:
            days = {"filed": self.filed, "granted": self.granted, "known": self.known}[order]
            keys, missing = days.astype(np.int64), days == NO_DAY
        keys = np.where(missing, np.iinfo(np.int64).max, -keys if descending else keys)
        return np.argsort(keys, kind="stable")

    @property
    def nbytes(self) -> int:
        """Bytes of memory, about."""
        sized = [getattr(self, part.name) for part in fields(self) if part.name[0] != "_"]
        return sum(int(part.nbytes) for part in sized if hasattr(part, "nbytes")) + 250 * len(self.party_names)


@dataclass(frozen=True, slots=True)
class StatusColumns:
    """The legal status of each right on one day as known on one day (时点状态列).

    ``until`` is the first day after that status, as a number of days; ``NO_DAY`` while it lasts.
    """

    day: date
    known: date | None
    status: Coded
    group: Coded
    until: Numbers


@dataclass(frozen=True, slots=True)
class BrowseTable:
    """The rights of one snapshot with their status on one day (某日浏览表)."""

    rights: RightsTable
    on: StatusColumns

    def in_reach(self) -> Flags:
        """Rights that can be asked for: with a day of knowledge only those that had a status by it."""
        if self.on.known is None:
            return np.ones(len(self.rights), np.bool_)
        return np.asarray(self.on.status.code >= 0)
