"""Records that name a party: pledges, titles and awards (主体相关记录)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from zhiquan.register.browsing.lists import listing
from zhiquan.register.ids import clean_name
from zhiquan.register.lake.reader import Reader

Row = dict[str, Any]
Records = Literal["pledges", "titles_awards"]
_NAMED: Mapping[Records, tuple[str, str | None]] = {
    "pledges": ("pledgor", None),
    "titles_awards": ("holder", "holder_code"),
}
"""Table to its column of the party's name and of its code."""

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
    links = listing(reader, "party_links")
    rows = links.where("party", [party["party"]])
    tied = links.where("name", {row["name"] for row in rows})
    shared = {one["name"] for one in tied if one["party"] != party["party"]}
    shown = tuple({name: row[name] for name in ("name", "region", "score", "reason")} for row in rows)
    codes = {row["name"] for row in rows if row["reason"] == "credit_code"} | {party["code"] or ""}
    return PartyNames(
        rows=shown,
        pairs=frozenset((row["name"], row["region"]) for row in rows),
        alone=frozenset(row["name"] for row in rows) - shared,
        codes=frozenset(codes - {""}),
    )


def records_of(
    reader: Reader, names: PartyNames, table: Records, *, limit: tuple[str, frozenset[str]] | None
) -> tuple[Row, ...]:
    """Rows of ``pledges`` or ``titles_awards`` that name the party, in the order they are shown.

    Args:
        reader: one snapshot.
        names: its names.
        table: one of the two.
        limit: only rows of a place, by the beginning of its code, or about one of some rights, by number.
    """
    who, code = _NAMED[table]
    wanted = {"cleaned": {name for name, _ in names.pairs}, **({code: names.codes} if code else {})}
    rows = listing(reader, table).where_any(wanted)
    own = (row for row in rows if names.has(row[who], row["region"], row[code] if code else None))
    return tuple(row for row in own if limit is None or _is_within(row, *limit))


def _is_within(row: Row, place: str, numbers: frozenset[str]) -> bool:
    return (row["region"] or "").startswith(place) or not numbers.isdisjoint(row["right_numbers"] or ())
