"""Reading a snapshot into the table that is browsed (浏览表的建立)."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from zhiquan.basics.evidence import Origin
from zhiquan.register.browsing.columns import NO_DAY, Flags, Numbers, begins_of, coded, day_numbers, listed, places_in
from zhiquan.register.browsing.haystack import folded, haystack, number_key
from zhiquan.register.browsing.table import RightsTable, Sources, StatusColumns
from zhiquan.register.lake.reader import Reader
from zhiquan.register.reading.asof import FOREVER, sql_of, stated_otherwise, status_on, table_of
from zhiquan.register.rules import RANKS

_PATENTS = "('invention_patent', 'utility_model', 'design_patent', 'overseas_patent')"

_RIGHTS = f"""
    WITH main AS (
        SELECT "right", max(symbol) FILTER ("system" = 'ipc') AS ipc, max(symbol) FILTER ("system" = 'nice') AS nice,
               max(symbol) FILTER ("system" = 'locarno') AS locarno
        FROM {{classes}} WHERE main GROUP BY "right"
    )
    SELECT r."right", r.kind, coalesce(r.title, r.title_en) AS title,
           coalesce(CASE WHEN r.kind IN {_PATENTS} THEN r.app_no END, r.reg_no, r.app_no, r.grant_no, r.pub_no,
                    r.announcement) AS number,
           r.title AS zh, r.title_en AS en, r.app_no, r.pub_no, r.grant_no, r.reg_no, r.filed_on, r.granted_on,
           r.region, r.town, year(r.filed_on)::VARCHAR AS year, coalesce(r.identified, false) AS identified, r.tags,
           CASE WHEN r.kind = 'trademark' AND contains(r."right", '/') THEN 'nice:' || split_part(r."right", '/', -1)
                WHEN m.ipc IS NOT NULL THEN 'ipc:' || m.ipc[1]
                WHEN m.locarno IS NOT NULL THEN 'locarno:' || m.locarno[:2]
                WHEN m.nice IS NOT NULL THEN 'nice:' || m.nice
                WHEN regexp_matches(r.main_class, '^[A-H][0-9][0-9]') THEN 'ipc:' || r.main_class[1]
           END AS class_group
    FROM {{rights}} r LEFT JOIN main m ON m."right" = r."right" ORDER BY r."right"
"""
_HOLDERS = """
    SELECT h."right", h.seq, h.name, l.party FROM {holders} h
    LEFT JOIN {party_links} l ON l.name = h.cleaned AND l.region = coalesce(h.region, '')
    WHERE h.role = 'holder' AND h."to" IS NULL ORDER BY h."right", h.seq
"""
_SYMBOLS = """SELECT DISTINCT "right", "system" || ':' || symbol AS symbol FROM {classes} ORDER BY ALL"""
_SOURCES = """
    WITH own AS (
        SELECT DISTINCT unnest(ids) AS own, batch, coalesce(sheet, '') AS sheet, line FROM {observations_rights}
    )
    SELECT DISTINCT coalesce(a.id, o.own) AS "right", o.batch, o.sheet, coalesce(o.line, 0) AS line, {rank} AS rank,
           b.known, b.loaded_at
    FROM own o JOIN {batches} b ON b.batch = o.batch LEFT JOIN {aliases} a ON a.alias = o.own
    ORDER BY "right", rank DESC, b.known DESC, b.loaded_at DESC, o.batch, sheet, line
"""
_ENDS = f"""
    SELECT "right", "to" FROM {{spells}}
    WHERE "from" <= $1 AND "to" > $1 AND "to" < DATE '{FOREVER}'
    AND CASE WHEN $2::DATE IS NULL THEN known_to = DATE '{FOREVER}' ELSE known_from <= $2 AND known_to > $2 END
