"""Parties as records: names, code, district, how many rights they hold (主体)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhiquan.register.browsing.haystack import number_key
from zhiquan.register.browsing.publicity import IS_UNPUBLISHED, NEVER_PUBLIC, is_organisation
from zhiquan.register.lake.reader import Reader
from zhiquan.search.index.changes import changed_keys, differing_rows, run_rows
from zhiquan.search.index.record import PUBLIC, Record, at_tokens
from zhiquan.search.index.view import View
from zhiquan.search.sources.masking import masked_name
from zhiquan.search.sources.places import place_names

_NEVER = ", ".join(f"'{kind}'" for kind in NEVER_PUBLIC)
_HELD = f"""
    SELECT l.party, count(DISTINCT r."right") FILTER (coalesce(r.identified, false)) AS rights,
           list(DISTINCT r.region) AS regions, list(DISTINCT r.town) AS towns,
           coalesce(bool_or(coalesce(identified, false) AND kind NOT IN ({_NEVER}) AND NOT ({IS_UNPUBLISHED})), false)
               AS is_public
    FROM {{holders}} h
    JOIN {{party_links}} l ON l.name = h.cleaned AND l.region = coalesce(h.region, '')
    JOIN {{rights}} r ON r."right" = h."right"
    WHERE h.role = 'holder' AND h."to" IS NULL {{of}} GROUP BY l.party
"""
_ROWS = """
    SELECT p.party, p.name, p.code, p.region, n.names, coalesce(h.rights, 0) AS rights, h.regions, h.towns,
           coalesce(h.is_public, false) AS is_public
    FROM {parties} p {parties_of}
    LEFT JOIN (SELECT party, list(DISTINCT name ORDER BY name) AS names FROM {party_links} GROUP BY party) n
           ON n.party = p.party
    LEFT JOIN ({held}) h ON h.party = p.party ORDER BY p.party
"""
_CHANGED = """
    SELECT DISTINCT l.party FROM {holders} h
    JOIN {party_links} l ON l.name = h.cleaned AND l.region = coalesce(h.region, '')
    SEMI JOIN changed_rights k ON k.key = h."right"
"""


class Parties:
    """Every party of the register (主体)."""

    name = "parties"

    def records(self, view: View, ids: Collection[str] | None = None) -> Iterator[Record]:
        """The parties, in order of their ids."""
        with view.reader.beside() as reader:
            sources = {name: reader.from_(name) for name in ("parties", "party_links", "holders", "rights")}
            of, parties_of = "", ""
            if ids is not None:
                keys = reader.with_keys(pa.array(sorted(ids), pa.string()), name="record_ids")
                of = f"AND l.party IN (SELECT key FROM {keys})"
                parties_of = f"SEMI JOIN {keys} ON {keys}.key = p.party"
            held = _HELD.format(**sources, of=of)
            for batch in reader.stream(_ROWS.format(**sources, held=held, parties_of=parties_of)):
                for row in batch.to_pylist():
                    yield _record(row, view.overlay)

    def changed(self, old: View, new: View) -> set[str] | None:
        """Parties whose names or rights differ; None when places have other names."""
        if not old.is_like(new, "places"):
            return None
        found: set[str] = set()
        for table in ("parties", "party_links"):
            keys = changed_keys(old, new, table, "party")
            if keys is None:
                return None
            found |= keys
        for table in ("rights", "holders"):
            rows = differing_rows(old, new, table)
            if rows is None:
                return None
            if rows:
                for view in (old, new):
                    found |= _holding(new.reader, view, rows)
        return found


def _holding(reader: Reader, view: View, rows: str) -> set[str]:
    """Parties of a snapshot that hold a right among rows that differ."""
    with reader.beside() as own:
        own.connection.register("changed_rights", own.rows(f'SELECT DISTINCT "right" AS key FROM {rows}'))
        sources = {name: view.reader.from_(name) for name in ("holders", "party_links")}
        return set(run_rows(own, _CHANGED.format(**sources)))


def _record(row: Mapping[str, Any], overlay: Path | None) -> Record:
    printed, code, region = row["name"] or row["party"], row["code"] or "", row["region"] or ""
    others = [masked_name(one) for one in row["names"] or () if one not in {printed, code}]
    is_named = is_organisation(printed, code)
    name, code = masked_name(printed), code if is_named else masked_name(code)
    is_public = bool(row["is_public"]) and is_named
    place = place_names(region, None, overlay)
    regions = [one for one in row["regions"] or () if one]
    towns = [one for one in row["towns"] or () if one]
    return Record(
        id=row["party"],
        kind="party",
        title=name,
        texts={"holder": "、".join([name, *others]), "place": place}
        | ({"holder_public": name, "place_public": place} if is_public else {}),
        tokens={"registration": [number_key(code)] if code else [], "region": [region] if region else []},
        sees=[*([PUBLIC] if is_public else []), row["party"], *at_tokens(region, *regions, *towns)],
        shown={"number": code, "rights": row["rights"], "place": place},
    )
