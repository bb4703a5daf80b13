"""Addresses whose district or town a person should decide (待复核地址)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.knowledge.regions import District, district, find_region
from zhiquan.register.decided import decided_places
from zhiquan.register.lake.reader import Reader
from zhiquan.register.places import OUTSIDE, Place, cleaned_in_sql, read_place
from zhiquan.register.reading.doubts import Doubt

DOUBTFUL_BELOW = Decimal("0.70")
"""At or above it at least the city is written, or the district by a name only it has, and nothing contradicts;
below it the words leave open even the city, or the postcode says otherwise."""

_NO_TOWN = Words("在本区，但未写明镇街", "in the home district, but no town is named")
_COULD_BE_HOME = Words("未写明区县，可能在本区", "no district is named; it may be the home district")


def doubtful_places(reader: Reader, *, home: str, limit: int | None = None, overlay: Path | None = None) -> list[Doubt]:
    """Distinct addresses of rights and registered parties that a person should place, most rights first.

    Doubtful is an address whose score is below ``DOUBTFUL_BELOW``; one that names only a place above the home
    district; one in the home district without a town, when its towns are known. Addresses abroad, those a
    decision settled and rows whose place a source states in full are left out.

    Args:
        reader: a snapshot.
        home: GB/T 2260 code of the home district.
        limit: at most so many.
        overlay: the office's own data folder.

    Returns:
        ``重庆市演示路1号`` of 12 rights, home 500115, gives one doubt with ``value`` 500000 and ``rights`` 12.
    """
    here = _Home(district(home, overlay), overlay)
    settled = decided_places(reader, overlay=overlay)
    doubts = (_doubt(row, here) for row in _addresses(reader, here) if row["address"] not in settled)
    found = sorted((doubt for doubt in doubts if doubt is not None), key=lambda doubt: (-doubt.rights, doubt.id))
    return found[:limit]


@dataclass(frozen=True, slots=True)
class _Home:
    """The home district, and the office's own data folder."""

    district: District
    overlay: Path | None

    @property
    def code(self) -> str:
        return self.district.code

    @property
    def above(self) -> tuple[str, ...]:
        """Codes of the places the district is in."""
        codes = []
        code = find_region(self.code, self.overlay).parent
        while code:
            codes.append(code)
            code = find_region(code, self.overlay).parent
        return tuple(codes)


def _addresses(reader: Reader, home: _Home) -> list[dict[str, Any]]:
    """Rows ``address, printed, is_read, lacks_town, rights`` of addresses that may be doubtful, one per address.

    ``is_read`` is true when some row has its place from the address, ``lacks_town`` when a source states the home
    district without a town.
    """
    is_scored = "place_reason" in reader.state("rights").columns  # a lake not yet upgraded has no scores
    stated = "place_reason = 'stated'" if is_scored else "region IS NOT NULL"
    decided = "AND place_reason IS DISTINCT FROM 'decision'" if is_scored else ""
    low = f"place_score < {DOUBTFUL_BELOW}" if is_scored else "true"
    above = ", ".join(f"'{code}'" for code in home.above)
    return reader.records(
        f"""
        WITH placed AS (
            SELECT address, coalesce({stated}, false) AS is_stated, region, town, 1 AS rights, {low} AS is_low
            FROM {reader.from_("rights")} WHERE address <> '' {decided}
            UNION ALL
            SELECT p.address, s.key IS NOT NULL, p.region, p.town, 0, true
            FROM {reader.from_("registered_parties")} p LEFT JOIN (
                SELECT DISTINCT key FROM {reader.from_("observations_registered_parties")}
                WHERE region <> '' OR town <> ''
            ) s ON s.key = p.key WHERE p.address <> ''
        ), asked AS (
            SELECT *, region = $home AND town IS NULL AS no_town FROM placed
            WHERE (NOT is_stated AND (is_low OR region IN ({above}))) OR (region = $home AND town IS NULL)
        )
        SELECT {cleaned_in_sql("address")} AS address, min(address) AS printed,
               bool_or(NOT is_stated) AS is_read, bool_or(is_stated AND no_town) AS lacks_town,
               sum(rights)::BIGINT AS rights
        FROM asked GROUP BY 1 ORDER BY 1
        """,
        {"home": home.code},
    )


def _doubt(row: dict[str, Any], home: _Home) -> Doubt | None:
    place = read_place(row["printed"], overlay=home.overlay)
    why = _why(place, home) if row["is_read"] else None
    code = place.town or place.region or ""
    if why is None:
        if not row["lacks_town"] or not home.district.towns_known:
            return None
        why, code = _NO_TOWN, home.code
    return Doubt(
        id=f"place:{hashlib.sha256(row['address'].encode()).hexdigest()[:16]}",
        kind="place",
        subject=row["printed"],
        value=code,
        shown=_shown(code, home.overlay),
        score=place.confidence,
        reason=why,
        rights=row["rights"],
    )


def _why(place: Place, home: _Home) -> Words | None:
    if place.rule == OUTSIDE:
        return None
    if place.confidence < DOUBTFUL_BELOW:
        return place.reason
    if place.region in home.above:
        return _joined(place.reason, _COULD_BE_HOME)
    if place.region == home.code and place.town is None and home.district.towns_known:
        return _joined(place.reason, _NO_TOWN)
    return None


def _joined(one: Words, other: Words) -> Words:
    return Words(f"{one.zh}；{other.zh}", f"{one.en}; {other.en}")


def _shown(code: str, overlay: Path | None) -> str:
    """The name of a place with those above it; empty when there is no guess."""
    if not code:
        return ""
    full = find_region(code[:6], overlay).full_name
    towns = {town.code: town.name for town in district(code[:6], overlay).towns} if len(code) == 9 else {}
    return full + towns.get(code, "")
