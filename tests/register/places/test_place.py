"""Cleaned addresses and decided places."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import said
from zhiquan.basics.errors import BadInput
from zhiquan.register.places import clean_address, cleaned_in_sql, decided_place


@given(st.text(alphabet="重庆市（）()ＡＢ１２ab12 　\u00a0\t'，,\\", max_size=20))
def test_sql_cleans_an_address_as_python_does(printed: str) -> None:
    found = duckdb.execute(f"SELECT {cleaned_in_sql('a')} FROM (SELECT ? AS a)", [printed]).fetchone()
    assert found == (clean_address(printed),)


def test_a_decided_town_is_in_its_district_and_a_former_code_means_the_one_in_use() -> None:
    town = decided_place("500115002")
    assert (town.region, town.town, town.confidence, town.rule) == ("500115", "500115002", Decimal(1), "decision")
    assert decided_place("500221").region == "500115"
    assert decided_place("510100").region == "510100"


@pytest.mark.parametrize("value", ["", "outside"])
def test_a_place_outside_has_no_codes(value: str) -> None:
    place = decided_place(value)
    assert (place.region, place.town, place.confidence) == (None, None, Decimal(1))


@pytest.mark.parametrize("value", ["599999", "500115999", "5001", "abcdef", "长寿区", "50011500", "１２３４５６"])
def test_a_code_no_place_has_is_refused_with_the_form(value: str) -> None:
    with pytest.raises(BadInput) as refused:
        decided_place(value)
    assert "Six digits, nine for a town, or outside" in said(refused)


def test_a_town_of_a_district_whose_towns_are_not_held_is_taken_as_given() -> None:
    assert decided_place("110101001").town == "110101001"
