"""Which inventions belong to an emerging industry, by the concordance of classes (战略性新兴产业).

Class alone and class with keywords are kept apart, as the concordance asks; what a person should look at does not
count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyarrow as pa

from zhiquan.knowledge.concordance import Concordance
from zhiquan.knowledge.concordance_keywords import fold
from zhiquan.register.lake.reader import Reader

SCHEMA = pa.schema([("of", pa.string()), ("how", pa.string()), ("rules", pa.string())])
"""``of``: the right; ``how``: ``ipc_only`` or ``ipc_and_keywords``; ``rules``: rules met."""


def emerging(reader: Reader, wanted: str, overlay: Path | None) -> pa.Table:
    """Inventions of an emerging industry.

    Args:
        reader: the snapshot.
        wanted: SQL of a table with a column ``right``: the inventions to look at.
        overlay: the office's own data folder.

    Returns:
        Rows of ``SCHEMA``, at most one per right; class alone comes before class with keywords.
    """
    concordance = Concordance.load("sei", overlay)
    reader.run(f'CREATE OR REPLACE TEMP TABLE measure_wanted AS SELECT DISTINCT "right" FROM {wanted}')
    reader.run(f"""
        CREATE OR REPLACE TEMP TABLE measure_symbols AS SELECT c."right", c.symbol FROM {reader.from_("classes")} c
        SEMI JOIN measure_wanted w ON w."right" = c."right" WHERE c.system = 'ipc'
    """)
    symbols = reader.rows("SELECT DISTINCT symbol FROM measure_symbols ORDER BY symbol")["symbol"].to_pylist()
    by_symbol = _by_symbol(concordance, symbols)
    reader.connection.register("measure_by_symbol", by_symbol)
    by_class = reader.rows("""
        SELECT s."right" AS "of", 'ipc_only' AS how, min(b.rules) AS rules
        FROM measure_symbols s JOIN measure_by_symbol b ON b.symbol = s.symbol WHERE b.how = 'ipc_only' GROUP BY ALL
    """)
    reader.connection.register("measure_by_class", by_class)
    doubtful = f"""
        SELECT s."right", list(s.symbol) AS symbols, any_value(r.title) AS title, any_value(r.abstract) AS abstract
        FROM measure_symbols s JOIN {reader.from_("rights")} r ON r."right" = s."right"
        WHERE s."right" NOT IN (SELECT "of" FROM measure_by_class)
          AND s."right" IN (SELECT x."right" FROM measure_symbols x JOIN measure_by_symbol b ON b.symbol = x.symbol)
        GROUP BY s."right" ORDER BY s."right"
    """
    found = pa.Table.from_batches(_with_words(concordance, by_symbol, reader.stream(doubtful)), schema=SCHEMA)
    return pa.concat_tables([by_class.cast(SCHEMA), found])


def _by_symbol(concordance: Concordance, symbols: list[str]) -> pa.Table:
    """What each symbol alone leads to: ``ipc_only`` decides, ``words`` needs the text; the others are left out."""
    found: list[tuple[str, str, str]] = []
    for symbol in symbols:
        hits = [hit for hit in concordance.hits([symbol], None) if not hit.needs_a_person]
        sure = [hit.rule for hit in hits if hit.kind == "ipc_only"]
        if hits:
            how = "ipc_only" if sure else "words"
            found.append((symbol, how, " ".join(sure or [hit.rule for hit in hits])))
    columns = list(zip(*found, strict=True)) or [(), (), ()]
    names = ("symbol", "how", "rules")
    return pa.table({name: pa.array(values, pa.string()) for name, values in zip(names, columns, strict=True)})


def _with_words(
    concordance: Concordance, by_symbol: pa.Table, batches: Iterable[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Rights whose text meets the keywords of a rule their symbols lead to; the first such rule is told."""
    rules = dict(zip(by_symbol["symbol"].to_pylist(), map(str.split, by_symbol["rules"].to_pylist()), strict=True))
    for batch in batches:
        met: list[tuple[str, str, str]] = []
        rows = (batch.column(name).to_pylist() for name in ("right", "symbols", "title", "abstract"))
        for right, symbols, title, abstract in zip(*rows, strict=True):
            text = fold(f"{title or ''} {abstract or ''}")
            wanted = dict.fromkeys(rule for symbol in symbols for rule in rules.get(symbol, ()))
            rule = next((rule for rule in wanted if _is_met(concordance, rule, text)), None)
            if rule is not None:
                met.append((right, "ipc_and_keywords", rule))
        columns = list(zip(*met, strict=True)) or [(), (), ()]
        yield pa.record_batch([pa.array(values, pa.string()) for values in columns], schema=SCHEMA)


def _is_met(concordance: Concordance, rule: str, text: str) -> bool:
    keywords = concordance.rules[rule].keywords
    return keywords is not None and bool(text.strip()) and keywords.is_met_in(text)
