"""Following the names of an address downwards."""

from __future__ import annotations

from zhiquan.register.places.names import place_names
from zhiquan.register.places.walk import walk


def steps(text: str, *provinces: str) -> list[tuple[str, str]]:
    found = walk(text, 0, place_names(), postcode_provinces=provinces)
    return [(word, name.code) for word, name in found.names]


def test_each_name_follows_the_place_above_it() -> None:
    assert steps("江苏省南通市海安县") == [("江苏省", "320000"), ("南通市", "320600"), ("海安县", "320685")]
    assert steps("重庆市长寿区") == [("重庆市", "500000"), ("长寿区", "500115")]
    assert steps("江苏省长寿区") == [("江苏省", "320000")]


def test_a_short_name_that_is_part_of_another_word_is_passed_over() -> None:
    assert steps("陕西省西安市雁塔路") == [("陕西省", "610000"), ("西安市", "610100")]
    assert steps("广州市天河城") == [("广州市", "440100")]
    assert steps("广州市天河天寿路")[-1] == ("天河", "440106")


def test_a_repeated_name_is_read_once_and_a_longer_name_wins_over_a_repeated_one() -> None:
    assert steps("辽宁省营口市中国辽宁营口市西市区")[-1] == ("西市区", "210803")
    assert steps("湖南省长沙市长沙县")[-1] == ("长沙县", "430121")


def test_of_several_places_of_one_name_all_are_kept_unless_the_postcode_chooses() -> None:
    found = walk("朝阳区", 0, place_names())
    assert (found.names, found.other_codes) == ([], ("110105", "220104"))
    assert steps("朝阳区", "220000") == [("朝阳区", "220104")]
