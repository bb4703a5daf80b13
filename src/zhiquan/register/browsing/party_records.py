"""Records that name a party: pledges, titles and awards (主体相关记录)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyarrow as pa

from zhiquan.register.ids import clean_name
from zhiquan.register.lake.reader import Reader

Row = dict[str, Any]
_NAMED: Mapping[str, tuple[str, str, str]] = {
    "pledges": ("pledgor", "NULL", "registered_on DESC NULLS LAST, number"),
    "titles_awards": ("holder", "holder_code", '"from" DESC NULLS LAST, kind, number'),
}
"""Table to its column of the party's name, of its code, and its order."""

_cleaned = lru_cache(maxsize=100_000)(clean_name)


@dataclass(frozen=True, slots=True)
class PartyNames:
    """The names and codes of one party (主体名称).

    Args:
        rows: rows of ``party_links``, the best tied first.
        pairs: cleaned name and district.
        alone: names no other party has.
        codes: its credit codes.
    """

    rows: tuple[Row, ...]
    pairs: frozenset[tuple[str, str]]
    alone: frozenset[str]
    codes: frozenset[str]

    def has(self, printed: str | None, region: str | None, code: str | None) -> bool:
        """True when a printed name, seen in a district or beside a code, is this party's."""
        if code and code in self.codes:
            return True
        name = _cleaned(printed) if printed else ""
        return name in self.alone or (name, region or "") in self.pairs


def party_names(reader: Reader, party: Row) -> PartyNames:
    """The names and codes tied to a party of ``parties``."""
    links = reader.from_("party_links")
    rows = reader.records(
        f"""
        SELECT l.name, l.region, l.score, l.reason,
               NOT EXISTS (SELECT 1 FROM {links} o WHERE o.name = l.name AND o.party <> l.party) AS alone
        FROM {links} l WHERE l.party = ? ORDER BY l.score DESC, l.name, l.region
        """,
        [party["party"]],
    )
    shown = tuple({name: row[name] for name in ("name", "region", "score", "reason")} for row in rows)
    codes = {row["name"] for row in rows if row["reason"] == "credit_code"} | {party["code"] or ""}
    return PartyNames(
        rows=shown,
        pairs=frozenset((row["name"], row["region"]) for row in rows),
        alone=frozenset(row["name"] for row in rows if row["alone"]),
        codes=frozenset(codes - {""}),
    )


def records_of(reader: Reader, names: PartyNames, table: str, *, limit: tuple[str, pa.Array] | None) -> tuple[Row, ...]:
    """Rows of ``pledges`` or ``titles_awards`` that name the party.

    Args:
        reader: one snapshot.
        names: its names.
        table: one of the two.
        limit: only rows of a place, by the beginning of its code, or about one of some rights.
    """
    who, code, order = _NAMED[table]
    source = reader.from_(table)
    seen = reader.records(f"SELECT DISTINCT {who} AS who, region, {code} AS code FROM {source}")
    named = [row for row in seen if names.has(row["who"], row["region"], row["code"])]
    if not named:
        return ()
    asked = pa.Table.from_pylist(named, pa.schema([(name, pa.string()) for name in ("who", "region", "code")]))
    kept = "true" if limit is None else "(starts_with(coalesce(t.region, ''), $4) OR list_has_any(t.right_numbers, $5))"
    sql = f"""
        SELECT t.* FROM {source} t
        WHERE {kept} AND (coalesce(t.{who}, ''), coalesce(t.region, ''), coalesce({code}, ''))
        IN (SELECT (coalesce(a, ''), coalesce(b, ''), coalesce(c, ''))
            FROM (SELECT unnest($1::VARCHAR[]) AS a, unnest($2::VARCHAR[]) AS b, unnest($3::VARCHAR[]) AS c))
        ORDER BY {order}
    """
    given: list[Any] = [asked[name].to_pylist() for name in ("who", "region", "code")]
    if limit is not None:
        given += [limit[0], limit[1].to_pylist()]
    return tuple(reader.records(sql, given))
