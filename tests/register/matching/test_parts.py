"""A name is taken apart into places, core, trade and form; branches lead to their enterprise."""

from __future__ import annotations

import pytest

from zhiquan.knowledge.party_names import party_words
from zhiquan.register.matching.cleaning import clean_name
from zhiquan.register.matching.grouping import groups_told
from zhiquan.register.matching.parts import NameParts, is_unique, main_enterprise, name_parts

WORDS = party_words()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("重庆市长寿区维特瑞安科技有限公司", NameParts(("重庆市", "长寿区"), "维特瑞安", "科技", "有限公司")),
        ("重庆长寿某某化工厂", NameParts(("重庆", "长寿"), "某某化工厂", "", "")),
        ("丰唐物联技术（深圳）有限公司", NameParts(("深圳",), "丰唐", "物联技术", "有限公司")),
        ("丰唐物联技术深圳有限公司", NameParts(("深圳",), "丰唐", "物联技术", "有限公司")),
        ("某某（集团）股份有限公司", NameParts((), "某某", "", "集团股份有限公司")),
        ("浙江大学", NameParts(("浙江",), "大学", "", "")),
        ("Airbus Defence and Space Ltd.", NameParts((), "AIRBUS DEFENCE AND SPACE", "", "LTD")),
    ],
)
def test_a_name_is_taken_apart(name: str, parts: NameParts) -> None:
    assert name_parts(clean_name(name), WORDS) == parts


@pytest.mark.parametrize(
    ("name", "main"),
    [
        ("重庆甲乙化工有限公司长寿分公司", "重庆甲乙化工有限公司"),
        ("一汽某某汽车（成都）有限公司长春丰越分公司", "一汽某某汽车(成都)有限公司"),
        ("国网某某省电力有限责任公司培训中心", "国网某某省电力有限公司"),
        ("四川大学华西医院", "四川大学"),
        ("中国科学院自动化研究所", "中国科学院"),
        ("重庆大学城科技有限公司", ""),
        ("重庆甲乙化工有限公司", ""),
        ("四川大学", ""),
        ("王飞", ""),
        ("Airbus Helicopters", ""),
    ],
)
def test_a_branch_leads_to_its_enterprise(name: str, main: str) -> None:
    assert main_enterprise(clean_name(name), WORDS) == main


@pytest.mark.parametrize(
    ("name", "unique"),
    [
        ("重庆甲乙科技有限公司", True),
        ("甲乙科技有限公司", True),
        ("重庆甲有限公司", False),
        ("重庆科技有限公司", False),
        ("永兴机械厂", False),
        ("浙江大学", True),
        ("王飞", False),
        ("Goertek Inc.", True),
        ("XSUN", False),
    ],
)
def test_only_names_with_a_core_of_their_own_are_unique(name: str, *, unique: bool) -> None:
    assert is_unique(clean_name(name), WORDS) is unique


def test_groups_are_told_by_branches_the_word_group_and_a_long_core() -> None:
    assert groups_told("四川大学华西医院", WORDS) == [("四川大学", "branch")]
    assert groups_told("中国电建集团贵阳勘测设计研究院有限公司", WORDS) == [("中国电建集团", "core")]
    assert groups_told("中国电建集团有限公司", WORDS) == [("中国电建集团", "core")]
    assert groups_told("青岛小鸟看看科技有限公司", WORDS) == [("小鸟看看", "core")]
    assert groups_told("重庆华创科技有限公司", WORDS) == []
    assert groups_told("王飞", WORDS) == []
