"""From interval rows to counts: on days, by group, row by row (计数)."""

from __future__ import annotations

from decimal import Decimal

import ibis
import ibis.expr.types as ir


def counts_on(rows: ir.Table, days: ir.Table, *, by: tuple[str, ...] = ()) -> ir.Table:
    """How many units count on each day.

    Args:
        rows: interval rows.
        days: a table with a column ``day``.
        by: columns to tell apart, such as ``town``, ``holder_kind`` or ``industry``.

    Returns:
        Columns ``day``, the groups asked, ``counted`` (units in the numerator), ``considered`` (units in the
        base), ``amount`` (sum of amounts of counted rows); days on which nothing stands are missing.
    """
    zero = ibis.literal(0, "int64")
    none = ibis.literal(Decimal(0), "decimal(28, 6)")
    one = ibis.literal(1, "int64")
    counted = _without_overlap(rows.filter(rows["counts"]), by).mutate(counted=one, considered=zero, amount=none)
    considered = _without_overlap(rows.filter(rows["base"]), by).mutate(counted=zero, considered=one, amount=none)
    paid = rows.filter(rows["counts"] & rows["amount"].notnull())
    paid = paid.select(*by, "from", "to", counted=zero, considered=zero, amount=paid["amount"])
    parts = ibis.union(counted, considered, paid, distinct=False)
    on = parts.join(days, [parts["from"] <= days["day"], parts["to"] > days["day"]])
    return on.group_by("day", *by).aggregate(
        counted=on["counted"].sum(), considered=on["considered"].sum(), amount=on["amount"].sum()
    )


def _without_overlap(rows: ir.Table, by: tuple[str, ...]) -> ir.Table:
    """Periods in which a unit stands at all, each once: columns ``from, to`` and those of ``by``."""
    keys = [*by, "unit"]
    before = ibis.window(group_by=keys, order_by=["from", "to"], preceding=(None, 1))
    reached = rows["to"].max().over(before)
    begins = (reached.isnull() | (reached < rows["from"])).cast("int64")
    marked = rows.select(*keys, "from", "to", begins=begins)
    so_far = ibis.window(group_by=keys, order_by=["from", "to"], preceding=(None, 0))
    numbered = marked.mutate(part=marked["begins"].sum().over(so_far))
    joined = numbered.group_by(*keys, "part").aggregate(**{"from": numbered["from"].min(), "to": numbered["to"].max()})
    return joined.select(*by, "from", "to")


def rows_on(rows: ir.Table, day: ir.Value) -> ir.Table:
    """Every record considered on one day, with whether it counts and why.

    A record of several rows counts when one of them does; of several records of one unit the first by id counts,
    the others are told as ``counted_once``. A record whose rows do not reach the day is told as ``not_yet`` or by
    what it was last.

    Returns:
        Columns ``id, unit, title, counts, reasons, amount, town, holder_kind, industry``, one row per record.
    """
    here = (rows["from"] <= day) & (rows["to"] > day)
    told = rows.mutate(
        here=here,
        takes=here & rows["counts"],
        said=ibis.cases((here, rows["reason"]), (rows["from"] > day, "not_yet"), else_="over"),
    )
    each = told.group_by("id").aggregate(
        unit=told["unit"].max(),
        title=told["title"].max(),
        takes=told["takes"].cast("int32").max() == 1,
        is_here=told["here"].cast("int32").max() == 1,
        met=told["said"].collect(where=told["takes"]),
        otherwise=told["said"].collect(where=told["here"] & ~told["takes"]),
        away=told["said"].max(),
        amount=told["amount"].max(where=told["takes"]),
        town=told["town"].max(),
        holder_kind=told["holder_kind"].max(),
        industry=told["industry"].max(),
    )
    order = ibis.window(group_by=["unit", "takes"], order_by=each["id"])
    each = each.mutate(place=ibis.row_number().over(order))
    counts = each["takes"] & (each["place"] == 0)
    reasons = ibis.cases(
        (counts, each["met"]),
        (each["takes"], ibis.array(["counted_once"])),
        (each["is_here"], each["otherwise"]),
        else_=ibis.array([each["away"]]),
    )
    return each.mutate(counts=counts, reasons=reasons.unique().sort()).drop(
        "takes", "is_here", "met", "otherwise", "away", "place"
    )
