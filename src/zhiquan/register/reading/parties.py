"""Lists of parties: by name, district (主体清单)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhiquan.register.ids import clean_name
from zhiquan.register.lake.reader import Reader
from zhiquan.register.matching.cleaning import simplified
from zhiquan.register.reading.known_names import parties_meant


@dataclass(frozen=True, slots=True)
class PartyQuery:
    """Which parties are wanted; every given condition must hold.

    Args:
        name: its id, code or name, or a part of one of its names, in any width, case and script.
        region: GB/T 2260 code or its leading digits.
        limit: at most so many, those that hold most rights first.
    """

    name: str = ""
    region: str = ""
    limit: int | None = None


def list_parties(reader: Reader, query: PartyQuery) -> Iterator[dict[str, Any]]:
    """The parties wanted, one dictionary each: the row of ``parties`` and ``rights``, how many it holds now."""
    tables = {name: reader.from_(name) for name in ("parties", "party_links", "holders")}
    limit = "" if query.limit is None else f"LIMIT {query.limit}"
    name = query.name.strip()
    named = _named(reader, name) if name else []
    for batch in reader.stream(_LISTED.format(**tables, limit=limit), [not name, named, query.region]):
        yield from batch.to_pylist()


def _named(reader: Reader, name: str) -> list[str]:
    """Parties the name stands for, or one of whose names has it as a part; signs and blanks do not matter."""
    cleaned = clean_name(name)
    plain = "".join(character for character in simplified(cleaned) if character.isalnum()) or cleaned
    rows = reader.records(
        f"SELECT DISTINCT party FROM {reader.from_('party_links')} WHERE contains(name, ?) OR contains(match_key, ?)",
        [cleaned, plain],
    )
    return sorted({*parties_meant(reader, name), *(row["party"] for row in rows)})


_LISTED = """
    WITH held AS (
        SELECT l.party, count(DISTINCT h."right") AS rights FROM {holders} h
        JOIN {party_links} l ON l.name = h.cleaned AND l.region = coalesce(h.region, '')
        WHERE h.role = 'holder' AND h."to" IS NULL AND NOT starts_with(h."right", 'doc:') GROUP BY l.party
    )
    SELECT p.party, p.name, p.code, p.region, p.names, coalesce(held.rights, 0) AS rights
    FROM {parties} p LEFT JOIN held ON held.party = p.party
    WHERE ($1 OR list_contains($2::VARCHAR[], p.party)) AND starts_with(coalesce(p.region, ''), $3)
    ORDER BY rights DESC, p.party {limit}
"""
