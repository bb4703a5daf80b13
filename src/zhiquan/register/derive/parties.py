"""Parties and the names and codes tied to them (主体推导).

A name with a district is one party; a credit code seen beside the name gives the party its id; people's decisions
join parties. A joined party takes the smallest of its members' ids.

Working tables made in the engine: ``wanted(name)`` cleaned names and codes to derive again, ``seen(name, region,
printed, code, n)`` what sources print of them, ``link(name, region, old, party, reason)`` what follows.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from zhiquan.register.derive.party_sets import decided_sets, joined
from zhiquan.register.ids import clean_name
from zhiquan.register.lake.reader import Reader
from zhiquan.register.lake.writer import Writer

_BY_NAME = "'party:n-' || substr(sha256({name} || chr(31) || {region}), 1, 16)"
"""What :func:`~zhiquan.register.ids.party_id` makes of a name and district, in SQL."""


def names_of_rights(reader: Reader, rights: pa.Array) -> pa.Array:
    """Cleaned names, and codes beside them, of applicants and holders of rights, as ``holders`` has them now."""
    reader.with_keys(rights, name="party_rights")
    return reader.rows(f"""
        SELECT DISTINCT unnest([cleaned, code]) AS name FROM {reader.from_("holders")}
        WHERE role IN ('applicant', 'holder') AND "right" IN (FROM party_rights)
    """)["name"].combine_chunks()


def derive_parties(writer: Writer, *, names: Iterable[pa.Array] | None) -> None:
    """Derive the links of names and codes again, and every party these belong or belonged to.

    Args:
        writer: the write in progress, with ``holders`` and ``registered_parties`` as they are now.
        names: cleaned names and codes whose sources changed; None for every party.
    """
    reader = writer.reader
    listed = _listed(reader)
    sets = decided_sets(reader)
    if names is not None:
        _spread(reader, names, sets)
    _gather(reader, listed, whole=names is None)
    _link(reader, sets)
    _replace(writer, whole=names is None)


def _listed(reader: Reader) -> str:
    """Make ``listed(name, region, printed, code)`` of parties in registers; their names cleaned."""
    source = reader.from_("registered_parties")
    printed = reader.rows(f"SELECT DISTINCT name AS printed FROM {source} WHERE name IS NOT NULL")["printed"]
    cleaned = pa.array([clean_name(name) for name in printed.to_pylist()], pa.string())
    reader.connection.register("cleaned_names", pa.table({"printed": printed, "name": cleaned}))
    reader.run(f"""
        CREATE OR REPLACE TEMP TABLE listed AS
        SELECT c.name, coalesce(s.region, '') AS region, s.name AS printed, s.code
        FROM {source} s JOIN cleaned_names c ON c.printed = s.name
    """)
    return "listed"


def _spread(reader: Reader, names: Iterable[pa.Array], sets: list[set[str]]) -> None:
    """Make ``wanted``: the names, their codes, all tied to the same parties or sets, until nothing more is found."""
    run = reader.run
    run("CREATE OR REPLACE TEMP TABLE wanted (name VARCHAR PRIMARY KEY)")
    for part in names:
        reader.with_keys(part, name="given_names")
        run("INSERT OR IGNORE INTO wanted SELECT DISTINCT key FROM given_names WHERE key IS NOT NULL")
    pairs = [(number, name) for number, members in enumerate(sets) for name in members]
    in_set = pa.table(
        {"number": [pair[0] for pair in pairs], "name": pa.array([pair[1] for pair in pairs], pa.string())}
    )
    reader.connection.register("in_set", in_set)
    run(f"CREATE OR REPLACE TEMP TABLE known_links AS SELECT name, party FROM {reader.from_('party_links')}")
    coded = f"""
        SELECT DISTINCT cleaned AS name, code FROM {reader.from_("holders")}
        WHERE role IN ('applicant', 'holder') AND code IS NOT NULL
        UNION SELECT name, code FROM listed WHERE code IS NOT NULL
    """
    run(f"CREATE OR REPLACE TEMP TABLE coded AS {coded}")
    size = -1
    while size != (size := reader.records("SELECT count(*) AS n FROM wanted")[0]["n"]):
        run("""
            INSERT OR IGNORE INTO wanted
            SELECT name FROM known_links
            WHERE party IN (SELECT party FROM known_links WHERE name IN (FROM wanted))
            UNION SELECT code FROM coded WHERE name IN (FROM wanted)
            UNION SELECT name FROM in_set WHERE number IN (SELECT number FROM in_set WHERE name IN (FROM wanted))
        """)


def _gather(reader: Reader, listed: str, *, whole: bool) -> None:
    """Make ``seen``: how often each name is printed how, in which district, beside which code."""
    limit = "" if whole else "AND (name IN (FROM wanted) OR code IN (FROM wanted))"
    reader.run(f"""
        CREATE OR REPLACE TEMP TABLE seen AS
        SELECT name, region, printed, code, count(*) AS n FROM (
            SELECT cleaned AS name, coalesce(region, '') AS region, name AS printed, nullif(code, '') AS code
            FROM {reader.from_("holders")} WHERE role IN ('applicant', 'holder')
            UNION ALL SELECT name, region, printed, nullif(code, '') FROM {listed}
        ) WHERE true {limit} GROUP BY ALL
    """)
    if whole:
        reader.run("""
            CREATE OR REPLACE TEMP TABLE wanted AS
            SELECT name FROM seen UNION SELECT code FROM seen WHERE code IS NOT NULL
        """)


def _link(reader: Reader, sets: list[set[str]]) -> None:
    """Make ``link``: the party of each name and code, and the id it would have had alone."""
    by_name = _BY_NAME.format(name="p.name", region="p.region")
    reader.run(f"""
        CREATE OR REPLACE TEMP TABLE base AS
        WITH codes AS (
            SELECT name, region, code, row_number() OVER (PARTITION BY name, region ORDER BY sum(n) DESC, code) AS place
            FROM seen WHERE code IS NOT NULL GROUP BY name, region, code
        ), pairs AS (SELECT DISTINCT name, region FROM seen)
        SELECT p.name, p.region, {by_name} AS old,
               coalesce('party:' || c.code, old) AS party,
               CASE WHEN c.code IS NULL THEN 'same_name' ELSE 'credit_code' END AS reason
        FROM pairs p LEFT JOIN codes c ON c.name = p.name AND c.region = p.region AND c.place = 1
        UNION ALL
        SELECT code, '', 'party:' || code, 'party:' || code, 'credit_code'
        FROM (SELECT DISTINCT code FROM seen WHERE code IS NOT NULL) WHERE code NOT IN (SELECT name FROM pairs)
    """)
    members = pa.array(sorted(set[str]().union(*sets)), pa.string())
    reader.with_keys(members, name="decided_names")
    based = reader.records(
        "SELECT DISTINCT name, party FROM base WHERE name IN (FROM decided_names) AND name IN (FROM wanted)"
    )
    chosen = joined(sets, [(row["name"], row["party"]) for row in based])
    table = pa.table({"own": pa.array(list(chosen), pa.string()), "party": pa.array(chosen.values(), pa.string())})
    reader.connection.register("joined", table)
    reader.run("""
        CREATE OR REPLACE TEMP TABLE link AS
        SELECT b.name, b.region, b.old, coalesce(j.party, b.party) AS party,
               CASE WHEN j.party IS NULL THEN b.reason ELSE 'decision' END AS reason
        FROM base b LEFT JOIN joined j ON j.own = b.party WHERE b.name IN (FROM wanted)
    """)


def _replace(writer: Writer, *, whole: bool) -> None:
    """Leave exactly what ``link`` says for the names in ``wanted``."""
    reader = writer.reader
    links, aliases = reader.from_("party_links"), reader.from_("aliases")
    held = f"SELECT name, region, party FROM {links}" + ("" if whole else " WHERE name IN (FROM wanted)")
    by_name = _BY_NAME.format(name="name", region="region")
    reader.run(f"CREATE OR REPLACE TEMP TABLE held AS {held}")
    stale = f"SELECT alias FROM {aliases} WHERE starts_with(alias, 'party:')" if whole else "SELECT NULL"
    keys = {
        "party_links": "SELECT name FROM wanted UNION SELECT name FROM held",
        "aliases": f"SELECT {by_name} FROM held UNION SELECT 'party:' || name FROM held "
        f"UNION SELECT old FROM link UNION {stale}",
        "parties": "SELECT party FROM held UNION SELECT party FROM link"
        + (f" UNION SELECT party FROM {reader.from_('parties')}" if whole else ""),
    }
    rows = {
        "party_links": "SELECT name, region, party, 1::DECIMAL(28, 6) AS score, reason FROM link ORDER BY name, region",
        "aliases": "SELECT old AS alias, party AS id, reason FROM link WHERE party <> old ORDER BY old",
        "parties": _PARTIES,
    }
    sorted_keys = {
        table: reader.rows(f"SELECT key FROM ({sql}) AS k(key) WHERE key IS NOT NULL ORDER BY key")[
            "key"
        ].combine_chunks()
        for table, sql in keys.items()
    }
    for table, sql in rows.items():
        sink = writer.part_writer(table)
        for batch in reader.stream(sql):
            sink.write(batch)
        writer.replace(table, keys=sorted_keys[table], new=sink.close())


_PARTIES = """
    WITH printed AS (
        SELECT l.party, s.printed, sum(s.n) AS n,
               row_number() OVER (PARTITION BY l.party ORDER BY sum(s.n) DESC, s.printed) AS place
        FROM link l JOIN seen s ON s.name = l.name AND s.region = l.region GROUP BY l.party, s.printed
    ), placed AS (
        SELECT l.party, s.region,
               row_number() OVER (PARTITION BY l.party ORDER BY sum(s.n) DESC, s.region) AS place
        FROM link l JOIN seen s ON s.name = l.name AND s.region = l.region
        WHERE s.region <> '' GROUP BY l.party, s.region
    ), members AS (SELECT party, min(name) AS first, count(*) AS names FROM link GROUP BY party)
    SELECT m.party, coalesce(n.printed, m.first) AS name,
           CASE WHEN starts_with(m.party, 'party:n-') THEN NULL ELSE substr(m.party, 7) END AS code,
           r.region, m.names::INTEGER AS names
    FROM members m
    LEFT JOIN printed n ON n.party = m.party AND n.place = 1
    LEFT JOIN placed r ON r.party = m.party AND r.place = 1
    ORDER BY m.party
"""
"""Rows of ``parties``: the most used printed name and district; the smallest among equals."""
