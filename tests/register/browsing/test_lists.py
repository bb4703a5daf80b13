"""Small tables held whole: rows by any column, in the order they are shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factory import application, load, read, register, right
from zhiquan.register.batches import Register
from zhiquan.register.browsing.lists import listing


def pledge(number: str, day: int, rights: list[str], **more: Any) -> dict[str, Any]:
    given = {"number": number, "pledgor": "演示甲（重庆）公司", "pledgee": "演示银行", "right_numbers": rights}
    return {**given, "registered_on": date(2024, 1, day), "line": day, **more}


@pytest.fixture
def filled(tmp_path: Path) -> Register:
    made = register(tmp_path / "lake")
    rows = {"app_no": application(1), "pub_no": "CN111111111A", "title": "演示", "applicants": ["演示甲（重庆）公司"]}
    load(made, {"rights": [{**rows, "line": 2}]}, name="one.csv")
    early, late = pledge("P1", 5, [right(1), "CN111111111A"]), pledge("P2", 6, [right(1)])
    load(made, {"pledges": [early, late, pledge("P3", 7, [])]}, name="pledges.csv", day=2)
    return made


def numbers(rows: list[dict[str, Any]]) -> list[str]:
    return [row["number"] for row in rows]


def test_rows_are_found_by_what_their_list_has_once_and_in_order(filled: Register) -> None:
    with read(filled) as reader:
        pledges = listing(reader, "pledges")
        assert numbers(pledges.where("right_numbers", [right(1), "CN111111111A"])) == ["P2", "P1"]
        assert numbers(pledges.where("right_numbers", ["CN111111111A"])) == ["P1"]
        assert pledges.where("right_numbers", ["CN1"]) == []
        assert numbers(pledges.where("number", ["P3", "P1", "P9"])) == ["P3", "P1"]


def test_a_name_is_found_cleaned_and_the_row_shows_it_as_printed(filled: Register) -> None:
    with read(filled) as reader:
        found = listing(reader, "pledges").where_any({"cleaned": ["演示甲(重庆)公司"], "number": ["P2"]})
        assert numbers(found) == ["P3", "P2", "P1"]
        assert {row["pledgor"] for row in found} == {"演示甲（重庆）公司"}
        assert "cleaned" not in found[0]


def test_a_list_is_read_again_only_after_its_files_changed(filled: Register) -> None:
    with read(filled) as reader:
        pledges, batches = listing(reader, "pledges"), listing(reader, "batches")
        assert listing(reader, "pledges") is pledges
    load(filled, {"rights": [{"app_no": application(2), "title": "演示二", "line": 3}]}, name="two.csv", day=3)
    with read(filled) as reader:
        assert listing(reader, "pledges") is pledges
        assert listing(reader, "batches") is not batches
