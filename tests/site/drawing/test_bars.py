from __future__ import annotations

from decimal import Decimal

import pytest

from zhiquan.basics.errors import BadInput
from zhiquan.site.drawing.bars import Bar, bars, fold


def test_bars_by_hand_and_the_remainder_last_and_grey() -> None:
    # 231 / 486 = 47.53 %; 30 / 486 = 6.17 %
    drawn = bars([Bar("晏家街道", 486), Bar("江南街道", 231)], rest=Bar("其余 9 镇", 30))
    assert drawn.count('<rect width="47.5%" height="100%" rx="2"/>') == 1
    assert drawn.endswith(
        '<li class="is-rest"><span>其余 9 镇</span><svg height="13" aria-hidden="true">'
        '<rect class="bg" width="100%" height="100%" rx="2"/><rect width="6.2%" height="100%" rx="2"/></svg>'
        "<b>30</b></li></ul>"
    )


def test_a_remainder_larger_than_every_row_sets_the_length() -> None:
    assert '<rect width="10%"' in bars([Bar("甲", 10)], rest=Bar("其余", 100))


def test_ours_is_bronze_and_tagged_and_linked() -> None:
    drawn = bars([Bar("甲辰新材料", 61, href="/parties/1?a=1&b=2", tag="本区", is_here=True)])
    assert '<a href="/parties/1?a=1&amp;b=2">甲辰新材料</a> <span class="zq-tag is-brand">本区</span>' in drawn
    assert '<rect class="here" width="100%"' in drawn


def test_folding_keeps_the_largest_and_counts_the_others() -> None:
    kept, rest = fold([Bar("丁", 1), Bar("甲", 5), Bar("丙", 2), Bar("乙", 3)], keep=2, rest_label="其余 {count} 项")
    assert [row.label for row in kept] == ["甲", "乙"]
    assert rest == Bar("其余 2 项", Decimal(3))


def test_a_remainder_of_one_row_is_shown_as_itself() -> None:
    kept, rest = fold([Bar("甲", 5), Bar("乙", 3)], keep=1, rest_label="其余 {count} 项")
    assert len(kept) == 2
    assert rest is None
    with pytest.raises(BadInput):
        fold([], keep=0, rest_label="")


def test_no_rows_and_noughts_are_drawn() -> None:
    assert bars([]) == '<ul class="zq-bars"></ul>'
    assert '<rect width="0%"' in bars([Bar("甲", 0), Bar("乙", -4)])
