"""Records that are not rights: the best stated value of each column."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import factory
from zhiquan.register.batches import Register


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return factory.register(tmp_path / "lake")


def pledge(made: Register, *, day: int = 1, authority: str = "tool", **values: Any) -> str:
    rows = {"pledges": [{"number": "P1", **values}]}
    return factory.load(made, rows, day=day, authority=authority).batch


def believed(made: Register, name: str) -> Any:
    (row,) = factory.rows_of(made, "pledges")
    return row[name]


def test_of_two_sources_that_disagree_the_office_beats_the_tool(made: Register) -> None:
    pledge(made, pledgor="office", authority="office", day=1)
    pledge(made, pledgor="tool", day=9)
    assert believed(made, "pledgor") == "office"


def test_of_two_equal_sources_the_later_learned_wins_and_undo_brings_the_earlier_back(made: Register) -> None:
    pledge(made, pledgor="earlier", day=1)
    later = pledge(made, pledgor="later", day=2)
    assert believed(made, "pledgor") == "later"
    made.undo(later, actor=factory.actor(3))
    assert believed(made, "pledgor") == "earlier"


def test_each_column_takes_the_best_source_that_states_it(made: Register) -> None:
    pledge(made, pledgor="office", authority="office")
    pledge(made, pledgor="tool", amount=Decimal("1000000.00"), right_numbers=["patent:CN1"])
    assert believed(made, "pledgor") == "office"
    assert believed(made, "amount") == Decimal("1000000.00")
    assert believed(made, "right_numbers") == ["patent:CN1"]


def test_a_missing_part_of_a_key_is_one_key_with_an_empty_part(made: Register) -> None:
    row = {"kind": "award", "holder": "甲"}
    factory.load(made, {"titles_awards": [row, row | {"number": ""}, row | {"number": "1"}]})
    assert [found["key"] for found in factory.rows_of(made, "titles_awards")] == ["award|甲|", "award|甲|1"]


def test_an_address_fills_the_district_that_no_source_states(made: Register) -> None:
    address = "重庆市长寿区晏家街道演示路1号"
    party = {"code": "915001150000000011", "name": "演示甲有限公司", "address": address}
    factory.load(made, {"registered_parties": [party], "agencies": [{"number": "50001", "address": address}]})
    (row,) = factory.rows_of(made, "registered_parties")
    assert (row["region"], row["town"]) == ("500115", "500115002")
    assert factory.rows_of(made, "agencies")[0]["region"] == "500115"
    assert [row["region"] for row in factory.rows_of(made, "parties")] == ["500115"]
    factory.load(made, {"agencies": [{"number": "50001", "region": "500102"}]}, authority="own", day=2)
    assert factory.rows_of(made, "agencies")[0]["region"] == "500102"