"""
_TABLES = ("rights", "classes", "holders", "party_links", "parties", "observations_rights", "batches", "aliases")


def rights_table(reader: Reader) -> RightsTable:
    """The rights of the reader's snapshot; two seconds and about 36 MB for 100,000 rights."""
    sql = {name: reader.from_(name) for name in _TABLES}
    rows = reader.rows(_RIGHTS.format(**sql))
    ids = rows["right"].combine_chunks()
    holders = reader.rows(_HOLDERS.format(**sql))
    of = places_in(holders["right"], ids)
    named = holders.append_column("place", pa.array(of)).group_by(["place", "party"]).aggregate([])
    sources, known = _sources(reader, sql, ids)
    name = listed(holders["name"], of, len(ids))
    symbols = reader.rows(_SYMBOLS.format(**sql))
    tags = pc.list_flatten(rows["tags"].combine_chunks())
    tagged = pc.list_parent_indices(rows["tags"].combine_chunks())
    party = listed(named["party"], _numbers(named["place"]), len(ids))
    return RightsTable(
        ids=ids,
        shown=rows.select(["title", "number"]).combine_chunks(),
        kind=coded(rows["kind"]),
        region=coded(rows["region"]),
        town=coded(rows["town"]),
        class_group=coded(rows["class_group"]),
        year=coded(rows["year"]),
        identified=_flags(rows["identified"]),
        filed=day_numbers(rows["filed_on"]),
        granted=day_numbers(rows["granted_on"]),
        known=known,
        party=party,
        name=name,
        names=haystack([folded(text) for text in name.values]),
        symbol=listed(symbols["symbol"], places_in(symbols["right"], ids), len(ids)),
        tag=listed(tags, _numbers(tagged), len(ids)),
        words=haystack(_lines(rows, ("zh", "en"), folded)),
        numbers=haystack(_lines(rows, ("app_no", "pub_no", "grant_no", "reg_no"), number_key)),
        disputed=_disputed(reader, ids),
        sources=sources,
        party_names=_party_names(reader, sql, party.values),
    )


def status_columns(reader: Reader, ids: pa.Array, *, day: date, known: date | None) -> StatusColumns:
    """The status of each right on ``day`` as known on ``known``, by :func:`zhiquan.register.reading.asof.status_on`."""
    spells = table_of(reader, "right_spells")
    status = status_on(spells, day=day, known=known)
    rows = reader.rows(sql_of(status))
    of = pc.index_in(ids, value_set=rows["right"].combine_chunks())
    until = np.full(len(ids), NO_DAY, np.int32)
    ends = reader.rows(_ENDS.format(spells=reader.from_("right_spells")), [day, known])
    places = places_in(ends["right"], ids)
    until[places[places >= 0]] = day_numbers(ends["to"])[places >= 0]
    return StatusColumns(day, known, coded(rows["status"].take(of)), coded(rows["group"].take(of)), until)


def _sources(reader: Reader, sql: dict[str, str], ids: pa.Array) -> tuple[Sources, Numbers]:
    """The lines of files behind each right, and the last day one was learned of it."""
    rank = "CASE b.authority " + " ".join(f"WHEN '{name}' THEN {rank}" for name, rank in RANKS.items()) + " ELSE 0 END"
    rows = reader.rows(_SOURCES.format(**sql, rank=rank))
    right = places_in(rows["right"], ids)
    rows = rows.filter(pa.array(right >= 0))
    right = right[right >= 0]
    batches, sheets = coded(rows["batch"]), sorted(set(pc.unique(rows["sheet"]).to_pylist()))
    known = np.full(len(ids), NO_DAY, np.int32)
    np.maximum.at(known, right, day_numbers(rows["known"]))
    found = {row["batch"]: row for row in reader.records(f"SELECT batch, file, sha256, known FROM {sql['batches']}")}
    made = Sources(
        batches=tuple(_batch(found[name]) for name in batches.values),
        batch=batches.code,
        sheets=tuple(sheets),
        sheet=places_in(rows["sheet"], pa.array(sheets, pa.string())),
        line=_numbers(rows["line"]),
        begins=begins_of(right, len(ids)),
    )
    return made, known


def _batch(row: dict[str, Any]) -> Origin:
    return Origin(row["batch"], row["file"] or "", "", 0, row["sha256"] or "", row["known"])


def _disputed(reader: Reader, ids: pa.Array) -> Flags:
    said = stated_otherwise(table_of(reader, "rights"), table_of(reader, "right_spells")).select("right")
    found = np.zeros(len(ids), np.bool_)
    places = places_in(reader.rows(sql_of(said))["right"], ids)
    found[places[places >= 0]] = True
    return found


def _party_names(reader: Reader, sql: dict[str, str], parties: tuple[str, ...]) -> dict[str, str]:
    wanted = pa.array(parties, pa.string())
    rows = reader.rows(f"SELECT party, coalesce(name, party) AS name FROM {sql['parties']}")
    kept = rows.filter(pc.is_in(rows["party"], value_set=wanted))
    return dict(zip(kept["party"].to_pylist(), kept["name"].to_pylist(), strict=True))


def _lines(rows: pa.Table, names: tuple[str, ...], fold: Any) -> list[str]:  # noqa: ANN401 - text to text
    columns = [rows[name].to_pylist() for name in names]
    return ["\t".join(fold(text) for text in texts if text) for texts in zip(*columns, strict=True)]


def _numbers(column: pa.ChunkedArray | pa.Array) -> Numbers:
    return np.asarray(column.to_numpy(), np.int32)


def _flags(column: pa.ChunkedArray) -> Flags:
    return np.asarray(column.to_numpy(), np.bool_)
