"""Names without their suffix, and with the suffix they had."""

from __future__ import annotations

import pytest

from zhiquan.register.places.forms import stem, with_other_suffix


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("重庆市", "重庆"),
        ("长寿区", "长寿"),
        ("广西壮族自治区", "广西"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("香港特别行政区", "香港"),
        ("恩施土家族苗族自治州", "恩施"),
        ("前郭尔罗斯蒙古族自治县", "前郭尔罗斯"),
        ("浦东新区", "浦东"),
        ("沛县", ""),
        ("城区", ""),
    ],
)
def test_a_name_is_shortened_as_people_do_unless_too_little_is_left(name: str, short: str) -> None:
    assert stem(name) == short


def test_a_county_city_or_district_may_have_been_another_of_the_three() -> None:
    assert with_other_suffix("海安市") == ("海安县", "海安区")
    assert with_other_suffix("沛县") == ()
    assert with_other_suffix("大厂回族自治县") == ()
