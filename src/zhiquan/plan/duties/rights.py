"""Whether rights a duty names are there on some days (关联权利)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

import pyarrow as pa

from zhiquan.basics.evidence import Origin
from zhiquan.basics.words import Words
from zhiquan.measure.measuring import Measuring
from zhiquan.measure.origins import origins_of

RightsOn: TypeAlias = Mapping[tuple[str, date], tuple[bool, Words, Origin | None]]
"""Right and day to whether it counts, what is said of it, and its line; a right nobody knows is missing."""


def rights_on(measuring: Measuring, wanted: Iterable[str], days: Sequence[date]) -> RightsOn:
    """Whether each right is in force or pending on each day; one without a known status counts once it is filed."""
    reader = measuring.reader
    names = sorted(set(wanted))
    if not names:
        return {}
    reader.connection.register("duty_rights", pa.table({"told": pa.array(names, pa.string())}))
    reader.connection.register("duty_days", pa.table({"day": pa.array(days, pa.date32())}))
    known = measuring.asked.known or date.max
    rows = reader.records(
        f"""
        SELECT n.told, r."right", r.title, d.day, s.status, s."group",
               coalesce(least(r.filed_on, r.granted_on), r.filed_on, r.granted_on) AS since
        FROM duty_rights n LEFT JOIN {reader.from_("aliases")} a ON a.alias = n.told
        JOIN {reader.from_("rights")} r ON r."right" = coalesce(a.id, n.told)
        CROSS JOIN duty_days d
        LEFT JOIN {reader.from_("right_spells")} s ON s."right" = r."right" AND s."from" <= d.day AND s."to" > d.day
             AND s.known_from <= $known AND (s.known_to > $known OR s.known_to = DATE '9999-12-31')
        """,
        {"known": known},
    )
    origins = origins_of(reader, "stock", [row["right"] for row in rows])
    return {
        (row["told"], row["day"]): (
            row["group"] in {"in_force", "pending"}
            or (row["group"] is None and row["since"] is not None and row["since"] <= row["day"]),
            Words(
                f"{row['title'] or row['right']} {row['day']}：{row['status'] or '状态未知'}",
                f"{row['title'] or row['right']} on {row['day']}: {row['status'] or 'status unknown'}",
            ),
            _origin(origins.get(row["right"])),
        )
        for row in rows
    }


def _origin(told: Mapping[str, Any] | None) -> Origin | None:
    if told is None:
        return None
    loaded = date.fromisoformat(str(told["loaded"])[:10])
    return Origin("", told["file"] or "", told["sheet"] or "", told["line"], told["sha256"] or "", loaded)
