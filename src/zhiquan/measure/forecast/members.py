"""Which rights count, from when to when, as could be known on a day (计入的权利)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from zhiquan.measure.forecast.days import MONTH, Days
from zhiquan.measure.forecast.lives import Lives
from zhiquan.register.lake.reader import Reader
from zhiquan.register.reading.asof import sql_of

_AT_GRANT_DAYS = 31
_RECENT = 36
_SET = "('hv3_grant', 'hv3_filing')"


@dataclass(frozen=True, slots=True)
class Spans:
    """Periods in which rights count, one entry each: id, half-open days, whether the first day is set (计数期间).

    ``is_set`` is true where the period began, or will, by the calendar alone, as the passing of ten years does.
    """

    right: npt.NDArray[np.str_]
    since: Days
    until: Days
    is_set: npt.NDArray[np.bool_]


def spans_sql(rows: ir.Table) -> str:
    """SQL of the counted rows of an indicator: ``id, from, to, reason``."""
    return sql_of(rows.filter(rows["counts"]).select("id", "from", "to", "reason"))


def load_spans(reader: Reader, counted: str, day: date) -> Spans:
    """The periods in which rights are in the numerator, each right's overlapping ones joined.

    Args:
        reader: the snapshot.
        counted: what :func:`spans_sql` gives.
        day: periods that begin later are left out, but for those set by the calendar.
    """
    found = reader.rows(f"""
        WITH rows AS (
            SELECT *, reason IN {_SET} AS is_set FROM ({counted})
            WHERE "from" <= DATE '{day.isoformat()}' OR reason IN {_SET}
        ), marked AS (
            SELECT *, coalesce("from" > max("to") OVER (PARTITION BY id ORDER BY "from", "to"
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true)::INTEGER AS begins FROM rows
        ), parts AS (SELECT *, sum(begins) OVER (PARTITION BY id ORDER BY "from", "to") AS part FROM marked)
        SELECT id, min("from") AS since, max("to") AS until, arg_min(is_set, "from") AS is_set
        FROM parts GROUP BY id, part ORDER BY id, since
    """)
    days = [found[name].cast(pa.int32()).to_numpy().astype(np.int64) for name in ("since", "until")]
    names, is_set = (found[name].to_numpy(zero_copy_only=False) for name in ("id", "is_set"))
    return Spans(names.astype(np.str_), days[0], days[1], is_set.astype(np.bool_))


@dataclass(frozen=True, slots=True)
class Members:
    """Rights that count on the day or will on a known one, as entries of ``lives`` (计入者).

    Attributes:
        place: entry of each in the lives; since, until: when it counts while it lives.
        share: of recent grants, the share that counts from the grant on; spread: how sure that is, relative.
        late: rights a month that come to count later in life on days nobody can foresee.
    """

    place: Days
    since: Days
    until: Days
    share: float
    spread: float
    late: float


def members(spans: Spans, whole: Lives, cut: Lives, day: int) -> Members:
    """The rights in force on ``day`` that count then or later, as could be known.

    Args:
        spans: as the register knows them now.
        whole: lives as the register knows them now.
        cut: lives as could be known on the day.
        day: the day of the forecast.
    """
    here, since, until, is_set = _as_known(spans, whole, cut)
    lives_on = (cut.granted[here] <= day) & (until > np.maximum(day, since))
    begins = day - round(_RECENT * MONTH)
    recent = (cut.granted <= day) & (cut.granted > begins)
    at_once = np.zeros(len(cut.right), np.bool_)
    at_once[here[since <= cut.granted[here] + _AT_GRANT_DAYS]] = True
    total, counted = int(recent.sum()), int(np.sum(recent & at_once))
    share = 1.0 if counted == total else (counted + 0.5) / (total + 1.0)
    late = (since > cut.granted[here] + _AT_GRANT_DAYS) & ~is_set & (since > begins) & (since <= day)
    return Members(
        place=here[lives_on],
        since=since[lives_on],
        until=until[lives_on],
        share=share,
        spread=float(np.sqrt((1 - share) / (counted + 1))),
        late=float(late.sum()) / _RECENT,
    )


def counted_on(spans: Spans, whole: Lives, cut: Lives, days: Days) -> Days:
    """How many rights counted on past days, as could be known; arguments as for :func:`members`."""
    _, since, until, _ = _as_known(spans, whole, cut)
    lasting = until > since
    begun = np.searchsorted(np.sort(since[lasting]), days, side="right")
    over = np.searchsorted(np.sort(until[lasting]), days, side="right")
    return (begun - over).astype(np.int64)


def _as_known(spans: Spans, whole: Lives, cut: Lives) -> tuple[Days, Days, Days, npt.NDArray[np.bool_]]:
    """Entry in ``cut``, first and end day of each period, of rights that could be seen."""
    now, here = _places(whole.right, spans.right), _places(cut.right, spans.right)
    fits = (now >= 0) & (here >= 0)
    now, here, until = now[fits], here[fits], spans.until[fits]
    # A period that ended with a lapse not yet told ran on as far as anybody could know.
    until = np.where(until == whole.ended[now], cut.ended[here], until)
    return here, spans.since[fits], np.minimum(until, cut.ended[here]), spans.is_set[fits]


def _places(names: npt.NDArray[np.str_], wanted: npt.NDArray[np.str_]) -> Days:
    """Place of each wanted name among sorted ``names``; -1 where it is not among them."""
    if len(names) == 0:
        return np.full(len(wanted), -1, np.int64)
    at = np.minimum(np.searchsorted(names, wanted), len(names) - 1)
    return np.where(names[at] == wanted, at, -1).astype(np.int64)
