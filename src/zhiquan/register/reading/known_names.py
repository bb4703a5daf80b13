"""Which parties a name, code or id stands for (名称查主体)."""

from __future__ import annotations

from zhiquan.knowledge.party_names import party_words
from zhiquan.register.ids import clean_name
from zhiquan.register.lake.reader import Reader
from zhiquan.register.matching.keys import match_key


def parties_meant(reader: Reader, name: str) -> list[str]:
    """Ids of the parties a name, id or credit code stands for; by another spelling of the name when none has it so.

    ``goertek inc`` finds the party that sources print as ``GOERTEK INC.``. Empty when nothing answers.
    """
    links, cleaned = reader.from_("party_links"), clean_name(name)
    found = reader.records(
        f"SELECT DISTINCT party FROM {links} WHERE name = ? OR party = ? ORDER BY party", [cleaned, name.strip()]
    )
    if not found:
        sql = f"SELECT DISTINCT party FROM {links} WHERE match_key = ? ORDER BY party"
        found = reader.records(sql, [match_key(cleaned, party_words())])
    return [row["party"] for row in found]
