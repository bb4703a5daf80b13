"""Spellings of one name share a key; different names, and different legal forms, do not."""

from __future__ import annotations

import pytest

from zhiquan.knowledge.party_names import party_words
from zhiquan.register.matching.cleaning import clean_name
from zhiquan.register.matching.keys import is_person, match_key

WORDS = party_words()


def key(name: str) -> str:
    return match_key(clean_name(name), WORDS)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("某某软件科技（深圳）有限公司", "某某软件科技深圳有限责任公司"),
        ("騰訊科技（深圳）有限公司", "腾讯科技(深圳)有限公司"),
        ("某某（集团）股份有限公司", "某某集团股份公司"),
        ("WAYMO LL C", "Waymo, L.L.C."),
        ("Waymo LLC", "Waymo Limited Liability Company"),
        ("THE BOEING COMPANY", "Boeing Co."),
        ("Some Works Corporation", "SOME WORKS CORP"),
        ("Diehl & Söhne GmbH", "DIEHL AND SOHNE GMBH"),
        ("SZ DJI Technology Co., Ltd.", "SZ DJI TECHNOLOGY COMPANY LIMITED"),
        ("（株）德洪", "德洪株式会社"),
        ("某某集团公司第七0三研究所", "某某集团公司第七〇三研究所"),
        ("甲科技有限公司（原乙电子有限公司）", "甲科技有限公司"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Waymo LLC", "Waymo LLP"),
        ("Airbus Defence and Space Ltd.", "Airbus Defence and Space SAS"),
        ("广东虚拟现实科技有限公司", "广西虚拟现实科技有限公司"),
        ("某某科技有限公司", "某某科技股份有限公司"),
        ("某某集团第七〇三研究所", "某某集团第七〇四研究所"),
        ("某某（北京）科技有限公司", "某某（上海）科技有限公司"),
        ("丁伟", "丁玮"),
    ],
)
def test_different_names_and_legal_forms_keep_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_signs_alone_are_their_own_key() -> None:
    assert key("···") == "···"


@pytest.mark.parametrize("name", ["王飞", "欧阳某某", "D·A·乔治森", "Anuj Sharma", "曾鹏"])
def test_a_short_name_without_a_word_of_an_organisation_is_a_person(name: str) -> None:
    assert is_person(clean_name(name), WORDS)


@pytest.mark.parametrize(
    "name",
    [
        "三亚学院",
        "索尼公司",
        "永兴厂",
        "老王面馆",
        "巴黎大学－丹尼斯·某某分校",
        "Goertek Inc.",
        "XSUN",
        "某某新材料开发",
    ],
)
def test_organisations_are_no_persons(name: str) -> None:
    assert not is_person(clean_name(name), WORDS)
