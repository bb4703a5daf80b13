"""Which line of which file stands behind a counted record (出处)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from zhiquan.knowledge.indicators import Arithmetic
from zhiquan.register.lake.reader import Reader
from zhiquan.register.rules import RANKS

_RECORDS: dict[Arithmetic, str] = {"pledges": "pledges", "titles": "titles_awards", "published": "series"}
"""Counts over records, with the table of each; all others are over rights."""

_RANK = " ".join(f"WHEN '{authority}' THEN {rank}" for authority, rank in RANKS.items())


def origins_of(reader: Reader, count: Arithmetic, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The source row of best standing of each record.

    Args:
        reader: the snapshot.
        count: the arithmetic the records come from, which says what they are.
        ids: ids of rights, or keys of records.

    Returns:
        Id to ``{file, sheet, line, sha256, loaded, rows}``; ``rows`` is how many source rows tell of the record,
        ``loaded`` the day it was loaded. A record that only a decision made is missing.
    """
    reader.with_keys(pa.array(sorted(set(ids)), pa.string()), name="measure_ids")
    stated = _records(reader, _RECORDS[count]) if count in _RECORDS else _rights(reader)
    found = reader.records(f"""
        WITH stated AS ({stated}), told AS (
            SELECT s.id, b.file, s.sheet, s.line, b.sha256, CAST(b.known AS VARCHAR) AS loaded,
                   count(*) OVER (PARTITION BY s.id) AS rows,
                   row_number() OVER (PARTITION BY s.id ORDER BY CASE b.authority {_RANK} ELSE 0 END DESC,
                                      b.known DESC, b.loaded_at DESC, s.batch, s.sheet, s.line) AS place
            FROM stated s JOIN {reader.from_("batches")} b ON b.batch = s.batch
        )
        SELECT id, file, sheet, line, sha256, loaded, rows FROM told WHERE place = 1
    """)
    return {row.pop("id"): row for row in found}


def titles_of(reader: Reader, ids: Iterable[str]) -> dict[str, str]:
    """Title of each right that has one."""
    reader.with_keys(pa.array(sorted(set(ids)), pa.string()), name="measure_ids")
    rights = reader.from_("rights")
    sql = f'SELECT "right", title FROM {rights} SEMI JOIN measure_ids ON key = "right" WHERE title IS NOT NULL'
    return {row["right"]: row["title"] for row in reader.records(sql)}


def _records(reader: Reader, table: str) -> str:
    rows = reader.from_(f"observations_{table}")
    return f"SELECT key AS id, batch, sheet, line FROM {rows} WHERE key IN (SELECT key FROM measure_ids)"


def _rights(reader: Reader) -> str:
    return f"""
        SELECT DISTINCT coalesce(a.id, o.id) AS id, o.batch, o.sheet, o.line
        FROM (SELECT unnest(ids) AS id, batch, sheet, line FROM {reader.from_("observations_rights")}) o
        LEFT JOIN {reader.from_("aliases")} a ON a.alias = o.id
        WHERE coalesce(a.id, o.id) IN (SELECT key FROM measure_ids)
    """
