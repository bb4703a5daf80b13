"""Periods of legal status, from events (法律状态区间推导)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from zhiquan.kernels.spells import EventColumns, status_spells
from zhiquan.register.rules import Rules
from zhiquan.register.tables.rights import RIGHT_SPELLS

_QUALITY = {"dated": 2, "computed": 1, "word": 0}


def spells_of(events: pa.Table, rules: Rules) -> pa.Table:
    """Rows of ``right_spells`` for all rights that have events.

    Args:
        events: rows of table ``events``, all events of each right, in any order.
        rules: the legal-event model.
    """
    usable = events.filter(pc.and_(pc.is_valid(events["effective"]), pc.is_valid(events["known"])))
    if usable.num_rows == 0:
        return RIGHT_SPELLS.empty()
    rights = usable["right"].combine_chunks().dictionary_encode()
    number = rights.indices.to_numpy(zero_copy_only=False).astype(np.int32)
    code = np.array([rules.codes[name] for name in usable["kind"].to_pylist()], dtype=np.int16)
    effective = _days(usable["effective"])
    columns = EventColumns(
        right=number,
        code=code,
        effective=effective,
        known=_days(usable["known"]),
        standing=_standing(usable),
        value=_values(usable),
    )
    order = rules.model.order[code]
    ordered = np.lexsort(
        (columns.value, columns.standing, code, columns.known, _told(usable), order, effective, number)
    )
    found = status_spells(_reordered(columns, ordered), rules.status_model)
    return _named(found, rights.dictionary, rules)


def _standing(events: pa.Table) -> npt.NDArray[np.int64]:
    """Higher for the better statement: a stated day, a reckoned one, a bare word; then source standing, then later."""
    quality = np.array([_QUALITY[basis] for basis in events["basis"].to_pylist()], dtype=np.int64)
    rank = events["rank"].to_numpy().astype(np.int64)
    known = _days(events["known"]).astype(np.int64) + 100_000
    announced = pc.fill_null(events["announced"].cast(pa.int32()), -100_000).to_numpy().astype(np.int64) + 100_000
    return np.asarray(((quality * 128 + rank) << 44) + (known << 22) + announced, dtype=np.int64)


def _told(events: pa.Table) -> npt.NDArray[np.int32]:
    """The day announced, else the day learned: what settles the order of equal events effective on one day."""
    return _days(pc.coalesce(events["announced"], events["known"]))


def _values(events: pa.Table) -> npt.NDArray[np.int32]:
    """Days of compensation; for other events the first day after the new term they set."""
    after = pc.add(pc.fill_null(events["until"].cast(pa.int32()), -1), 1).to_numpy()
    days = pc.fill_null(events["days"], 0).to_numpy()
    adds_days = pc.equal(events["kind"], "term_compensated").to_numpy(zero_copy_only=False)
    return np.asarray(np.where(adds_days, days, after), dtype=np.int32)


def _reordered(columns: EventColumns, order: npt.NDArray[np.int64]) -> EventColumns:
    return EventColumns(
        right=columns.right[order],
        code=columns.code[order],
        effective=columns.effective[order],
        known=columns.known[order],
        standing=columns.standing[order],
        value=columns.value[order],
    )


def _named(found: pa.Table, names: pa.Array, rules: Rules) -> pa.Table:
    statuses = pa.array(rules.model.statuses)
    groups = pa.array(rules.model.groups)
    status = found["status"].cast(pa.int32())
    days = {name: found[name].cast(pa.date32()) for name in ("from", "to", "known_from", "known_to")}
    made = {"right": names.take(found["right"].combine_chunks()), "status": statuses.take(status.combine_chunks()),
            "group": groups.take(status.combine_chunks()), **days}  # fmt: skip
    return pa.table({field.name: made[field.name] for field in RIGHT_SPELLS.schema}, schema=RIGHT_SPELLS.schema)


def _days(column: pa.ChunkedArray) -> npt.NDArray[np.int32]:
    return np.asarray(column.cast(pa.int32()).to_numpy(), dtype=np.int32)
