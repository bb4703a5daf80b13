"""Legal events of the last twelve months, in memory (近一年事件)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from zhiquan.basics.days.lengths import add_months
from zhiquan.register.browsing.columns import Flags, Numbers, places_in
from zhiquan.register.browsing.kept import Kept
from zhiquan.register.browsing.prepared import PREPARED, signature
from zhiquan.register.lake.reader import Reader

_DAYS = 2


@dataclass(frozen=True, slots=True)
class RecentEvents:
    """Events of twelve months up to a day, by the day they were announced, else took effect; the newest first.

    Args:
        rows: rows of ``events`` with ``day``.
        right: place in ``RightsTable`` of the right of each event, -1 for none.
    """

    rows: pa.Table
    right: Numbers

    def of(self, rights: Flags) -> Numbers:
        """Places of the events of the flagged rights, the newest first."""
        return np.asarray(np.flatnonzero(np.append(rights, False)[self.right]), np.int32)


def recent_events(reader: Reader, today: date) -> RecentEvents:
    """The events of the twelve months up to a day; worked out once per snapshot and day, 2 MB for 20,000 events."""
    return _KEPT.get((signature(reader), today), lambda: _read(reader, today))


_KEPT: Kept[RecentEvents] = Kept(_DAYS)


def _read(reader: Reader, today: date) -> RecentEvents:
    with reader.beside() as own:
        rows = own.rows(
            f"""
            SELECT *, coalesce(announced, effective) AS day FROM {own.from_("events")}
            WHERE coalesce(announced, effective) > $1 AND coalesce(announced, effective) <= $2
            ORDER BY day DESC, "right", kind, known, batch, line
            """,
            [add_months(today, -12), today],
        )
    return RecentEvents(rows.combine_chunks(), places_in(rows["right"], PREPARED.rights(reader).ids))
