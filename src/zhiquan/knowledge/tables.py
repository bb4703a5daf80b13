"""Code tables: classifications and concordances as checked data files (代码表)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from zhiquan.basics.errors import ZhiquanError
from zhiquan.knowledge.concordance import CONCORDANCES, Concordance
from zhiquan.knowledge.definition_files import SHIPPED
from zhiquan.knowledge.regions import check_districts
from zhiquan.knowledge.tables_open import CodeTable, open_table, read_table, table_ids

__all__ = ["SHIPPED", "CodeTable", "check_tables", "open_table", "read_table", "table_ids"]


def check_tables(overlay: Path | None = None) -> list[str]:
    """Every problem of the code tables, the concordances over them and the districts (检查代码表).

    Args:
        overlay: the office's own data folder, checked together with what it lies over.

    Returns:
        One text per problem, naming the table, row, column, value and rule; empty when all is well.
    """
    problems = []
    for table in table_ids(overlay):
        problems += _problem(table, partial(read_table, table, overlay))
    if not problems:
        for name in CONCORDANCES:
            problems += _problem(name, partial(Concordance.load, name, overlay))
    return problems + check_districts(overlay)


def _problem(subject: str, read: Callable[[], object]) -> list[str]:
    try:
        read()
    except ZhiquanError as problem:
        return [f"{subject}: {problem}"]
    return []
