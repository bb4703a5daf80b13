"""Deriving what a change of observations touches, in the order things depend on each other (推导次序)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from zhiquan.knowledge.party_names import party_words
from zhiquan.register.derive.aliases import map_rows
from zhiquan.register.derive.parties import derive_parties, names_of_rights
from zhiquan.register.derive.records import PLACED_KINDS, derive_records
from zhiquan.register.derive.rights import derive_rights
from zhiquan.register.ids import clean_name
from zhiquan.register.lake.reader import Reader
from zhiquan.register.lake.writer import Writer
from zhiquan.register.places import cleaned_in_sql
from zhiquan.register.rules import Rules
from zhiquan.register.tables.records import RECORD_KINDS

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Touched:
    """Keys whose observations came or went.

    Args:
        rights: ids of rights, sorted; None when there are none.
        records: keys by kind of record, sorted.
        names: cleaned party names and codes.
    """

    rights: pa.Array | None = None
    records: Mapping[str, pa.Array] = field(default_factory=dict)
    names: frozenset[str] = frozenset()


def touched_by(reader: Reader, batch: str, *, kinds: Sequence[str]) -> Touched:
    """What one batch's observations are about; they must be there."""
    rights: list[str] = []
    if "rights" in kinds:
        rights.append(_ids_of_rights(reader, batch))
    names: set[str] = set()
    records = {kind: _keys(reader, kind, batch) for kind in kinds if kind in RECORD_KINDS}
    if "decisions" in kinds:
        listed = reader.from_("observations_decisions", value=batch)
        rights.append(f"SELECT subject AS id FROM {listed} WHERE batch = $batch AND kind = 'value'")
        names |= _names_decided(reader, batch)
        if _make_decided_addresses(reader, batch):
            rights.append(_ids_at_decided(reader))
            records |= {kind: _keys_at_decided(reader, kind, records.get(kind)) for kind in PLACED_KINDS}
            names |= _names_at_decided(reader)
    if "registered_parties" in kinds:
        names |= _names_registered(reader, batch)
    ids = None
    if rights:
        sql = f"SELECT DISTINCT id FROM ({' UNION ALL '.join(rights)}) WHERE id IS NOT NULL ORDER BY id"
        ids = reader.rows(sql, {"batch": batch})["id"].combine_chunks()
    return Touched(rights=ids, records=records, names=frozenset(names))


def derive(writer: Writer, rules: Rules, touched: Touched | None, *, progress: Progress) -> None:
    """Derive again what was touched; everything when ``touched`` is None."""
    kinds = RECORD_KINDS if touched is None else touched.records
    for kind in kinds:
        derive_records(writer, kind, rules, touched=None if touched is None else touched.records[kind])
    if touched is None:
        map_rows(writer.reader, None)
        derive_rights(writer, rules, keys=None, progress=lambda done: progress("rights", done))
        progress("parties", 0)
        derive_parties(writer, names=None, words=party_words(rules.overlay))
        return
    names = [pa.array(sorted(touched.names), pa.string())]
    if touched.rights is not None and len(touched.rights):
        names += _rights(writer, rules, touched.rights, progress)
    if any(len(part) for part in names):
        progress("parties", sum(len(part) for part in names))
        derive_parties(writer, names=names, words=party_words(rules.overlay))


def _rights(writer: Writer, rules: Rules, touched: pa.Array, progress: Progress) -> list[pa.Array]:
    """Derive rights; cleaned names and codes that held them before, and that hold them now."""
    keys = map_rows(writer.reader, touched)
    before = names_of_rights(writer.reader, keys)
    derive_rights(writer, rules, keys=keys, progress=lambda done: progress("rights", done))
    return [before, names_of_rights(writer.reader, keys)]


def _ids_of_rights(reader: Reader, batch: str) -> str:
    rows = reader.from_("observations_rights", value=batch)
    return f"SELECT unnest(list_concat(ids, coalesce(also, []))) AS id FROM {rows} WHERE batch = $batch"


def _names_decided(reader: Reader, batch: str) -> set[str]:
    listed = reader.from_("observations_decisions", value=batch)
    found = reader.records(
        f"SELECT subject, value FROM {listed} WHERE batch = ? AND kind IN ('same_party', 'different_party')", [batch]
    )
    return {clean_name(name) for row in found for name in (row["subject"], row["value"]) if name}


def _make_decided_addresses(reader: Reader, batch: str) -> bool:
    """Make ``decided_addresses(address)``, cleaned, of the batch's decisions on places; False when there are none."""
    listed = reader.from_("observations_decisions", value=batch)
    subjects = reader.rows(
        f"SELECT DISTINCT {cleaned_in_sql('subject')} AS address FROM {listed} WHERE batch = ? AND kind = 'place'",
        [batch],
    )
    reader.connection.register("decided_addresses", subjects)
    return bool(subjects.num_rows)


def _at_decided(column: str) -> str:
    return f"{cleaned_in_sql(column)} IN (FROM decided_addresses)"


def _ids_at_decided(reader: Reader) -> str:
    """Rights a source or a person gives one of these addresses."""
    return f"""
        SELECT unnest(list_concat(ids, coalesce(also, []))) AS id
        FROM {reader.from_("observations_rights")} WHERE {_at_decided("address")}
        UNION ALL SELECT subject FROM {reader.from_("observations_decisions")}
        WHERE kind = 'value' AND field = 'address' AND {_at_decided("value")}
    """


def _keys_at_decided(reader: Reader, kind: str, own: pa.Array | None) -> pa.Array:
    rows = reader.from_(f"observations_{kind}")
    found = reader.rows(f"SELECT DISTINCT key FROM {rows} WHERE {_at_decided('address')}")["key"].to_pylist()
    return pa.array(sorted({*found, *(own.to_pylist() if own is not None else [])}), pa.string())


def _names_at_decided(reader: Reader) -> set[str]:
    listed = reader.from_("observations_registered_parties")
    return _names_and_codes(reader.records(f"SELECT DISTINCT name, code FROM {listed} WHERE {_at_decided('address')}"))


def _names_registered(reader: Reader, batch: str) -> set[str]:
    listed = reader.from_("observations_registered_parties", value=batch)
    return _names_and_codes(reader.records(f"SELECT DISTINCT name, code FROM {listed} WHERE batch = ?", [batch]))


def _names_and_codes(rows: list[dict[str, Any]]) -> set[str]:
    found = [row for row in rows if row["name"] is not None]
    return {clean_name(row["name"]) for row in found} | {row["code"] for row in found if row["code"]}


def _keys(reader: Reader, kind: str, batch: str) -> pa.Array:
    rows = reader.from_(f"observations_{kind}", value=batch)
    return reader.rows(f"SELECT DISTINCT key FROM {rows} WHERE batch = ? ORDER BY key", [batch])["key"].combine_chunks()
