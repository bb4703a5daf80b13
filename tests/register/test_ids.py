"""Each kind of right has its id; numbers in any spelling lead to it."""

from __future__ import annotations

from typing import Any

import pytest

import factory
from zhiquan.register.conform import conform
from zhiquan.register.ids import clean_name, party_id, readings_of

Ids = tuple[list[str], list[str] | None]


def ids_of(row: dict[str, Any]) -> Ids:
    """Ids and other ids of one row, after it was conformed."""
    (batch,) = factory.table("rights", [row]).to_batches()
    (piece,) = conform("rights", batch, name="b", first_line=1)
    (made,) = piece.select(["ids", "also"]).to_pylist()
    return made["ids"], made["also"]


CASES: list[tuple[str, dict[str, Any], Ids]] = [
    (
        "application and publication",
        {"app_no": "CN202010566088.9", "pub_no": "CN111639036A"},
        (["patent:CN202010566088.9"], ["patent:CN111639036"]),
    ),
    ("publication only", {"pub_no": "CN105950882A"}, (["patent:CN105950882"], None)),
    ("check digit missing", {"app_no": "202010566088"}, (["patent:CN202010566088.9"], None)),
    ("old application", {"app_no": "00122262"}, (["patent:CN00122262.7"], None)),
    (
        "overseas",
        {"kind": "overseas_patent", "country": "US", "app_no": "US16/123,456", "grant_no": "US10123456B2"},
        (["patent:US-16123456"], ["patent:US10123456"]),
    ),
    ("overseas publication", {"pub_no": "US10123456B2"}, (["patent:US10123456"], None)),
    (
        "mark in two classes",
        {"kind": "trademark", "reg_no": "4409718", "nice": ["31", "5"]},
        (["trademark:CN4409718/31", "trademark:CN4409718/05"], ["trademark:CN4409718"]),
    ),
    ("mark without class", {"kind": "trademark", "reg_no": "4409718"}, (["trademark:CN4409718"], None)),
    ("Madrid", {"kind": "madrid_registration", "reg_no": "G1234567"}, (["madrid:1234567"], None)),
    (
        "indication by announcement",
        {"kind": "geographical_indication", "announcement": "2011年第178号", "title": "融安金桔"},
        (["gi:2011年第178号/融安金桔"], None),
    ),
    ("indication by number", {"kind": "geographical_indication", "reg_no": "AGI 00123"}, (["gi:AGI00123"], None)),
    (
        "user of the special mark",
        {"kind": "gi_mark_user", "holders": ["甲 厂"], "title": "长寿沙田柚"},
        (["gi_user:甲厂/长寿沙田柚"], None),
    ),
    ("plant variety", {"kind": "plant_variety", "reg_no": "CNA20191000001"}, (["variety:CNA20191000001"], None)),
    ("layout", {"kind": "ic_layout", "reg_no": "BS.205000001"}, (["layout:BS.205000001"], None)),
    ("software", {"kind": "software_copyright", "reg_no": "2020SR0123456"}, (["software:2020SR0123456"], None)),
    ("work", {"kind": "work_copyright", "reg_no": "国作登字-2020-F-1"}, (["work:国作登字-2020-F-1"], None)),
    ("trade secret", {"kind": "trade_secret_filing", "reg_no": "S1"}, (["secret:S1"], None)),
]


@pytest.mark.parametrize(("row", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_right_has_the_id_its_numbers_give(row: dict[str, Any], expected: Ids) -> None:
    assert ids_of(row) == expected


def test_a_row_without_a_number_is_a_document_named_by_its_content() -> None:
    one, same, other = ids_of({"title": "甲"}), ids_of({"title": "甲"}), ids_of({"title": "乙"})
    assert one == same != other
    assert one[0][0].startswith("doc:")
    assert len(one[0][0]) == len("doc:") + 24


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("ZL 202010566088.9", "patent:CN202010566088.9"),
        ("CN111639036B", "patent:CN111639036"),
        ("第4409718号", "trademark:CN4409718"),
        ("4409718/5", "trademark:CN4409718/05"),
        ("Ｇ1234567", "madrid:1234567"),
        ("US10123456B2", "patent:US10123456"),
        ("gi:4409718", "gi:4409718"),
        ("2020SR0123456", "software:2020SR0123456"),
    ],
)
def test_a_number_in_any_spelling_leads_to_its_id(number: str, expected: str) -> None:
    assert expected in readings_of(number)


def test_names_are_cleaned_of_width_blanks_case_and_brackets() -> None:
    assert clean_name("重庆 某某（集团）ａ有限公司") == "重庆某某(集团)A有限公司"


def test_a_party_is_named_by_its_code_else_by_name_and_district() -> None:
    assert party_id("甲", region="500115", code="9150") == "party:9150"
    by_name = party_id("甲", region="500115", code=None)
    assert by_name.startswith("party:n-")
    assert by_name != party_id("甲", region="", code=None)
    # the SQL of derive.parties must make the same: sha256 of 甲, unit separator, 500115
    assert by_name == "party:n-" + __import__("hashlib").sha256("甲\x1f500115".encode()).hexdigest()[:16]
