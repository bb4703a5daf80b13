"""Content hashes of tables that do not depend on the order of rows or files (内容摘要)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from zhiquan.register.lake.reader import Reader, quote_name, quote_text

ALGORITHM = "sha256"
"""Named beside every digest, so that another algorithm can follow."""


def table_digest(reader: Reader, name: str) -> str:
    """Hash of a table's rows as a multiset: sha256 over the sorted sha256 of each row, hexadecimal.

    A row's text is each column that is not null, by name, length and value, in alphabetical order. So neither
    the order of rows, files and columns nor a column that is null throughout changes the digest.
    """
    columns = sorted(reader.state(name).columns.items())
    row = " || ".join(_cell(column, kind) for column, kind in columns)
    halves = ", ".join(f"('0x' || substr(h, {1 + 16 * part}, 16))::UBIGINT AS p{part}" for part in range(4))
    sql = f"SELECT {halves} FROM (SELECT sha256({row}) AS h FROM {reader.from_(name)})"
    parts: list[npt.NDArray[np.uint64]] = [
        np.column_stack([batch.column(part).to_numpy() for part in range(4)]) for batch in reader.stream(sql)
    ]
    hashes = np.concatenate(parts) if parts else np.empty((0, 4), dtype=np.uint64)
    ordered = hashes[np.lexsort(hashes.T[::-1])]
    return hashlib.sha256(ordered.astype(">u8").tobytes()).hexdigest()


def lake_digest(reader: Reader, names: list[str], *, progress: Callable[[str], None] | None = None) -> dict[str, str]:
    """Digest of each named table, in alphabetical order; ``progress`` is told each name as it starts."""
    found = {}
    for name in sorted(names):
        if progress is not None:
            progress(name)
        found[name] = table_digest(reader, name)
    return found


def _cell(column: str, kind: str) -> str:
    """SQL text of one column of one row; empty when it is null."""
    name = quote_name(column)
    if kind == "instant":
        text = f"epoch_us({name})::VARCHAR"
    elif kind in {"texts", "pairs", "events"}:
        text = f"to_json({name})::VARCHAR"
    else:
        text = f"{name}::VARCHAR"
    label = quote_text(column + "=")
    return f"coalesce({label} || length({text})::VARCHAR || ':' || {text}, '')"
