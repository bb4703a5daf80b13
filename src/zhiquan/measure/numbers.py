"""Which right each number of a pledge, title or award means (号码对应)."""

from __future__ import annotations

import pyarrow as pa

from zhiquan.register.ids import readings_of
from zhiquan.register.lake.reader import Reader

SCHEMA = pa.schema([("number", pa.string()), ("means", pa.string())])
"""``number`` as the record states it, ``means`` the one right it stands for."""


def numbers_meant(reader: Reader) -> pa.Table:
    """Numbers stated in pledges and titles with the right each means; numbers nothing answers to are left out.

    Returns:
        Rows of ``SCHEMA``, one per number. A mark's number without a class means the first of its classes, so that
        a pledge of it is one pledge.
    """
    stated = reader.rows(f"""
        SELECT DISTINCT number FROM (
            SELECT unnest(right_numbers) AS number FROM {reader.from_("pledges")}
            UNION ALL SELECT unnest(right_numbers) FROM {reader.from_("titles_awards")}
        ) WHERE number IS NOT NULL ORDER BY number
    """)["number"].to_pylist()
    readings = [
        (number, reading, place)
        for number in stated
        for place, reading in enumerate(dict.fromkeys([number, *readings_of(number)]))
    ]
    columns = list(zip(*readings, strict=True)) or [(), (), ()]
    types = (pa.string(), pa.string(), pa.int32())
    table = pa.table(
        {
            name: pa.array(values, kind)
            for name, values, kind in zip(("number", "reading", "place"), columns, types, strict=True)
        }
    )
    reader.connection.register("measure_readings", table)
    return reader.rows(f"""
        WITH found AS (
            SELECT m.number, m.place, r."right" AS means FROM measure_readings m
            JOIN {reader.from_("rights")} r ON r."right" = m.reading
            UNION ALL SELECT m.number, m.place, a.id FROM measure_readings m
            JOIN {reader.from_("aliases")} a ON a.alias = m.reading
        )
        SELECT number, means FROM (
            SELECT *, row_number() OVER (PARTITION BY number ORDER BY place, means) AS best FROM found
        ) WHERE best = 1 ORDER BY number
    """).cast(SCHEMA)
