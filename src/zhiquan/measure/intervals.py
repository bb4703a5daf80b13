"""What every count is made of: rows that count, or do not, from one day to another (计数区间).

Each kind of arithmetic gives a table of the same columns; counting on a day, monthly series, breakdowns and the rows
behind a figure are then the same question for all.

- ``id``: the record; ``unit``: what is counted once; ``title``.
- ``from, to``: half-open period of the row.
- ``counts``: the row is in the numerator; ``base``: in the rows considered, for shares.
- ``reason``: why it counts or not, a short code; see ``reasons``.
- ``amount``: yuan or points, where amounts are added.
- ``town, holder_kind, industry``: for breakdowns.
"""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir

from zhiquan.knowledge.breakdowns import HolderKinds, Industries
from zhiquan.measure.breakdown import holder_kind, industry
from zhiquan.measure.question import FOREVER, NEVER

COLUMNS = ("id", "unit", "title", "from", "to", "counts", "base", "reason", "amount", "town", "holder_kind", "industry")


def day(value: Any) -> ir.Value:  # noqa: ANN401 - a date
    """A day as a literal of every engine."""
    return ibis.date(value.isoformat())


def year_end(on: ir.Value) -> ir.Value:
    """First day after the calendar year of a day."""
    return ibis.date(on.year() + 1, 1, 1)


class Groups:
    """How rights are told apart: kinds of holders and, where the district has them, industries."""

    def __init__(self, kinds: HolderKinds, industries: Industries | None) -> None:
        self._kinds = kinds
        self._industries = industries

    def of(self, rights: ir.Table) -> ir.Table:
        """The rights with ``holder_kind`` and ``industry`` in place of ``holder`` and ``main_class``."""
        told = rights.mutate(
            holder_kind=holder_kind(rights["holder"], self._kinds),
            industry=industry(rights["main_class"], self._industries),
        )
        return told.drop("holder", "main_class")


def rows(  # noqa: PLR0913 - one argument per column
    table: ir.Table,
    *,
    key: ir.Value,
    unit: ir.Value | None = None,
    since: ir.Value | None = None,
    until: ir.Value | None = None,
    counts: ir.Value,
    base: ir.Value | None = None,
    reason: ir.Value | str,
    amount: ir.Value | None = None,
) -> ir.Table:
    """A table as interval rows; columns it lacks for breakdowns are null."""
    empty = ibis.null("string")
    told = ibis.literal(reason) if isinstance(reason, str) else reason
    return table.select(
        id=key.cast("string"),
        unit=(key if unit is None else unit).cast("string"),
        title=table["title"].cast("string") if "title" in table.columns else empty,
        **{
            "from": ibis.coalesce(since, day(NEVER)) if since is not None else day(NEVER),
            "to": ibis.coalesce(until, day(FOREVER)) if until is not None else day(FOREVER),
        },
        counts=counts.fill_null(False),
        base=(counts if base is None else base).fill_null(False),
        reason=told.cast("string"),
        amount=(ibis.null("decimal(28, 6)") if amount is None else amount.cast("decimal(28, 6)")),
        town=table["town"].cast("string") if "town" in table.columns else empty,
        holder_kind=table["holder_kind"] if "holder_kind" in table.columns else empty,
        industry=table["industry"] if "industry" in table.columns else empty,
    )


def overlapping(table: ir.Table, *, since: str, until: str) -> ir.Table:
    """Rows of two joined periods cut to what they have in common, as ``since`` and ``until``; others go.

    Args:
        table: with ``from`` and ``to``.
        since: column of the first day of the other period.
        until: column of the first day after it.
    """
    cut = table.mutate(since=ibis.greatest(table["from"], table[since]), until=ibis.least(table["to"], table[until]))
    return cut.filter(cut["since"] < cut["until"])


def together(tables: list[ir.Table]) -> ir.Table:
    """Interval rows of several tables as one."""
    first, *others = tables
    return ibis.union(first, *others, distinct=False) if others else first
