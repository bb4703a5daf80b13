"""Which keys differ between two snapshots, by the files their manifests list (快照差异)."""

from __future__ import annotations

from zhiquan.register.lake.reader import Reader, quote_name, scan
from zhiquan.search.index.view import View


def changed_keys(old: View, new: View, table: str, key: str) -> set[str] | None:
    """Values of a key column whose rows differ; None when the table has other columns now.

    Only files that one of the two snapshots does not list are read, and of those only rows that differ count.

    Args:
        old: the earlier snapshot.
        new: the later one.
        table: name of a table.
        key: the column.
    """
    difference = differing_rows(old, new, table)
    if difference is None:
        return None
    if not difference:
        return set()
    sql = f"SELECT DISTINCT {quote_name(key)} AS key FROM {difference} WHERE {quote_name(key)} IS NOT NULL"
    return set(new.reader.rows(sql)["key"].to_pylist())


def differing_rows(old: View, new: View, table: str) -> str | None:
    """SQL of the rows that one of two snapshots lacks, in the engine of the new one; empty when none can differ."""
    before, after = old.snapshot.tables.get(table), new.snapshot.tables.get(table)
    if before is None or after is None:
        return "" if before is after else None
    if before.columns != after.columns:
        return None
    names = {file.name for file in before.files}, {file.name for file in after.files}
    gone = [file for file in before.files if file.name not in names[1]]
    come = [file for file in after.files if file.name not in names[0]]
    if not gone and not come:
        return ""
    one = f"SELECT * FROM {scan(new.tables / table, before, files=gone)}"
    other = f"SELECT * FROM {scan(new.tables / table, after, files=come)}"
    return f"(({one} EXCEPT ALL {other}) UNION ALL ({other} EXCEPT ALL {one}))"


def run_rows(reader: Reader, sql: str) -> list[str]:
    """One column of a query as a list."""
    return [value for value in reader.rows(sql).column(0).to_pylist() if value is not None]
