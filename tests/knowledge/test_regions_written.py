"""Names of provinces and countries as written, and postcodes."""

from __future__ import annotations

from zhiquan.knowledge.regions import district, find_region
from zhiquan.knowledge.regions_written import (
    COUNTRIES,
    COUNTRIES_IN_ENGLISH,
    PROVINCE_IN_ENGLISH,
    PROVINCES_OF_POSTCODE,
)
from zhiquan.knowledge.tables import open_table

PROVINCES = {row["code"] for row in open_table("regions").rows if row["level"] == "province"}


def test_every_province_has_an_english_name_and_no_country_shares_it() -> None:
    assert set(PROVINCE_IN_ENGLISH.values()) == PROVINCES
    assert not set(PROVINCE_IN_ENGLISH) & COUNTRIES_IN_ENGLISH


def test_postcodes_name_provinces_of_the_code_table() -> None:
    assert {code for codes in PROVINCES_OF_POSTCODE.values() for code in codes} <= PROVINCES
    assert all(len(beginning) == 2 for beginning in PROVINCES_OF_POSTCODE)
    assert "500000" in PROVINCES_OF_POSTCODE[district("500115").postcode[:2]]


def test_no_place_in_china_begins_with_the_name_of_another_country() -> None:
    names = [find_region(row["code"]).full_name for row in open_table("regions").rows]
    assert [name for name in names if name.startswith(tuple(COUNTRIES))] == []
