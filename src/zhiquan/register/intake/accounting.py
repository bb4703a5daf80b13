"""What became of every row of a batch: loaded, merged, unchanged or unidentified (行数核算)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from zhiquan.register.lake.reader import scan
from zhiquan.register.lake.writer import Writer
from zhiquan.register.tables import OBSERVATIONS

OUTCOMES = ("loaded", "merged", "unchanged", "unidentified")
"""``loaded``: the row brought a new right or record; ``merged``: it tells of one that was there; ``unchanged``: an
equal row was there; ``unidentified``: it has no number, so it is searchable and never counted."""


def outcome_of(writer: Writer, batch: str) -> Mapping[str, int]:
    """Rows of a batch by what became of them; to be asked after derivation and before publication.

    Returns:
        The four outcomes and ``<kind>:<outcome>`` for each kind of row.
    """
    counts: Counter[str] = Counter(dict.fromkeys(OUTCOMES, 0))
    sql = f"SELECT rows FROM {writer.reader.from_('batches', value=batch)} WHERE batch = ?"
    kinds: dict[str, int] = json.loads(writer.reader.records(sql, [batch])[0]["rows"])
    for kind, rows in kinds.items():
        if kind not in OBSERVATIONS or not rows:
            continue
        found = _rights(writer, batch) if kind == "rights" else _records(writer, kind, batch)
        for outcome, number in found.items():
            counts[outcome] += number
            counts[f"{kind}:{outcome}"] += number
    return dict(counts)


def _rights(writer: Writer, batch: str) -> dict[str, int]:
    """A row is new when it is the first of the batch about a right that no id of it named before."""
    reader = writer.reader
    reader.run(f"""
        CREATE OR REPLACE TEMP TABLE own_rows AS
        SELECT m.sheet, m.line, m."right" FROM mapped m WHERE m.batch = '{batch}'
    """)
    reader.run(f"""
        CREATE OR REPLACE TEMP TABLE known_before AS
        SELECT "right" AS id FROM {_before(writer, "rights", '"right"')}
        WHERE "right" IN (SELECT "right" FROM own_rows UNION SELECT alias FROM alias_now)
    """)
    about = 'SELECT batch, sheet, line, "right" AS about FROM mapped'
    said = _said_before(writer, "observations_rights", batch, about=about)
    sql = f"""
        WITH was AS (
            SELECT id FROM known_before
            UNION SELECT a.id FROM alias_now a JOIN known_before k ON k.id = a.alias
        ), placed AS (
            SELECT sheet, line, "right", "right" IN (SELECT id FROM was) AS known,
                   row_number() OVER (PARTITION BY "right" ORDER BY sheet, line) = 1 AS first
            FROM own_rows
        ), rows_of_batch AS (
            SELECT sheet, line, bool_and(starts_with("right", 'doc:')) AS unnamed, bool_or(first AND NOT known) AS fresh
            FROM placed GROUP BY sheet, line
        )
        SELECT CASE WHEN s.line IS NOT NULL THEN 'unchanged' WHEN unnamed THEN 'unidentified'
                    WHEN fresh THEN 'loaded' ELSE 'merged' END AS outcome, count(*) AS n
        FROM rows_of_batch r LEFT JOIN ({said}) s ON s.sheet = r.sheet AND s.line = r.line
        GROUP BY outcome
    """
    return {row["outcome"]: row["n"] for row in reader.records(sql)}


def _records(writer: Writer, kind: str, batch: str) -> dict[str, int]:
    """A row is new when it is the first of the batch with a key that was not there.

    Several rows may stand on one line of the file, such as the years of a statistics sheet, so rows are told apart by
    key and content.
    """
    reader = writer.reader
    table = OBSERVATIONS[kind].name
    latest = _latest(writer, table, batch, about="", is_key=True)
    sql = f"""
        WITH latest AS ({latest}),
        placed AS (
            SELECT content IS NOT NULL AND (
                       (key, content) IN (SELECT (about, content) FROM latest)
                       OR row_number() OVER (PARTITION BY content ORDER BY sheet, line) > 1) AS again,
                   key IN (SELECT key FROM {_before(writer, kind, "key")}) AS known,
                   row_number() OVER (PARTITION BY key ORDER BY sheet, line) = 1 AS first
            FROM {reader.from_(table, value=batch)} WHERE batch = '{batch}'
        )
        SELECT CASE WHEN again THEN 'unchanged' WHEN first AND NOT known THEN 'loaded' ELSE 'merged' END AS outcome,
               count(*) AS n
        FROM placed GROUP BY outcome
    """
    return {row["outcome"]: row["n"] for row in reader.records(sql)}


def _said_before(writer: Writer, table: str, batch: str, *, about: str) -> str:
    """SQL of the sheet and line of rows that say what was said last, or what an earlier row of the batch says."""
    own = f"SELECT sheet, line, content FROM {writer.reader.from_(table, value=batch)} WHERE batch = '{batch}'"
    return f"""
        WITH latest AS ({_latest(writer, table, batch, about=about, is_key=False)}),
        own AS ({own} AND content IS NOT NULL)
        SELECT DISTINCT o.sheet, o.line
        FROM own o JOIN ({about}) a ON a.batch = '{batch}' AND a.sheet = o.sheet AND a.line = o.line
        JOIN latest l ON l.about = a.about AND l.content = o.content
        UNION
        SELECT sheet, line FROM own QUALIFY row_number() OVER (PARTITION BY content ORDER BY sheet, line) > 1
    """


def _latest(writer: Writer, table: str, batch: str, *, about: str, is_key: bool) -> str:
    """SQL of what the last earlier batch of the same tool said of each right or key: ``about, content``."""
    reader = writer.reader
    batches = reader.from_("batches")
    told = (
        f"SELECT batch, key AS about, content FROM {reader.from_(table)}"
        if is_key
        else f"""SELECT o.batch, a.about, o.content FROM {reader.from_(table)} o
                 JOIN ({about}) a ON a.batch = o.batch AND a.sheet = o.sheet AND a.line = o.line"""
    )
    return f"""
        SELECT t.about, t.content FROM ({told}) t JOIN {batches} b ON b.batch = t.batch
        WHERE t.batch <> '{batch}' AND t.content IS NOT NULL
              AND b.tool = (SELECT tool FROM {batches} WHERE batch = '{batch}')
        QUALIFY rank() OVER (PARTITION BY t.about ORDER BY b.known DESC, b.loaded_at DESC, b.batch) = 1
    """


def _before(writer: Writer, table: str, column: str) -> str:
    """SQL of one column of a table as the snapshot before this write has it."""
    base = writer.base
    if base is None or table not in base.tables:
        return f"(SELECT NULL::VARCHAR AS {column} LIMIT 0)"
    return scan(writer.tables / table, base.tables[table])
