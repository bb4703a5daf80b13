"""People's decisions on values, as statements that derivation reads like any other row (人工决定的值)."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.register.lake.reader import Reader
from zhiquan.register.places import Place, clean_address, decided_place
from zhiquan.register.tables.catalogue import RIGHT_OBSERVATION
from zhiquan.register.tables.shapes import DAY, TEXT, TEXTS, WHOLE

_FIXED = {"batch", "sheet", "line", "extra", "ids", "also", "events", "right"}


def decidable_fields() -> list[str]:
    """Columns of a right that a person may decide a value for."""
    return [column.name for column in RIGHT_OBSERVATION.columns if column.name not in _FIXED]


def read_value(field: str, text: str) -> Any:  # noqa: ANN401 - text, day, number or list, as the column is
    """The value a decision states, in the column's type; lists are written as a JSON list.

    Raises:
        BadInput: the field cannot be decided or the value does not fit it.
    """
    if field not in decidable_fields():
        raise BadInput(
            Words(f"字段 {field} 不能人工认定", f"field {field} cannot be decided"),
            remedy=Words(f"可用：{'、'.join(decidable_fields())}", f"Fields: {', '.join(decidable_fields())}"),
        )
    kind = RIGHT_OBSERVATION.schema.field(field).type
    try:
        if kind == DAY:
            return date.fromisoformat(text)
        if kind == WHOLE:
            return int(text)
        if kind == TEXTS:
            items = json.loads(text)
            if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
                raise ValueError("need a JSON list of texts")
            return items
    except ValueError as problem:
        raise BadInput(
            Words(f"字段 {field} 的值不能用：{problem}", f"the value of {field} cannot be used: {problem}"),
            where={"field": field, "value": text},
            remedy=Words('日期写作 2026-11-22，列表写作 ["甲", "乙"]。', 'Days as 2026-11-22, lists as ["A", "B"].'),
        ) from problem
    return text


def value_rows(reader: Reader) -> pa.Table:
    """Decisions on values as rows of facts with a ``right`` column; the right resolved through aliases."""
    decided = reader.records(f"""
        SELECT d.batch, d.sheet, d.line, coalesce(a.id, d.subject) AS "right", d.field, d.value
        FROM {reader.from_("observations_decisions")} d LEFT JOIN alias_now a ON a.alias = d.subject
        WHERE d.kind = 'value' ORDER BY d.batch
    """)
    skipped = {"extra", "ids", "also"}
    schema = pa.schema([pa.field("right", TEXT), *(f for f in RIGHT_OBSERVATION.schema if f.name not in skipped)])
    rows: dict[str, list[Any]] = {name: [] for name in schema.names}
    for row in decided:
        for name in schema.names:
            rows[name].append(row.get(name) if name in {"batch", "sheet", "line", "right"} else None)
        rows[row["field"]][-1] = read_value(row["field"], row["value"])
    return pa.table({name: pa.array(values, schema.field(name).type) for name, values in rows.items()})


def decided_places(reader: Reader, *, overlay: Path | None) -> dict[str, Place]:
    """Cleaned address to the place a person decided; of several decisions the last loaded counts.

    Raises:
        BadInput: a decision names a code that no place has.
    """
    decided = reader.records(f"""
        SELECT d.subject, d.value FROM {reader.from_("observations_decisions")} d
        JOIN {reader.from_("batches")} b ON b.batch = d.batch
        WHERE d.kind = 'place' AND d.subject IS NOT NULL ORDER BY b.loaded_at, d.batch, d.sheet, d.line
    """)
    return {clean_address(row["subject"]): decided_place(row["value"] or "", overlay) for row in decided}
