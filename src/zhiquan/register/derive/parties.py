"""Parties and the names and codes tied to them (主体推导).

A name with a district is one party; a credit code seen beside the name gives the party its id; people's decisions
join parties or keep them apart. A joined party takes the smallest of its members' ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pyarrow as pa

from zhiquan.register.ids import clean_name, party_id
from zhiquan.register.lake.files import PartWriter
from zhiquan.register.lake.reader import Reader
from zhiquan.register.lake.writer import Writer
from zhiquan.register.tables.parts import ALIASES, PARTIES, PARTY_LINKS
from zhiquan.register.tables.shapes import TableShape

CHUNK = 20_000

Name = tuple[str, str]
"""A cleaned name and the district it was seen with, empty when unknown."""


@dataclass(slots=True)
class _Seen:
    """What is known of one name in one district."""

    printed: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)


def names_of_rights(reader: Reader, rights: pa.Array | None) -> set[str]:
    """Cleaned names of applicants and holders of the given rights (all when None), as ``holders`` has them now."""
    limit = ""
    if rights is not None:
        reader.with_keys(rights, name="party_rights")
        limit = 'AND "right" IN (FROM party_rights)'
    sql = f"SELECT DISTINCT cleaned FROM {reader.from_('holders')} WHERE role IN ('applicant', 'holder') {limit}"
    return set(reader.rows(sql)["cleaned"].to_pylist())


def derive_parties(writer: Writer, *, names: set[str]) -> None:
    """Derive the links of the given cleaned names again, and every party these belong or belonged to."""
    sets = _decided_sets(writer.reader)
    before = _linked(writer.reader, names)
    wanted = names | {name for name, _, _ in before}
    for members in sets:
        if members & wanted:
            wanted |= members
    sinks = {table: writer.part_writer(table) for table in ("party_links", "aliases")}
    parties = {party for _, _, party in before}
    keys = {"party_links": set(wanted), "aliases": _old_ids((name, region) for name, region, _ in before)}
    for chunk in _chunks(wanted, sets):
        seen = _seen(writer.reader, chunk)
        links = _links(seen, sets)
        fresh = {name: link for name, link in links.items() if name[0] in chunk or name[0] not in keys["party_links"]}
        _write(sinks["party_links"], PARTY_LINKS, _link_rows(fresh))
        _write(sinks["aliases"], ALIASES, _alias_rows(seen, fresh))
        keys["party_links"] |= {name for name, _ in fresh}
        keys["aliases"] |= _old_ids(fresh)
        parties |= {link["party"] for link in fresh.values()}
    for table, sink in sinks.items():
        writer.replace(table, keys=pa.array(sorted(keys[table]), pa.string()), new=sink.close())
    _derive_party_rows(writer, parties)


def _linked(reader: Reader, names: set[str]) -> set[tuple[str, str, str]]:
    """Every name, district and party now tied to a party of the given names."""
    reader.with_keys(pa.array(sorted(names), pa.string()), name="linked_names")
    links = reader.from_("party_links")
    parties = f"SELECT party FROM {links} WHERE name IN (FROM linked_names)"
    sql = f"SELECT name, region, party FROM {links} WHERE party IN ({parties})"
    return {(row["name"], row["region"], row["party"]) for row in reader.records(sql)}


def _chunks(names: set[str], sets: list[set[str]]) -> Iterable[set[str]]:
    """Names in portions that keep decided sets together."""
    together = names & set[str]().union(*sets)
    rest = sorted(names - together)
    yield together | set(rest[:CHUNK])
    for start in range(CHUNK, len(rest), CHUNK):
        yield set(rest[start : start + CHUNK])


def _old_ids(names: Iterable[Name]) -> set[str]:
    """Ids a name alone, or a code alone, would give its party."""
    return {old for name, region in names for old in _own_ids(name, region)}


def _own_ids(name: str, region: str) -> tuple[str, str]:
    return party_id(name, region=region, code=None), f"party:{name}"


def _seen(reader: Reader, names: set[str]) -> dict[Name, _Seen]:
    """Printed forms and codes of names, from holders and from registers of parties."""
    reader.with_keys(pa.array(sorted(names), pa.string()), name="party_names")
    found: dict[Name, _Seen] = {}
    holders = f"""
        SELECT cleaned, coalesce(region, '') AS region, name, code, count(*) AS n FROM {reader.from_("holders")}
        WHERE role IN ('applicant', 'holder') AND cleaned IN (FROM party_names) GROUP BY ALL ORDER BY ALL
    """
    for row in reader.records(holders):
        _count(found, (row["cleaned"], row["region"]), row)
    listed = f"SELECT name, coalesce(region, '') AS region, code, 1 AS n FROM {reader.from_('registered_parties')}"
    for row in reader.records(f"{listed} WHERE name IS NOT NULL ORDER BY ALL"):
        name = clean_name(row["name"])
        if name in names:
            _count(found, (name, row["region"]), row)
    return found


def _count(found: dict[Name, _Seen], name: Name, row: dict[str, Any]) -> None:
    one = found.setdefault(name, _Seen())
    one.printed[row["name"]] += row["n"]
    if row["code"]:
        one.codes[row["code"]] += row["n"]


def _links(seen: dict[Name, _Seen], sets: list[set[str]]) -> dict[Name, dict[str, Any]]:
    """Party, score and reason of each name; each code is a name of its own."""
    links: dict[Name, dict[str, Any]] = {}
    for (name, region), one in seen.items():
        code = _best(one.codes)
        reason = "credit_code" if code else "same_name"
        party = party_id(name, region=region, code=code)
        links[name, region] = {"party": party, "score": Decimal(1), "reason": reason}
        for other in one.codes:
            own = {"party": party_id("", region="", code=other), "score": Decimal(1), "reason": "credit_code"}
            links[other, ""] = own
    for members in sets:
        joined = {pair for pair in links if pair[0] in members}
        joined |= {(code, "") for pair in joined & seen.keys() for code in seen[pair].codes}
        party = min((links[pair]["party"] for pair in joined), default="")
        for pair in joined:
            links[pair] = {"party": party, "score": Decimal(1), "reason": "decision"}
    return links


def _decided_sets(reader: Reader) -> list[set[str]]:
    """Names and codes that people said are one party, as disjoint sets; the last decision on a pair counts."""
    decided = reader.records(f"""
        SELECT d.kind, d.subject, d.value FROM {reader.from_("observations_decisions")} d
        JOIN {reader.from_("batches")} b ON b.batch = d.batch
        WHERE d.kind IN ('same_party', 'different_party') ORDER BY b.loaded_at, d.batch
    """)
    pairs: dict[frozenset[str], bool] = {}
    for row in decided:
        pair = frozenset((clean_name(row["subject"]), clean_name(row["value"])))
        pairs.pop(pair, None)
        pairs[pair] = row["kind"] == "same_party"
    sets: list[set[str]] = []
    for pair in (pair for pair, same in pairs.items() if same):
        touching = [known for known in sets if known & pair]
        sets = [known for known in sets if not known & pair]
        sets.append(set(pair).union(*touching))
    return sets


def _derive_party_rows(writer: Writer, parties: set[str]) -> None:
    """Rows of ``parties`` from the links as they are now; a party without links goes."""
    reader = writer.reader
    ordered = sorted(parties)
    sink = writer.part_writer("parties")
    for start in range(0, len(ordered), CHUNK):
        reader.with_keys(pa.array(ordered[start : start + CHUNK], pa.string()), name="wanted_parties")
        links = reader.records(f"""
            SELECT party, name, region FROM {reader.from_("party_links")}
            WHERE party IN (FROM wanted_parties) ORDER BY party, name, region
        """)
        seen = _seen(reader, {link["name"] for link in links})
        grouped: dict[str, list[Name]] = {}
        for link in links:
            grouped.setdefault(link["party"], []).append((link["name"], link["region"]))
        _write(sink, PARTIES, [_party(party, names, seen) for party, names in grouped.items()])
    writer.replace("parties", keys=pa.array(ordered, pa.string()), new=sink.close())


def _party(party: str, names: list[Name], seen: dict[Name, _Seen]) -> dict[str, Any]:
    printed: Counter[str] = Counter()
    regions: Counter[str] = Counter()
    for name in names:
        if name in seen:
            printed.update(seen[name].printed)
            regions[name[1]] += sum(seen[name].printed.values())
    code = party.removeprefix("party:")
    return {
        "party": party,
        "name": _best(printed) or names[0][0],
        "code": None if code.startswith("n-") else code,
        "region": _best(Counter({region: n for region, n in regions.items() if region})),
        "names": len(names),
    }


def _link_rows(links: dict[Name, dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"name": name, "region": region, **link} for (name, region), link in sorted(links.items())]


def _alias_rows(seen: dict[Name, _Seen], links: dict[Name, dict[str, Any]]) -> list[dict[str, Any]]:
    """A party known by name only before its code was learned, or before it was joined, answers to the old id."""
    rows = []
    for (name, region), link in sorted(links.items()):
        by_name, by_code = _own_ids(name, region)
        old = by_name if (name, region) in seen else by_code
        if link["party"] != old:
            rows.append({"alias": old, "id": link["party"], "reason": link["reason"]})
    return rows


def _write(sink: PartWriter, shape: TableShape, rows: list[dict[str, Any]]) -> None:
    sink.write(pa.Table.from_pylist(rows, schema=shape.schema))


def _best(counts: Counter[str]) -> str | None:
    """The most frequent, the smallest among equals."""
    return min(counts, key=lambda one: (-counts[one], one)) if counts else None
