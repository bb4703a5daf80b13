"""Scores, and what names say of themselves that keeps them apart."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

from zhiquan.knowledge.party_names import party_words
from zhiquan.register.matching.cleaning import clean_name
from zhiquan.register.matching.scoring import Features, alike_pairs, are_told_apart, features_of, spelling_score


def of(name: str) -> Features:
    return features_of(clean_name(name), party_words())


def test_punctuation_scores_higher_than_another_spelling_of_the_form() -> None:
    assert spelling_score("GOERTEK INC.", "GOERTEK INC") == Decimal("0.99")
    assert spelling_score("騰訊科技", "腾讯科技") == Decimal("0.99")
    assert spelling_score("某某有限责任公司", "某某有限公司") == Decimal("0.95")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("广东虚拟现实科技有限公司", "广西虚拟现实科技有限公司"),
        ("某某市第一人民医院", "某某市第二人民医院"),
        ("某某集团公司第七〇三研究所", "某某集团公司第七〇四研究所"),
        ("重庆甲乙化工有限公司", "重庆甲乙化工有限公司长寿分公司"),
        ("重庆甲乙化工有限公司涪陵分公司", "重庆甲乙化工有限公司长寿分公司"),
    ],
)
def test_other_places_numbers_and_branches_tell_names_apart(one: str, other: str) -> None:
    assert are_told_apart(of(one), of(other))


def test_a_slip_or_a_missing_place_does_not() -> None:
    assert not are_told_apart(of("重庆维特瑞安科技有限公司"), of("重庆市维特端安科技有限公司"))
    assert not are_told_apart(of("上海乐相科技有限公司"), of("乐相科技有限公司"))


def test_only_pairs_that_reach_the_least_likeness_are_handed_on() -> None:
    names = [of("重庆维特瑞安科技有限公司"), of("重庆维特端安科技有限公司"), of("北京小鸟看看科技有限公司")]
    asked = [(np.array([0, 0]), np.array([1, 2]))]
    # keys: 2 * 11 / 24 = 0.9167; cores: 2 * 3 / 8 = 0.75; mean 0.8333
    ((one, other, score),) = alike_pairs(names, asked, least=0.82)
    assert (one, other, round(score, 4)) == (0, 1, 0.8333)
    assert list(alike_pairs(names, asked, least=0.84)) == []
    assert list(alike_pairs([], [], least=0.8)) == []
