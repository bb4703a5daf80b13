"""Records that are not rights: the best stated value of each column per key (登记与名录推导)."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from zhiquan.register.decided import decided_places
from zhiquan.register.derive.groups import ORDER, Groups, believed, whole_groups
from zhiquan.register.lake.reader import quote_name
from zhiquan.register.lake.writer import Writer
from zhiquan.register.places.columns import PlaceRule, placed
from zhiquan.register.rules import RANKS, Rules
from zhiquan.register.tables.records import RECORD_KINDS

PLACED_KINDS = tuple(kind for kind, record in RECORD_KINDS.items() if {"address", "region"} <= set(record.table.names))
"""Kinds with an address and a district, which the address fills when no source states it."""


def derive_records(writer: Writer, kind: str, rules: Rules, *, touched: pa.Array | None) -> None:
    """Derive the table of one kind again for the touched keys (sorted), or wholly when None."""
    reader = writer.reader
    shape = RECORD_KINDS[kind].table
    columns = ", ".join(f"o.{quote_name(name)}" for name in ["batch", "sheet", "line", *shape.names])
    rank = " ".join(f"WHEN '{authority}' THEN {rank}" for authority, rank in RANKS.items())
    limit = ""
    if touched is not None:
        reader.with_keys(touched, name="record_keys")
        limit = "WHERE o.key IN (FROM record_keys)"
    sql = f"""
        SELECT {columns}, CASE b.authority {rank} ELSE 0 END AS rank, b.known, b.loaded_at
        FROM {reader.from_(f"observations_{kind}")} o JOIN {reader.from_("batches")} b ON b.batch = o.batch
        {limit} ORDER BY o.key, {_qualified(ORDER)}
    """
    sink = writer.part_writer(kind)
    rule = PlaceRule(rules.read_place, decided_places(reader, overlay=rules.overlay) if kind in PLACED_KINDS else {})
    for groups in whole_groups(reader.stream(sql), key="key"):
        best = believed(groups, columns=shape.names[1:], key="key")
        if kind in PLACED_KINDS:
            best |= _placed(groups, best, rule)
        sink.write(pa.table({name: best[name] for name in shape.names}, schema=shape.schema))
    if touched is None:
        writer.replace_all(kind, sink.close())
    else:
        writer.replace(kind, keys=touched, new=sink.close())


def _placed(groups: Groups, best: dict[str, pa.Array], rule: PlaceRule) -> dict[str, pa.Array]:
    """District, and town where the kind has one."""
    found = placed(
        region=best["region"],
        town=best.get("town", pa.nulls(groups.count, pa.string())),
        address=best["address"],
        is_decided=np.zeros(groups.count, dtype=np.bool_),
        rule=rule,
    )
    return {"region": found.region} | ({"town": found.town} if "town" in best else {})


def _qualified(order: str) -> str:
    return order.replace("batch", "o.batch").replace("sheet", "o.sheet").replace("line", "o.line")
