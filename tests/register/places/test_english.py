"""Addresses without a Chinese character."""

from __future__ import annotations

import pytest

from zhiquan.register.places.english import english_place


@pytest.mark.parametrize(
    ("address", "region", "town"),
    [
        ("Yanjia Street, Changshou District, Chongqing, China", "500115", "500115002"),
        ("CHANGSHOU, CHONGQING", "500115", None),
        ("Changshou Road, Shanghai, China", "310000", None),  # another place's road
        ("Demo Road, Xi'an, Shaanxi, China", "610000", None),
        ("Demo Road, Hong Kong", "810000", None),
        ("Demo Road, China", None, None),
        ("Shanghai Road, Beijing, China", None, None),  # two provinces: nothing is decided
    ],
)
def test_the_province_or_the_home_district_is_found(address: str, region: str | None, town: str | None) -> None:
    found = english_place(address, None)
    assert (found.region, found.town, found.is_abroad) == (region, town, False)


def test_another_country_is_abroad_and_an_unknown_text_is_not() -> None:
    assert english_place("Demo Street, Tokyo, Japan", None).is_abroad
    assert english_place("Demo St, Austin, TX, U.S.A.", None).is_abroad
    assert not english_place("Room 1203", None).is_abroad
