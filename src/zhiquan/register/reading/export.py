"""Taking a table away as CSV, JSON lines or Parquet (导出)."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.register.lake.reader import Reader

_RISKY = ("=", "+", "-", "@", "\t", "\r")
FORMATS = ("csv", "jsonl", "parquet")


def export_table(reader: Reader, name: str, *, target: Path, progress: Callable[[int], None]) -> int:
    """Write a table of the snapshot to a file; the ending names the format.

    Args:
        reader: the snapshot.
        name: the table.
        target: ``.csv`` (UTF-8 with BOM, for spreadsheet programs), ``.jsonl`` or ``.parquet``; must not exist.
        progress: told the rows written so far.

    Returns:
        Rows written. The file appears whole or not at all.

    Raises:
        BadInput: the file exists, its folder does not, or the ending is another.
    """
    kind = target.suffix.removeprefix(".").lower()
    _check(target, kind)
    order = ", ".join(f'"{column}"' for column in reader.state(name).columns if column in _ORDER) or "ALL"
    batches = reader.stream(f"SELECT * FROM {reader.from_(name)} ORDER BY {order}")
    draft = target.with_name(f".{target.name}.draft")
    writers = {"csv": _write_csv, "jsonl": _write_lines, "parquet": _write_parquet}
    try:
        rows = writers[kind](draft, _told(batches, progress), reader.state(name).schema)
        draft.rename(target)
    finally:
        draft.unlink(missing_ok=True)
    return rows


_ORDER = frozenset({"right", "batch", "key", "party", "alias", "name", "id", "sheet", "line", "seq"})


def _check(target: Path, kind: str) -> None:
    if kind not in FORMATS:
        raise BadInput(
            Words(f"不支持的文件类型 .{kind}", f"files ending .{kind} are not written"),
            remedy=Words("可用 .csv、.jsonl、.parquet。", "Use .csv, .jsonl or .parquet."),
        )
    if target.exists():
        raise BadInput(
            Words(f"文件已存在：{target}", f"the file exists: {target}"),
            remedy=Words("请换一个文件名。", "Choose another name."),
        )
    if not target.parent.is_dir():
        raise BadInput(Words(f"没有文件夹 {target.parent}", f"there is no folder {target.parent}"))


def _told(batches: Iterable[pa.RecordBatch], progress: Callable[[int], None]) -> Iterable[pa.RecordBatch]:
    done = 0
    for batch in batches:
        yield batch
        done += batch.num_rows
        progress(done)


def _write_csv(file: Path, batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> int:
    rows = 0
    with file.open("w", encoding="utf-8-sig", newline="") as handle:
        sink = csv.writer(handle)
        sink.writerow(schema.names)
        for batch in batches:
            sink.writerows([_cell(value) for value in row.values()] for row in batch.to_pylist())
            rows += batch.num_rows
    return rows


def _write_lines(file: Path, batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> int:
    del schema
    rows = 0
    with file.open("w", encoding="utf-8") as handle:
        for batch in batches:
            for row in batch.to_pylist():
                handle.write(json.dumps(row, ensure_ascii=False, default=_plain) + "\n")
            rows += batch.num_rows
    return rows


def _write_parquet(file: Path, batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> int:
    rows = 0
    with pq.ParquetWriter(file, schema, compression="zstd") as sink:
        for batch in batches:
            sink.write_batch(batch.cast(schema))
            rows += batch.num_rows
    return rows


def _cell(value: object) -> str:
    """A value as a spreadsheet cell; a text that a program would run as a formula is quoted."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        text = "; ".join(value)
    elif isinstance(value, (list, dict)):
        text = json.dumps(value, ensure_ascii=False, default=_plain)
    else:
        text = str(_plain(value)) if not isinstance(value, (str, int, bool)) else str(value)
    return f"'{text}" if isinstance(value, (str, list)) and text.startswith(_RISKY) else text


def _plain(value: object) -> Any:  # noqa: ANN401 - whatever JSON can hold
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return str(value)
