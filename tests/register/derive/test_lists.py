"""Holders, classes, family and citations, one row per stated item."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import factory
from zhiquan.register.batches import Register

ROW: dict[str, Any] = {
    "app_no": factory.application(1),
    "filed_on": date(2020, 3, 1),
    "granted_on": date(2022, 5, 6),
    "applicants": ["重庆 甲", "", "乙"],
    "inventors": ["张三"],
}


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return factory.register(tmp_path / "lake")


def listed(made: Register, table: str, row: dict[str, Any], *names: str) -> list[tuple[Any, ...]]:
    factory.load(made, {"rights": [row]})
    return sorted(tuple(found[name] for name in names) for found in factory.rows_of(made, table))


def test_applicants_count_from_filing_and_hold_from_the_grant_when_no_holder_is_stated(made: Register) -> None:
    found = listed(made, "holders", ROW, "role", "seq", "name", "cleaned", "from")
    assert found == [
        ("applicant", 1, "重庆 甲", "重庆甲", date(2020, 3, 1)),
        ("applicant", 2, "乙", "乙", date(2020, 3, 1)),
        ("holder", 1, "重庆 甲", "重庆甲", date(2022, 5, 6)),
        ("holder", 2, "乙", "乙", date(2022, 5, 6)),
        ("inventor", 1, "张三", "张三", date(2020, 3, 1)),
    ]


def test_only_the_first_holder_is_in_the_district_of_the_address(made: Register) -> None:
    found = listed(made, "holders", ROW | {"region": "500115"}, "role", "seq", "region")
    assert [row for row in found if row[2]] == [("applicant", 1, "500115"), ("holder", 1, "500115")]


def test_stated_holders_hold_and_codes_go_with_the_names_in_their_place(made: Register) -> None:
    row = ROW | {"holders": ["丙", "乙"], "holder_codes": ["9C", "9B"], "inventors": None}
    found = listed(made, "holders", row, "role", "name", "code")
    assert found == [
        ("applicant", "乙", "9B"),
        ("applicant", "重庆 甲", None),
        ("holder", "丙", "9C"),
        ("holder", "乙", "9B"),
    ]


def test_a_class_stated_twice_is_listed_once_and_the_first_is_the_main_one(made: Register) -> None:
    row = {"app_no": ROW["app_no"], "ipc": ["H01M10/00", "C21D9/00", "H01M10/00"], "sei": ["1.1"]}
    assert listed(made, "classes", row, "system", "symbol", "seq", "main") == [
        ("ipc", "C21D9/00", 2, False),
        ("ipc", "H01M10/00", 1, True),
        ("sei", "1.1", 1, True),
    ]


def test_each_class_of_a_mark_has_that_class_alone(made: Register) -> None:
    row = {"kind": "trademark", "reg_no": "1", "nice": ["31", "29"]}
    assert listed(made, "classes", row, "right", "symbol", "main") == [
        ("trademark:CN1/29", "29", True),
        ("trademark:CN1/31", "31", True),
    ]


def test_family_members_and_citations_come_once_with_their_country(made: Register) -> None:
    row = {"app_no": ROW["app_no"], "family": ["US1A", "US1A", "4711"], "cites": ["CN1A", "CN1A"]}
    assert [(r["member"], r["country"]) for r in _loaded(made, row, "families")] == [("4711", None), ("US1A", "US")]
    assert [r["cited"] for r in factory.rows_of(made, "citations")] == ["CN1A"]


def _loaded(made: Register, row: dict[str, Any], table: str) -> list[dict[str, Any]]:
    factory.load(made, {"rights": [row]})
    return factory.rows_of(made, table)
