"""Deriving what a change of observations touches, in the order things depend on each other (推导次序)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from zhiquan.register.derive.parties import derive_parties, names_of_rights
from zhiquan.register.derive.records import derive_records
from zhiquan.register.derive.rights import derive_rights
from zhiquan.register.ids import clean_name
from zhiquan.register.lake.reader import Reader
from zhiquan.register.lake.writer import Writer
from zhiquan.register.rules import Rules
from zhiquan.register.tables.records import RECORD_KINDS

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Touched:
    """Keys whose observations came or went.

    Args:
        rights: ids of rights; None when there are none.
        records: keys by kind of record.
        names: cleaned party names.
    """

    rights: pa.Array | None = None
    records: Mapping[str, pa.Array] = field(default_factory=dict)
    names: frozenset[str] = frozenset()


def touched_by(reader: Reader, batch: str, *, kinds: Sequence[str]) -> Touched:
    """What one batch's observations are about; they must be there."""
    rights: set[str] = set()
    names: set[str] = set()
    if "rights" in kinds:
        rows = reader.from_("observations_rights", value=batch)
        sql = f"SELECT DISTINCT unnest(list_concat(ids, coalesce(also, []))) AS id FROM {rows} WHERE batch = ?"
        rights.update(reader.rows(sql, [batch])["id"].to_pylist())
    records = {kind: _keys(reader, kind, batch) for kind in kinds if kind in RECORD_KINDS}
    if "decisions" in kinds:
        for row in reader.records(
            f"SELECT kind, subject, value FROM {reader.from_('observations_decisions', value=batch)} WHERE batch = ?",
            [batch],
        ):
            if row["kind"] == "value":
                rights.add(row["subject"])
            elif row["kind"] in {"same_party", "different_party"}:
                names.update({clean_name(row["subject"]), clean_name(row["value"])})
    if "registered_parties" in kinds:
        listed = reader.from_("observations_registered_parties", value=batch)
        found = reader.rows(f"SELECT DISTINCT name FROM {listed} WHERE batch = ? AND name IS NOT NULL", [batch])
        names.update(clean_name(name) for name in found["name"].to_pylist())
    ids = pa.array(sorted(rights), pa.string()) if rights else None
    return Touched(rights=ids, records=records, names=frozenset(names))


def derive(writer: Writer, rules: Rules, touched: Touched | None, *, progress: Progress) -> None:
    """Derive again what was touched; everything when ``touched`` is None."""
    kinds = RECORD_KINDS if touched is None else touched.records
    for kind in kinds:
        derive_records(writer, kind, touched=None if touched is None else touched.records[kind])
    names: set[str] = set() if touched is None else set(touched.names)
    if touched is None or touched.rights is not None:
        names |= _rights(writer, rules, None if touched is None else touched.rights, progress)
    if touched is None:
        names |= _listed_names(writer.reader)
        for table in ("party_links", "parties"):
            writer.replace_all(table, [])
        _drop_party_aliases(writer)
    if names:
        progress("parties", len(names))
        derive_parties(writer, names=names)


def _rights(writer: Writer, rules: Rules, touched: pa.Array | None, progress: Progress) -> set[str]:
    """Derive rights; cleaned names that held them before or hold them now."""
    reader = writer.reader
    whole = touched is None
    before: set[str] = set()
    if touched is not None:
        before = names_of_rights(reader, touched)
    keys = derive_rights(writer, rules, touched=touched, progress=lambda done: progress("rights", done))
    return before | names_of_rights(writer.reader, None if whole else keys)


def _keys(reader: Reader, kind: str, batch: str) -> pa.Array:
    rows = reader.from_(f"observations_{kind}", value=batch)
    return reader.rows(f"SELECT DISTINCT key FROM {rows} WHERE batch = ? ORDER BY key", [batch])["key"].combine_chunks()


def _listed_names(reader: Reader) -> set[str]:
    sql = f"SELECT DISTINCT name FROM {reader.from_('registered_parties')} WHERE name IS NOT NULL"
    return {clean_name(name) for name in reader.rows(sql)["name"].to_pylist()}


def _drop_party_aliases(writer: Writer) -> None:
    sql = (
        f"SELECT DISTINCT alias FROM {writer.reader.from_('aliases')} WHERE starts_with(alias, 'party:') ORDER BY alias"
    )
    old = writer.reader.rows(sql)["alias"].combine_chunks()
    writer.replace("aliases", keys=old, new=[])
