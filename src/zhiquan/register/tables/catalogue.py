"""The catalogue of every table of the lake (表目录)."""

from __future__ import annotations

import difflib

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.register.tables.facts import CLASS_LISTS, FACTS, IDENTITY, ORIGIN, RELATED
from zhiquan.register.tables.left_out import QUARANTINED
from zhiquan.register.tables.parts import PART_TABLES
from zhiquan.register.tables.records import RECORD_KINDS
from zhiquan.register.tables.rights import RIGHT_TABLES
from zhiquan.register.tables.shapes import TableShape

RIGHT_KINDS: dict[str, Words] = {
    "invention_patent": Words("发明专利", "invention patent"),
    "utility_model": Words("实用新型", "utility model"),
    "design_patent": Words("外观设计", "design patent"),
    "overseas_patent": Words("海外专利", "overseas patent"),
    "trademark": Words("商标", "trademark, one per class"),
    "madrid_registration": Words("马德里国际注册", "Madrid registration"),
    "geographical_indication": Words("地理标志", "geographical indication"),
    "gi_mark_user": Words("地理标志专用标志用标人", "user of the special mark of geographical indications"),
    "plant_variety": Words("植物新品种", "plant variety"),
    "ic_layout": Words("集成电路布图设计", "layout-design of integrated circuits"),
    "software_copyright": Words("计算机软件著作权", "software copyright"),
    "work_copyright": Words("作品著作权", "copyright in a work"),
    "trade_secret_filing": Words("商业秘密存证", "trade-secret filing: existence and measures only"),
    "document": Words("无号文献", "row without a number"),
}
"""Kinds of rights, each with its label."""

RIGHT_OBSERVATION = TableShape(
    name="observations_rights",
    says=Words("来源文件中一行权利著录", "one source row about a right"),
    columns=(*ORIGIN, *IDENTITY, *FACTS, *CLASS_LISTS, *RELATED),
    key=("batch", "sheet", "line"),
    by="batch",
)
"""Rows about rights of any kind; the kind is a column, so one file may hold several kinds."""

OBSERVATIONS: dict[str, TableShape] = {
    "rights": RIGHT_OBSERVATION,
    **{kind: record.observations for kind, record in RECORD_KINDS.items()},
}
"""What may be loaded: kind of row to the shape of its observations."""

DERIVED: dict[str, TableShape] = {
    shape.name: shape for shape in (*RIGHT_TABLES, *PART_TABLES, *(record.table for record in RECORD_KINDS.values()))
}
"""What is derived from observations, by name."""

TABLES: dict[str, TableShape] = {
    **{shape.name: shape for shape in OBSERVATIONS.values()},
    QUARANTINED.name: QUARANTINED,
    **DERIVED,
}
"""Every table of the lake, by name."""


def table_named(name: str) -> TableShape:
    """The shape of one table.

    Raises:
        NotFound: no table has that name; the nearest names are suggested.
    """
    if name in TABLES:
        return TABLES[name]
    near = ", ".join(difflib.get_close_matches(name, TABLES, n=3, cutoff=0.4) or sorted(TABLES))
    raise NotFound(
        Words(f"没有名为 {name} 的表", f"there is no table called {name}"),
        remedy=Words(f"可用的表：{near}", f"tables: {near}"),
    )
