"""The lives of the home district's rights as arrays: filed, visible, granted, ended, end told (权利存续)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from zhiquan.measure.forecast.days import NEVER, Days
from zhiquan.register.lake.reader import quote_text

if TYPE_CHECKING:
    from zhiquan.measure.measuring import Measuring

FEE_KINDS = ("invention_patent", "utility_model", "design_patent")
"""Kinds kept by annual fees."""

_ARRAYS = ("right", "filed", "visible", "granted", "ended", "told", "expires", "lapsed", "expired", "is_home", "first")
_AT_GRANT = ("utility_model", "design_patent")
_LAPSED, _EXPIRED = "lapsed_fee", "expired"
_PUBLICATION_DAYS = 548
"""Eighteen months, when no publication is on record (patent law art 34)."""


@dataclass(frozen=True, slots=True)
class Lives:
    """Rights of one kind, one entry each; a day that has not come is ``NEVER``.

    Attributes:
        right: ids, sorted; filed, visible, granted: day numbers; ``visible`` is the day anybody could see it.
        ended: first day without the application or right; ``lapsed``, ``expired``: by what, else otherwise.
        told: day the end could be known; expires: first day after the term.
        is_home: the district is sure.
        first: day the register first knew it; learned: last day on which it learned something of these rights.
    """

    kind: str
    right: npt.NDArray[np.str_]
    filed: Days
    visible: Days
    granted: Days
    ended: Days
    told: Days
    expires: Days
    lapsed: npt.NDArray[np.bool_]
    expired: npt.NDArray[np.bool_]
    is_home: npt.NDArray[np.bool_]
    first: Days
    learned: int

    def where(self, chosen: npt.NDArray[np.bool_]) -> Lives:
        """Only the chosen ones."""
        return replace(self, **{name: getattr(self, name)[chosen] for name in _ARRAYS})

    def cut(self, day: int, seen: int) -> Lives:
        """What could be known: facts effective by ``day`` and told by ``seen``; the ends of terms are always known."""
        granted = np.where(self.granted <= day, self.granted, NEVER)
        known_end = (self.ended <= day) & (self.told <= seen)
        ended = np.where(known_end, self.ended, np.where(granted < NEVER, self.expires, NEVER))
        there = (self.visible <= day) | (granted <= day)
        told = replace(
            self,
            granted=granted,
            ended=ended,
            lapsed=self.lapsed & known_end,
            expired=self.expired & known_end,
            learned=min(self.learned, seen),
        )
        return told.where(there)

    @property
    def has_fees(self) -> bool:
        """True for kinds kept by annual fees."""
        return self.kind in FEE_KINDS

    def pending(self, day: int) -> npt.NDArray[np.bool_]:
        """Applications neither granted nor ended by ``day``."""
        return (self.granted > day) & (self.ended > day) & (self.filed <= day)

    def in_force(self, day: int) -> npt.NDArray[np.bool_]:
        """Rights in force on ``day``."""
        return (self.granted <= day) & (self.ended > day)


def load_lives(measuring: Measuring, kind: str) -> Lives:
    """The lives of one kind as the register knows them, rights of unknown place too."""
    _ = measuring.tables
    known = measuring.asked.known
    limit = f"AND known <= DATE '{known.isoformat()}'" if known else ""
    limit_spells = f"AND known_from <= DATE '{known.isoformat()}'" if known else ""
    reader = measuring.reader
    found = reader.rows(f"""
        WITH home AS (SELECT "right" AS id, filed_on, is_home FROM measure_home WHERE kind = {quote_text(kind)}),
        life AS (
            SELECT "of" AS id,
                min("from") FILTER ("group" = 'pending') AS began,
                min("from") FILTER ("group" = 'in_force') AS granted,
                max("to") FILTER ("group" = 'in_force') AS stood_to,
                min("from") FILTER ("group" = 'ended') AS gone,
                arg_max(status, "from") FILTER ("group" = 'ended') AS how
            FROM measure_spells SEMI JOIN home ON id = "of" GROUP BY 1
        ),
        said AS (
            SELECT "right" AS id,
                min(effective) FILTER (kind IN ('published', 'preliminarily_published')) AS published,
                max(effective) FILTER (kind = 'term_end') AS term,
                min(coalesce(announced, known)) FILTER (kind = 'lapsed_fee') AS lapse_told
            FROM {reader.from_("events")} SEMI JOIN home ON id = "right" WHERE true {limit} GROUP BY 1
        ),
        learned AS (
            SELECT "right" AS id, max(known_from) AS last, min(known_from) AS first FROM {reader.from_("right_spells")}
            SEMI JOIN home ON id = "right" WHERE true {limit_spells} GROUP BY 1
        )
        SELECT id, coalesce(filed_on, began) AS filed, granted, published, term, lapse_told, how, is_home, last, first,
            CASE WHEN granted IS NULL THEN gone ELSE stood_to END AS ended
        FROM home JOIN life USING (id) LEFT JOIN said USING (id) LEFT JOIN learned USING (id) ORDER BY id
    """)
    return _lives(kind, found)


def _lives(kind: str, found: pa.Table) -> Lives:
    granted, ended = _days(found["granted"]), _days(found["ended"])
    filed = np.minimum(_days(found["filed"]), granted)
    how = found["how"].to_numpy(zero_copy_only=False)
    lapsed, expired = (how == _LAPSED) & (ended < NEVER), (how == _EXPIRED) & (ended < NEVER)
    last, lapse_told = _days(found["last"]), _days(found["lapse_told"])
    told = np.where(expired, ended, np.where(lapsed, np.minimum(lapse_told, last), last))
    stands_to = np.where((granted < NEVER) & (expired | (ended == NEVER)), ended, _days(found["term"]))
    visible = _visible(kind, filed, granted, _days(found["published"]))
    return Lives(
        kind=kind,
        right=found["id"].to_numpy(zero_copy_only=False).astype(np.str_),
        filed=filed,
        visible=visible,
        granted=granted,
        ended=ended,
        told=told.astype(np.int64),
        expires=stands_to,
        lapsed=lapsed.astype(np.bool_),
        expired=expired.astype(np.bool_),
        is_home=np.asarray(found["is_home"].to_pylist(), dtype=np.bool_),
        first=_days(found["first"]),
        learned=int(last[last < NEVER].max(initial=0)),
    )


def _visible(kind: str, filed: Days, granted: Days, published: Days) -> Days:
    """When each could first be seen: inventions when published, utility models and designs when granted.

    Other kinds, and applications of those two that the register holds before grant, are seen when filed. An invention
    whose publication as an application is not on record takes the usual lag.
    """
    if kind in _AT_GRANT:
        return np.where(granted < NEVER, granted, filed)
    if kind != "invention_patent":
        return filed
    as_application = published < np.minimum(granted, NEVER)
    lags = (published - filed)[as_application]
    usual = int(np.median(lags)) if len(lags) >= 10 else _PUBLICATION_DAYS
    guessed = np.minimum(filed + usual, granted)
    return np.where(as_application, published, guessed).astype(np.int64)


def _days(column: pa.ChunkedArray) -> Days:
    numbers = column.cast(pa.int32()).to_numpy()
    found: Days = np.where(np.isnan(numbers), NEVER, numbers).astype(np.int64)
    return found
