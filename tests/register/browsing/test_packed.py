"""Rows of big tables by key, from blocks kept in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factory import application, load, read, register, right
from zhiquan.register.batches import Register
from zhiquan.register.browsing import packed
from zhiquan.register.browsing.packed import PackedRows
from zhiquan.register.lake.reader import Reader
from zhiquan.register.tables import table_named

BY_RIGHT = ("rights", "right_spells", "events", "holders", "classes", "families", "citations")


def told(serial: int, **more: Any) -> dict[str, Any]:
    return {
        "app_no": application(serial),
        "title": f"演示{serial}",
        "applicants": ["演示甲公司", "演示乙公司"],
        "filed_on": date(2020, 3, 2),
        "granted_on": date(2021, 5, 5),
        "ipc": ["H01M10/05", "H01M4/36"],
        "extra": [("备注", "演示")],
        **more,
    }


@pytest.fixture
def filled(tmp_path: Path) -> Register:
    """A file of thirty rights, and one of three of them with another title and a row without a line."""
    made = register(tmp_path / "lake")
    load(made, {"rights": [told(n, line=n + 1) for n in range(1, 31)]}, name="one.xlsx", authority="tool")
    again = [told(n, title=f"演示另名{n}", sheet="表1", line=n) for n in range(1, 4)]
    load(made, {"rights": [*again, told(9, sheet="表1")]}, name="two.xlsx", authority="office", day=2)
    return made


def in_some_order(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(repr(sorted(row.items())) for row in rows)


def by_engine(reader: Reader, table: str, value: str) -> list[dict[str, Any]]:
    return reader.records(f'SELECT * FROM {reader.from_(table)} WHERE "{table_named(table).by}" = ?', [value])


@pytest.mark.parametrize("rows_of_a_block", [1, 2, 512])
def test_rows_are_those_the_engine_finds(
    filled: Register, monkeypatch: pytest.MonkeyPatch, rows_of_a_block: int
) -> None:
    monkeypatch.setattr(packed, "_BLOCK_ROWS", rows_of_a_block)
    rows = PackedRows()
    with read(filled) as reader:
        for table in BY_RIGHT:
            for serial in (1, 3, 17, 30):
                found = rows.of(reader, table, right(serial))
                assert in_some_order(found) == in_some_order(by_engine(reader, table, right(serial)))
        assert len(rows.of(reader, "holders", right(1))) >= 2
        assert rows.of(reader, "rights", right(31)) == []


def test_a_source_row_is_found_by_batch_and_line_and_one_without_a_line_by_none(filled: Register) -> None:
    rows = PackedRows()
    with read(filled) as reader:
        (batch,) = (one["batch"] for one in reader.records(f"SELECT * FROM {reader.from_('batches')}")
                    if one["file"] == "two.xlsx")  # fmt: skip
        every = by_engine(reader, "observations_rights", batch)
        assert len(every) == 4
        (second,) = rows.of(reader, "observations_rights", batch, line=2)
        assert second in every
        assert second["title"] == "演示另名2"
        (without,) = rows.of(reader, "observations_rights", batch)
        assert without["line"] is None
        assert without["title"] == "演示9"
        assert rows.of(reader, "observations_rights", batch, line=4) == []


def test_what_was_read_once_is_not_read_again(filled: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = PackedRows()
    with read(filled) as reader:
        first = rows.of(reader, "rights", right(1))
        monkeypatch.setattr("pyarrow.parquet.ParquetFile", None)
        assert rows.of(reader, "rights", right(1)) == first
        assert rows.of(reader, "rights", right(2))[0]["title"] == "演示另名2"


def test_each_snapshot_has_its_own_rows(filled: Register) -> None:
    rows = PackedRows()
    old = read(filled)
    assert rows.of(old, "rights", right(20))[0]["title"] == "演示20"
    load(filled, {"rights": [told(20, title="演示新名", line=2)]}, name="three.xlsx", authority="office", day=3)
    with read(filled) as reader:
        assert rows.of(reader, "rights", right(20))[0]["title"] == "演示新名"
    assert rows.of(old, "rights", right(20))[0]["title"] == "演示20"
    old.close()


def test_without_room_the_engine_is_asked(filled: Register) -> None:
    rows = PackedRows(most=0)
    with read(filled) as reader:
        for table in BY_RIGHT:
            assert in_some_order(rows.of(reader, table, right(3))) == in_some_order(by_engine(reader, table, right(3)))
        for batch in (row["batch"] for row in reader.records(f"SELECT batch FROM {reader.from_('batches')}")):
            every = by_engine(reader, "observations_rights", batch)
            for line in (0, 3):
                held = rows.of(reader, "observations_rights", batch, line=line)
                assert held == [row for row in every if (row["line"] or 0) == line]
    assert rows.nbytes == 0


def test_once_full_only_what_the_snapshot_has_no_more_makes_room(filled: Register) -> None:
    rows = PackedRows(most=1)  # full with the first group
    with read(filled) as reader:
        rows.fill(reader, ["rights"])
        before = rows.nbytes
        assert before > 0
        assert rows.of(reader, "holders", right(1))
        assert rows.nbytes == before
    load(filled, {"rights": [told(n, title="演示新名", line=n) for n in range(1, 31)]}, name="three.xlsx", day=3)
    with read(filled) as reader:
        assert rows.of(reader, "holders", right(1))
        assert rows.nbytes > 0
        names = {file.name for file in reader.state("holders").files}
        assert {group.name for group in rows._blocks} <= names


def test_a_column_added_after_a_file_was_written_is_none(filled: Register) -> None:
    with read(filled) as reader:
        states = {"rights": reader.state("rights")}
        wider = replace(states["rights"], columns={**states["rights"].columns, "added_later": "text"})
        with Reader(reader.path("rights", wider.files[0]).parents[2], {"rights": wider}, memory=256) as later:
            (row,) = PackedRows().of(later, "rights", right(1))
        assert row["added_later"] is None
        assert list(row) == list(wider.columns)
