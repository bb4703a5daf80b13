"""What is missing, contradictory, unidentified or unassigned in the register, row by row (数据质量)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from zhiquan.register.intake.repair import MARKS, REPAIRED
from zhiquan.register.lake.reader import Reader
from zhiquan.register.reading.quality_checks import CHECKS, Check
from zhiquan.register.tables import OBSERVATIONS


@dataclass(frozen=True, slots=True)
class Found:
    """One row a check found: id of the right or record, a name people know it by, and the values at fault."""

    check: str
    subject: str
    shown: str
    detail: str


def quality_counts(reader: Reader, *, today: date, home: str) -> dict[str, int]:
    """How many rows each check finds; checks on tables the snapshot does not have are left out.

    Args:
        reader: one snapshot.
        today: the day taken as today.
        home: six-digit code of the home district.
    """
    return {check.id: _count(reader, check, _given(check, today, home)) for check in CHECKS if _can_ask(reader, check)}


def quality_rows(reader: Reader, check: Check, *, today: date, home: str, limit: int | None) -> list[Found]:
    """The rows one check finds, in the order of their ids, at most ``limit``."""
    if not _can_ask(reader, check):
        return []
    bound = "" if limit is None else f"LIMIT {limit}"
    sql = f"SELECT subject, shown, detail FROM ({_sql(reader, check)}) ORDER BY subject {bound}"
    rows: list[dict[str, Any]] = reader.records(sql, _given(check, today, home))
    return [Found(check.id, row["subject"], row["shown"] or "", row["detail"] or "") for row in rows]


def _count(reader: Reader, check: Check, given: dict[str, Any]) -> int:
    return int(reader.records(f"SELECT count(*) AS n FROM ({_sql(reader, check)})", given)[0]["n"])


def _sql(reader: Reader, check: Check) -> str:
    named = {name: reader.from_(name) for name in check.tables}
    return check.sql.format(**named, repaired=_repaired(reader) if "{repaired}" in check.sql else "")


def _repaired(reader: Reader) -> str:
    """SQL of the batch and line of rows that came back corrected, from batches noted as repairs."""
    noted = f"SELECT batch FROM {reader.from_('batches')} WHERE contains(note, '{REPAIRED}')"
    return " UNION ALL ".join(
        f"SELECT extra['{MARKS[3]}'] AS batch, extra['{MARKS[2]}'] AS line "
        f"FROM {reader.from_(shape.name)} WHERE batch IN ({noted})"
        for shape in OBSERVATIONS.values()
        if reader.has(shape.name)
    )


def _can_ask(reader: Reader, check: Check) -> bool:
    return all(reader.has(name) for name in check.tables)


def _given(check: Check, today: date, home: str) -> dict[str, Any]:
    return {name: value for name, value in (("today", today), ("home", home)) if f"${name}" in check.sql}
