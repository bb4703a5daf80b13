"""Legal status on a day, as known on a day, as one expression for every engine (时点状态).

Each function takes and returns Ibis tables, so that DuckDB today and Spark tomorrow run the same question.
"""

from __future__ import annotations

from datetime import date

import ibis
import ibis.backends.duckdb  # writes the SQL; loaded with the program, not at the first question
import ibis.expr.types as ir

from zhiquan.register.lake.reader import Reader

FOREVER = date(9999, 12, 31)
"""End of a period that has none."""


def table_of(reader: Reader, name: str) -> ir.Table:
    """A table of the reader's snapshot as an expression bound to no engine; see :func:`sql_of`."""
    reader.view(name)
    return ibis.table(ibis.Schema.from_pyarrow(reader.state(name).schema), name=name)


def sql_of(expression: ir.Expr) -> str:
    """The expression in the SQL of the reader's engine; its tables must have been named by :func:`table_of`."""
    return str(ibis.to_sql(expression, dialect="duckdb"))


def status_on(spells: ir.Table, *, day: date, known: date | None = None) -> ir.Table:
    """The legal status of every right on one day.

    Args:
        spells: table ``right_spells``.
        day: the day of legal effect.
        known: what the register knew on this day; None for all it knows now. Lapse is retroactive, so the two
            may differ for a past ``day``.

    Returns:
        Columns ``right, status, group``; one row per right that had any status then.
    """
    on = ibis.date(day.isoformat())
    effective = (spells["from"] <= on) & (spells["to"] > on)
    if known is None:
        then = spells["known_to"] == ibis.date(FOREVER.isoformat())
    else:
        seen = ibis.date(known.isoformat())
        then = (spells["known_from"] <= seen) & (spells["known_to"] > seen)
    return spells.filter(effective & then).select("right", "status", "group")


def stated_otherwise(rights: ir.Table, spells: ir.Table) -> ir.Table:
    """Rights whose source's own status word says otherwise than their events do, on the word's day.

    Returns:
        Columns ``right, status_word, status_word_on, status_stated, status``; ``status`` is what events give.
    """
    now = spells.filter(spells["known_to"] == ibis.date(FOREVER.isoformat()))
    said = rights.filter(rights["status_stated"].notnull() & rights["status_word_on"].notnull())
    joined = said.left_join(
        now,
        [
            said["right"] == now["right"],
            now["from"] <= said["status_word_on"],
            now["to"] > said["status_word_on"],
        ],
    )
    return joined.filter(joined["status"].fill_null("none") != joined["status_stated"]).select(
        "right", "status_word", "status_word_on", "status_stated", "status"
    )
