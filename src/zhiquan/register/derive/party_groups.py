"""Corporate groups of names: what a tool says, branches, common cores (企业集团归组推导).

Names of one group are tied, never made one party.
"""

from __future__ import annotations

import pyarrow as pa

from zhiquan.knowledge.party_names import PartyWords
from zhiquan.register.lake.manifest import DataFile
from zhiquan.register.lake.reader import Reader
from zhiquan.register.lake.writer import Writer
from zhiquan.register.matching.cleaning import clean_label
from zhiquan.register.matching.grouping import groups_told
from zhiquan.register.tables.parts import PARTY_GROUPS


def groups_of(writer: Writer, *, whole: bool, words: PartyWords) -> list[DataFile]:
    """New files of ``party_groups`` for the names in ``wanted``, or for every name.

    Args:
        writer: the write in progress, with the working tables ``wanted`` and ``link`` of this derivation.
        whole: True for every name.
        words: the words of names.
    """
    reader = writer.reader
    names = reader.rows("SELECT DISTINCT name FROM link WHERE match_key IS NOT NULL ORDER BY name")["name"].to_pylist()
    told = [(name, label, reason) for name in names for label, reason in groups_told(name, words)]
    told += [(name, label, "tool") for name, label in _labels_of_tools(reader, whole=whole).items()]
    columns = zip(*sorted(told), strict=True) if told else ((), (), ())
    sink = writer.part_writer("party_groups")
    sink.write(pa.table([pa.array(column, pa.string()) for column in columns], schema=PARTY_GROUPS.schema))
    return sink.close()


def _labels_of_tools(reader: Reader, *, whole: bool) -> dict[str, str]:
    """Cleaned name to the label tools give it most often; the smallest among equals.

    A right counts when it states as many standardised names as applicants.
    """
    limit = "" if whole else "AND h.cleaned IN (FROM wanted)"
    stated = reader.records(f"""
        WITH stated AS (
            SELECT "right", unnest(applicants) AS printed, unnest(standard_applicants) AS label
            FROM {reader.from_("rights")}
            WHERE standard_applicants IS NOT NULL AND len(standard_applicants) = len(applicants)
        )
        SELECT h.cleaned AS name, s.label, count(*) AS n FROM stated s
        JOIN {reader.from_("holders")} h ON h."right" = s."right" AND h.role = 'applicant' AND h.name = s.printed
        WHERE s.label IS NOT NULL {limit} GROUP BY ALL
    """)
    times: dict[str, dict[str, int]] = {}
    cleaned = {label: clean_label(label) for label in {row["label"] for row in stated}}
    for row in stated:
        label = cleaned[row["label"]]
        if label:
            of_name = times.setdefault(row["name"], {})
            of_name[label] = of_name.get(label, 0) + row["n"]
    return {name: min(labels, key=lambda label: (-labels[label], label)) for name, labels in times.items()}
