"""Which ids name one right, and which rights a load touches (别名与受影响的权利).

Working tables made in the engine: ``touched(key)``, ``alias_now(alias, id)``, ``mapped(batch, sheet, line, right)``.
"""

from __future__ import annotations

import pyarrow as pa

from zhiquan.register.lake.reader import Reader

_EDGES = """
    WITH stated AS (
        SELECT DISTINCT e.a AS alias, i.id AS id
        FROM (SELECT unnest(also) AS a, ids FROM {observations} WHERE also IS NOT NULL) e, unnest(e.ids) AS i(id)
    )
    FROM stated UNION
    SELECT id, alias FROM stated WHERE starts_with(id, 'patent:') AND NOT contains(id, '.') AND NOT contains(id, '-')
"""
"""Other ids to the right they name. Two publications of one row name each other until an application is known."""


def map_rows(reader: Reader, touched: pa.Array | None) -> pa.Array:
    """Work out which rows belong to which touched right.

    A row that only knows a publication belongs to the application another row ties it to; a trade-mark row
    without a class belongs to every class of its number.

    Args:
        reader: the engine, over observations as they are now and derived tables as they were.
        touched: ids whose rows came or went; None for every right.

    Returns:
        Ids to replace in derived tables, sorted: the touched ones and all they are tied to.
    """
    run = reader.run
    run("CREATE OR REPLACE TEMP TABLE touched (key VARCHAR)")
    observations = reader.from_("observations_rights")
    edges = _EDGES.format(observations=observations)
    if touched is None:
        run(f"CREATE OR REPLACE TEMP TABLE edges AS {edges}")
    else:
        _spread(reader, touched, edges)
    _choose_aliases(reader)
    own = f"SELECT batch, sheet, line, unnest(ids) AS own FROM {observations}"
    resolved = f"""
        SELECT o.batch, o.sheet, o.line, coalesce(a.id, o.own) AS "right"
        FROM ({own}) o LEFT JOIN alias_now a ON a.alias = o.own
    """
    limit = "" if touched is None else 'WHERE "right" IN (FROM touched)'
    run(f"CREATE OR REPLACE TEMP TABLE mapped AS SELECT DISTINCT * FROM ({resolved}) {limit}")
    if touched is None:
        run('INSERT INTO touched SELECT DISTINCT "right" FROM mapped')
    return reader.rows("SELECT key FROM touched ORDER BY key")["key"].combine_chunks()


def _spread(reader: Reader, touched: pa.Array, edges: str) -> None:
    """Add to ``touched`` everything tied to it, before and now, until nothing more is found."""
    run = reader.run
    reader.with_keys(touched, name="given_keys")
    run("INSERT INTO touched SELECT DISTINCT key FROM given_keys")
    before = f"SELECT alias, id FROM {reader.from_('aliases')}"
    run(f"CREATE OR REPLACE TEMP TABLE all_edges AS {edges}")
    size = -1
    while size != (size := reader.records("SELECT count(*) AS n FROM touched")[0]["n"]):
        run(f"""
            INSERT INTO touched
            SELECT DISTINCT key FROM (
                SELECT unnest([alias, id]) AS key FROM (FROM all_edges UNION ALL {before})
                WHERE alias IN (FROM touched) OR id IN (FROM touched)
            ) WHERE key NOT IN (FROM touched)
        """)
    run("CREATE OR REPLACE TEMP TABLE edges AS FROM all_edges WHERE alias IN (FROM touched)")
    run("DROP TABLE all_edges")


def _choose_aliases(reader: Reader) -> None:
    """One right per alias, an application's if one is known; but every class of a trade-mark number.

    When sources disagree the smallest id is taken.
    """
    run = reader.run
    run("""
        CREATE OR REPLACE TEMP TABLE reached AS
        SELECT DISTINCT alias, id FROM edges WHERE alias <> id AND NOT starts_with(alias, 'trademark:')
    """)
    size = -1
    while size != (size := reader.records("SELECT count(*) AS n FROM reached")[0]["n"]):
        run("""
            INSERT INTO reached
            SELECT DISTINCT r.alias, e.id FROM reached r JOIN edges e ON e.alias = r.id EXCEPT FROM reached
        """)
    run("""
        CREATE OR REPLACE TEMP TABLE alias_now AS
        SELECT alias, id FROM (
            SELECT r.alias, coalesce(min(r.id) FILTER (a.alias IS NULL), min(r.id)) AS id
            FROM reached r LEFT JOIN (SELECT DISTINCT alias FROM reached) a ON a.alias = r.id GROUP BY r.alias
        ) WHERE alias <> id
        UNION ALL
        SELECT alias, id FROM edges WHERE starts_with(alias, 'trademark:')
    """)
    run("DROP TABLE reached")
