"""Rights behind a figure whose sources differ on the legal status (状态不一致)."""

from __future__ import annotations

from datetime import date
from typing import Any

from zhiquan.measure.measuring import Measuring
from zhiquan.register.reading.asof import stated_otherwise


def disagreements(measuring: Measuring, indicator: str, day: date) -> list[dict[str, Any]]:
    """Rights considered for the indicator whose source's status word says otherwise than their events.

    Returns:
        Rows ``id, status_word, status_word_on, status_stated, status, counts``; ``counts`` tells whether the right
        is counted on the day asked.
    """
    counted = {row["id"]: row["counts"] for row in measuring.records(indicator, day)}
    told = stated_otherwise(measuring.tables["rights"], measuring.tables["right_spells"])
    found = measuring.reader.records(measuring.sql_of(told.order_by("right")))
    return [
        {"id": row.pop("right"), **row, "counts": counted[name]} for row in found if (name := row["right"]) in counted
    ]
