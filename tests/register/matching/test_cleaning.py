"""Names are cleaned of what varies without meaning, and of nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.knowledge.party_names import party_words
from zhiquan.register.matching.cleaning import clean_label, clean_name, old_names, simplified

WORDS = party_words()


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("重庆 某某（集团）ａ有限公司", "重庆某某(集团)A有限公司"),
        ("某某科技 (深圳 )有限公司", "某某科技(深圳)有限公司"),
        ("某某科技【深圳】有限公司", "某某科技(深圳)有限公司"),
        ("某某科技〔深圳〕有限公司", "某某科技(深圳)有限公司"),
        ("“某某”科技有限公司", "某某科技有限公司"),
        ("某某科技有限公司；", "某某科技有限公司"),
        ("惠州 TCL移动通信有限公司", "惠州TCL移动通信有限公司"),
        ("Goertek  Inc.", "GOERTEK INC."),
        ("ＡＵＲＯＲＡ  ＩＮＮＯＶＡＴＩＯＮ，  ＩＮＣ．", "AURORA INNOVATION, INC."),
        ("王\u3000 飞", "王飞"),
        ("某某\u200b科技\ufeff有限公司", "某某科技有限公司"),
        ("㈱某某", "(株)某某"),
        ("[某某公司]", "某某公司"),
        ("(某某)科技(深圳)", "(某某)科技(深圳)"),
        ("915001150000000011", "915001150000000011"),
    ],
)
def test_width_blanks_brackets_quotes_and_case_are_made_alike(printed: str, cleaned: str) -> None:
    assert clean_name(printed) == cleaned


@given(st.text(max_size=30) | st.text(st.sampled_from("重庆某某（）()[]【】 ,.;；ABc·“”　"), max_size=12))
def test_a_cleaned_name_is_clean(name: str) -> None:
    assert clean_name(clean_name(name)) == clean_name(name)


def test_the_label_of_a_group_loses_the_brackets_and_mark_of_the_tool() -> None:
    assert clean_label("[丰田公司-C]") == clean_label("丰田公司") == "丰田公司"
    assert clean_label("[國家電網有限公司]") == "国家电网有限公司"


def test_traditional_characters_become_simplified_ones() -> None:
    assert simplified("騰訊科技") == "腾讯科技"
    assert simplified("GOERTEK") == "GOERTEK"


def test_a_former_name_in_brackets_is_found_and_a_place_that_begins_alike_is_not() -> None:
    assert old_names("甲科技有限公司(原乙电子有限公司)", WORDS) == ("乙电子有限公司",)
    assert old_names("甲科技有限公司(曾用名:乙厂)", WORDS) == ("乙厂",)
    assert old_names("甲(原平)科技有限公司", WORDS) == ()
