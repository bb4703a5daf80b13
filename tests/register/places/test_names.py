"""Which names may follow which place."""

from __future__ import annotations

from zhiquan.register.places.names import place_names

NAMES = place_names()


def test_the_surer_meaning_of_a_word_stays_and_equals_are_both_kept() -> None:
    assert NAMES.top.names["吉林市"].level == "city"
    assert NAMES.top.names["吉林"].level == "province"
    assert NAMES.top.names["朝阳区"].others == ("220104",)
    assert NAMES.below["210000"].names["朝阳"].level == "city"


def test_a_short_name_of_a_district_follows_a_place_above_and_begins_no_address() -> None:
    assert "昆山" not in NAMES.top.names
    assert NAMES.below["320500"].names["昆山"].code == "320583"
    assert "长沙" not in NAMES.below["430100"].names  # the city repeated, not its county


def test_what_was_part_of_another_province_follows_that_one_too() -> None:
    assert NAMES.below["510000"].names["长寿县"].code == "500115"
    assert NAMES.below["510000"].names["重庆市"].code == "500000"


def test_cities_without_districts_and_roads_of_one_town_are_known() -> None:
    assert {"441900", "442000", "810000", "710000"} <= NAMES.leaves
    assert "500000" not in NAMES.leaves
    assert NAMES.anywhere["化南八支路"].town == "500115002"
    assert "500115" in NAMES.with_towns


def test_words_at_a_place_come_longest_first() -> None:
    assert [word for word, _ in NAMES.top.at("吉林市龙潭区", 0)] == ["吉林市", "吉林"]
    assert NAMES.top.at("", 0) == []
