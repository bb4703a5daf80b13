"""The shipped code tables: sidecars, sizes, counts, the tool that rebuilds them and their page."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from realdata import real_data
from zhiquan.knowledge.tables import SHIPPED, check_tables, open_table, table_ids


@pytest.mark.parametrize("table", table_ids())
def test_a_shipped_table_states_its_rows_hash_source_and_licence(table: str) -> None:
    folder = SHIPPED / "codes" / table
    packed = folder / "table.csv.gz"
    content = gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / "table.csv").read_bytes()
    held = open_table(table)
    assert held.sheet.sha256 == hashlib.sha256(content).hexdigest()
    assert held.sheet.rows == len(held.rows) == held.arrow().num_rows
    assert held.sheet.source
    assert held.sheet.licence.en


def test_packed_tables_carry_no_time_stamp() -> None:
    packed = list(SHIPPED.glob("codes/*/table.csv.gz"))
    assert packed
    assert all(file.read_bytes()[4:8] == bytes(4) for file in packed)


def test_all_tables_together_stay_under_four_megabytes() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.glob("codes/*/*")) < 4_000_000


def test_the_shipped_tables_have_no_problem() -> None:
    assert check_tables() == []


def test_row_counts_are_those_of_the_documents() -> None:
    # GB/T 4754-2017: 20 + 97 + 473 + 1,381 = 1,971
    levels = [row["level"] for row in open_table("gbt4754").rows]
    assert [levels.count(level) for level in ("section", "division", "group", "class")] == [20, 97, 473, 1381]
    # IPC 2026.01: 8 + 132 + 655 + 7,678 = 8,473
    levels = [row["level"] for row in open_table("ipc").rows]
    assert [levels.count(name) for name in ("section", "class", "subclass", "main_group")] == [
        8,
        132,
        655,
        7678,
    ]
    assert len(open_table("nice").rows) == 45
    assert len(open_table("sei").rows) == 311
    assert len(open_table("sei_patterns").rows) == 1689


def test_every_range_of_the_concordances_starts_in_a_known_class() -> None:
    known = {row["symbol"] for row in open_table("ipc").rows}
    old = {row["old"][:4].rstrip("*") for row in open_table("ipc_revisions").rows}
    unknown = {
        pattern
        for name in ("sei", "green", "xinsanyang", "digital")
        for row in open_table(f"{name}_patterns").rows
        for pattern in [row["include"], *filter(None, row["exclude"].split(";"))]
        if pattern.rstrip("*")[:4] not in known | old
    }
    assert unknown == set()


def test_the_tool_rebuilds_the_shipped_tables_byte_by_byte() -> None:
    reference = real_data("codes").parent
    tool = _tool()
    for table, rows in tool.SOURCES.items():
        content = tool.as_csv(rows(reference), open_table(table).sheet.names())
        assert hashlib.sha256(content).hexdigest() == open_table(table).sheet.sha256, table


def _tool() -> ModuleType:
    file = Path(__file__).parents[2] / "tools" / "code_tables.py"
    spec = importlib.util.spec_from_file_location("code_tables", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_reference_page_names_every_table_and_its_example_runs() -> None:
    page = (Path(__file__).parents[2] / "docs" / "code-tables.md").read_text("utf-8")
    assert [table for table in table_ids() if f"`{table}`" not in page] == []
    exec(page.split("```python\n")[1].split("```")[0], {})
