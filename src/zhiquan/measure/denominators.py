"""The published value a count is divided by: which year, which vintage, from where (分母)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.knowledge.indicators import Denominator
from zhiquan.register.lake.reader import Reader

_FRESH_DAYS = 370
"""A same-day value older than this is said to be old."""


@dataclass(frozen=True, slots=True)
class Base:
    """A published value used as denominator.

    Attributes:
        value: persons or entities, in ones.
        asof: day it describes; published: day it was published, where known.
        source: who published it.
        key: its key in table ``series``, to open its rows.
        vintages: how many values were published for that day up to the day of knowledge.
        note: what to know of it, such as that a newer one is missing; empty when nothing.
    """

    value: Decimal
    asof: date
    published: date | None
    source: str
    key: str
    vintages: int
    note: Words


def series_rows(reader: Reader, name: str, place: str) -> list[dict[str, Any]]:
    """Every published value of one series and place, oldest day first, then oldest vintage."""
    sql = f"""
        SELECT * FROM {reader.from_("series")} WHERE name = ? AND place = ? AND value IS NOT NULL AND as_of IS NOT NULL
        ORDER BY as_of, published NULLS FIRST, key
    """
    return reader.records(sql, [name, place])


def choose(rows: Sequence[dict[str, Any]], spec: Denominator, day: date, known: date | None) -> Base | None:
    """The value to divide by on one day; None when none is there.

    Args:
        rows: of one series and place, as :func:`series_rows` gives them.
        spec: which value: the last year-end before the year of ``day``, or the last on or before ``day``.
        day: the day the figure is of.
        known: only values published by this day; None for all.
    """
    limit = date(day.year - 1, 12, 31) if spec.at == "previous_year_end" else day
    fit = [row for row in rows if row["as_of"] <= limit and _is_known(row, known) and row["value"] > 0]
    if not fit:
        return None
    last = max(row["as_of"] for row in fit)
    vintages = [row for row in fit if row["as_of"] == last]
    chosen = vintages[-1]
    return Base(
        value=chosen["value"],
        asof=last,
        published=chosen["published"],
        source=chosen["source"] or "",
        key=chosen["key"],
        vintages=len(vintages),
        note=_note(spec, last, limit, len(vintages)),
    )


def _is_known(row: dict[str, Any], known: date | None) -> bool:
    return known is None or row["published"] is None or row["published"] <= known


def _note(spec: Denominator, used: date, limit: date, vintages: int) -> Words:
    if spec.at == "previous_year_end" and used < limit:
        return Words(
            f"{limit} 的数尚未装载，用的是 {used} 的数", f"the value of {limit} is not loaded; that of {used} is used"
        )
    if spec.at == "same_day" and (limit - used).days > _FRESH_DAYS:
        return Words(f"最近的数是 {used} 的，已超过一年", f"the last value is of {used}, more than a year old")
    if vintages > 1:
        return Words(
            f"该日有 {vintages} 个公布版本，用最后一个", f"{vintages} vintages were published; the last is used"
        )
    return Words("", "")
