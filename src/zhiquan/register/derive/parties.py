"""Parties and the names and codes tied to them (主体推导).

A name with a district is one party alone. A credit code seen beside the name gives the party its id; names of one
match key are one party where nothing contradicts; people's decisions join and part. A joined party takes the
smallest of its members' ids.

Working tables made in the engine: ``wanted(name)`` cleaned names and codes to derive again, ``seen(name, region,
printed, code, n)`` what sources print of them, ``link(name, region, old, party, score, reason, match_key)`` what
follows, ``grouped(name, label, reason)`` the corporate groups of the names.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from zhiquan.knowledge.party_names import PartyWords, party_words
from zhiquan.register.derive.party_groups import groups_of
from zhiquan.register.derive.party_sets import Decided, decided, joined
from zhiquan.register.ids import clean_name
from zhiquan.register.lake.manifest import DataFile
from zhiquan.register.lake.reader import Reader
from zhiquan.register.lake.writer import Writer
from zhiquan.register.matching.keys import match_key
from zhiquan.register.matching.linking import Node, linked
from zhiquan.register.tables.shapes import NUMBER

_BY_NAME = "'party:n-' || substr(sha256({name} || chr(31) || {region}), 1, 16)"
"""What :func:`~zhiquan.register.ids.party_id` makes of a name and district, in SQL."""


def names_of_rights(reader: Reader, rights: pa.Array) -> pa.Array:
    """Cleaned names, and codes beside them, of applicants and holders of rights, as ``holders`` has them now."""
    reader.with_keys(rights, name="party_rights")
    return reader.rows(f"""
        SELECT DISTINCT unnest([cleaned, code]) AS name FROM {reader.from_("holders")}
        WHERE role IN ('applicant', 'holder') AND "right" IN (FROM party_rights)
    """)["name"].combine_chunks()


def derive_parties(writer: Writer, *, names: Iterable[pa.Array] | None, words: PartyWords | None = None) -> None:
    """Derive the links of names and codes again, and every party and group these belong or belonged to.

    Args:
        writer: the write in progress, with ``rights``, ``holders`` and ``registered_parties`` as they are now.
        names: cleaned names and codes whose sources changed; None for every party.
        words: the words of names; the shipped ones when None.
    """
    reader = writer.reader
    known_words = words or party_words()
    _list_registered(reader)
    said = decided(reader)
    if names is not None:
        _spread(reader, names, said, known_words)
    _gather(reader, whole=names is None)
    _link(reader, said, known_words)
    _replace(writer, groups=groups_of(writer, whole=names is None, words=known_words), whole=names is None)


def _list_registered(reader: Reader) -> None:
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


def _spread(reader: Reader, names: Iterable[pa.Array], said: Decided, words: PartyWords) -> None:
    """Make ``wanted``: the names and all of the same keys, codes, parties or decisions, until nothing more is found."""
    run = reader.run
    run("CREATE OR REPLACE TEMP TABLE wanted (name VARCHAR PRIMARY KEY)")
    given = sorted({name for part in names for name in part.to_pylist() if name})
    reader.with_keys(pa.array(given, pa.string()), name="given_names")
    run("INSERT INTO wanted SELECT key FROM given_names")
    keys = pa.array([match_key(name, words) for name in given], pa.string())
    reader.connection.register("given_keys", pa.table({"name": pa.array(given, pa.string()), "match_key": keys}))
    pairs = [(number, name) for number, members in enumerate(said.sets) for name in members]
    in_set = pa.table(
        {"number": [pair[0] for pair in pairs], "name": pa.array([pair[1] for pair in pairs], pa.string())}
    )
    reader.connection.register("in_set", in_set)
    run(f"""
        CREATE OR REPLACE TEMP TABLE tied AS
        SELECT name, unnest([party, 'key:' || match_key]) AS tie FROM {reader.from_("party_links")}
        UNION ALL SELECT name, 'key:' || match_key FROM given_keys
        UNION ALL SELECT name, 'set:' || number FROM in_set
        UNION ALL SELECT DISTINCT unnest([cleaned, code]), 'code:' || code FROM {reader.from_("holders")}
        WHERE role IN ('applicant', 'holder') AND code IS NOT NULL
        UNION ALL SELECT DISTINCT unnest([name, code]), 'code:' || code FROM listed WHERE code IS NOT NULL
    """)
    size = -1
    while size != (size := reader.records("SELECT count(*) AS n FROM wanted")[0]["n"]):
        run("""
            INSERT OR IGNORE INTO wanted SELECT DISTINCT name FROM tied
            WHERE tie IN (SELECT tie FROM tied WHERE name IN (FROM wanted))
        """)


def _gather(reader: Reader, *, whole: bool) -> None:
    """Make ``seen``: how often each name is printed how, in which district, beside which code."""
    limit = "" if whole else "AND (name IN (FROM wanted) OR code IN (FROM wanted))"
    reader.run(f"""
        CREATE OR REPLACE TEMP TABLE seen AS
        SELECT name, region, printed, code, count(*) AS n FROM (
            SELECT cleaned AS name, coalesce(region, '') AS region, name AS printed, nullif(code, '') AS code
            FROM {reader.from_("holders")} WHERE role IN ('applicant', 'holder')
            UNION ALL SELECT name, region, printed, nullif(code, '') FROM listed
        ) WHERE true {limit} GROUP BY ALL
    """)
    if whole:
        reader.run("""
            CREATE OR REPLACE TEMP TABLE wanted AS
            SELECT name FROM seen UNION SELECT code FROM seen WHERE code IS NOT NULL
        """)


def _link(reader: Reader, said: Decided, words: PartyWords) -> None:
    """Make ``link``: the party of each name and code, and the id it would have had alone."""
    links = linked(_nodes(reader), forbidden=said.forbidden, words=words)
    columns: dict[str, list[str | None]] = {
        "name": [link.node.name for link in links],
        "region": [link.node.region for link in links],
        "old": [link.node.own for link in links],
        "party": [link.party for link in links],
        "reason": [link.reason for link in links],
        "match_key": [match_key(link.node.name, words) for link in links],
    }
    table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    table = table.append_column("score", pa.array([link.score for link in links], NUMBER))
    reader.connection.register("named_links", table)
    reader.run("""
        CREATE OR REPLACE TEMP TABLE base AS
        SELECT name, region, old, party, score, reason, match_key FROM named_links
        UNION ALL BY NAME
        SELECT code AS name, '' AS region, 'party:' || code AS old, 'party:' || code AS party,
               1::DECIMAL(28, 6) AS score, 'credit_code' AS reason
        FROM (SELECT DISTINCT code FROM seen WHERE code IS NOT NULL)
        WHERE code IN (FROM wanted) AND code NOT IN (SELECT name FROM named_links)
    """)
    _join_decided(reader, said)


def _nodes(reader: Reader) -> list[Node]:
    """Wanted names by district, each with the code seen most often beside it."""
    by_name = _BY_NAME.format(name="p.name", region="p.region")
    rows = reader.rows(f"""
        WITH codes AS (
            SELECT name, region, code, row_number() OVER (PARTITION BY name, region ORDER BY sum(n) DESC, code) AS place
            FROM seen WHERE code IS NOT NULL GROUP BY name, region, code
        ), pairs AS (SELECT name, region, sum(n)::BIGINT AS times FROM seen GROUP BY name, region)
        SELECT p.name, p.region, {by_name} AS own, c.code, p.times
        FROM pairs p LEFT JOIN codes c ON c.name = p.name AND c.region = p.region AND c.place = 1
        WHERE p.name IN (FROM wanted) ORDER BY p.name, p.region
    """)
    return [Node(*row) for row in zip(*(column.to_pylist() for column in rows.columns), strict=True)]


def _join_decided(reader: Reader, said: Decided) -> None:
    """Make ``link`` of ``base``: parties that people said are one become one."""
    members = pa.array(sorted(set[str]().union(*said.sets)), pa.string())
    reader.with_keys(members, name="decided_names")
    based = reader.records("SELECT DISTINCT name, party FROM base WHERE name IN (FROM decided_names)")
    chosen = joined(said.sets, [(row["name"], row["party"]) for row in based])
    table = pa.table({"own": pa.array(list(chosen), pa.string()), "party": pa.array(chosen.values(), pa.string())})
    reader.connection.register("joined", table)
    reader.run("""
        CREATE OR REPLACE TEMP TABLE link AS
        SELECT b.name, b.region, b.old, coalesce(j.party, b.party) AS party, b.match_key,
               CASE WHEN j.party IS NULL THEN b.score ELSE 1::DECIMAL(28, 6) END AS score,
               CASE WHEN j.party IS NULL THEN b.reason ELSE 'decision' END AS reason
        FROM base b LEFT JOIN joined j ON j.own = b.party
    """)


def _replace(writer: Writer, *, groups: list[DataFile], whole: bool) -> None:
    """Leave exactly what ``link`` says for the names in ``wanted``, and their groups."""
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
        "party_links": "SELECT name, region, party, score, reason, match_key FROM link ORDER BY name, region",
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
        beside = {"party_groups": groups} if table == "party_links" else {}
        writer.replace_each({table: sink.close(), **beside}, keys=sorted_keys[table])


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
    ), members AS (SELECT party, min(name) AS first, count(DISTINCT name) AS names FROM link GROUP BY party)
    SELECT m.party, coalesce(n.printed, m.first) AS name,
           CASE WHEN starts_with(m.party, 'party:n-') THEN NULL ELSE substr(m.party, 7) END AS code,
           r.region, m.names::INTEGER AS names
    FROM members m
    LEFT JOIN printed n ON n.party = m.party AND n.place = 1
    LEFT JOIN placed r ON r.party = m.party AND r.place = 1
    ORDER BY m.party
"""
"""Rows of ``parties``: the most used printed name and district; the smallest among equals."""
