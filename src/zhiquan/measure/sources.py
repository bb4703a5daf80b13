"""The tables figures are computed from, as expressions bound to no engine (数据表).

Everything here and in the counts is Ibis, so that DuckDB today and Spark tomorrow run the same question; what has to
be worked out from law or concordances first comes as small side tables by name.
"""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from zhiquan.register.lake.reader import Reader
from zhiquan.register.reading.asof import table_of

NEEDED = (
    *(
        "rights",
        "right_spells",
        "holders",
        "parties",
        "party_links",
        "registered_parties",
        "families",
        "classes",
        "aliases",
    ),
    *("pledges", "titles_awards", "series"),
)
"""Tables of the register that the counts read."""


class Sources:
    """Tables by name.

    Args:
        schemas: Arrow schema of each table, those of the register and side tables alike.
    """

    def __init__(self, schemas: Mapping[str, pa.Schema]) -> None:
        self._tables = {
            name: ibis.table(ibis.Schema.from_pyarrow(schema), name=name) for name, schema in schemas.items()
        }

    def __getitem__(self, name: str) -> ir.Table:
        """One table as an expression."""
        return self._tables[name]

    def add(self, name: str, schema: ibis.Schema) -> None:
        """One more table, by name."""
        self._tables[name] = ibis.table(schema, name=name)


def open_sources(reader: Reader, sides: Mapping[str, pa.Table]) -> Sources:
    """The tables of a reader's snapshot by their names, with side tables beside them."""
    for name in NEEDED:
        table_of(reader, name)
    for name, table in sides.items():
        reader.connection.register(name, table)
    schemas = {name: reader.state(name).schema for name in NEEDED}
    return Sources({**schemas, **{name: table.schema for name, table in sides.items()}})
