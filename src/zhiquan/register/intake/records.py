"""From records of a structured file to rows of the register (结构化记录)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import pyarrow as pa

from zhiquan.register.intake.masking import masked_cells
from zhiquan.register.intake.parts import Record, Records
from zhiquan.register.tables import OBSERVATIONS

PIECE = 2_000


@dataclass(slots=True)
class RecordTally:
    """How many records were read, by kind."""

    rows: dict[str, int]


def record_pieces(part: Records, tally: RecordTally) -> Iterator[tuple[str, pa.RecordBatch]]:
    """Kind and rows, some thousand at a time; runs of one kind stay together."""
    records = iter(part.records)
    while piece := list(islice(records, PIECE)):
        for kind in dict.fromkeys(record.kind for record in piece):
            chosen = [record for record in piece if record.kind == kind]
            tally.rows[kind] = tally.rows.get(kind, 0) + len(chosen)
            yield kind, _batch(kind, chosen, part.name)


def _batch(kind: str, records: list[Record], sheet: str) -> pa.RecordBatch:
    schema = OBSERVATIONS[kind].schema
    rows: list[dict[str, Any]] = []
    for record in records:
        known = {name: value for name, value in record.values.items() if name in schema.names and value not in ("", [])}
        late = {name: str(value) for name, value in record.values.items() if name not in schema.names}
        extra = {name: masked_cells(name, [text])[0] for name, text in {**late, **record.extra}.items() if text}
        rows.append(
            {
                **known,
                "sheet": sheet,
                "line": record.line,
                "extra": list(extra.items()) or None,
                "content": _content(kind, known),
            }
        )
    names = [field for field in schema if any(field.name in row for row in rows)]
    arrays = [pa.array([row.get(field.name) for row in rows], field.type) for field in names]
    return pa.RecordBatch.from_arrays(arrays, schema=pa.schema(names))


def _content(kind: str, values: Mapping[str, Any]) -> str:
    said = repr((kind, sorted((name, repr(value)) for name, value in values.items())))
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=12).hexdigest()
