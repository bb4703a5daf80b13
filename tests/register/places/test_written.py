"""Country, labels and postcode around the words of an address."""

from __future__ import annotations

import pytest

from zhiquan.register.places.written import taken_apart


@pytest.mark.parametrize(
    ("address", "begins", "postcode"),
    [
        ("100191北京市", "北京市", "100191"),
        ("100191 北京市", "北京市", "100191"),
        ("(CN) 100191 北京市", "北京市", "100191"),
        ("北京市 邮编：100191", "北京市", "100191"),
        ("北京市(100191)", "北京市", "100191"),
        ("中国北京市演示路100191号", "北京市", ""),
        ("北京市演示路1001917", "北京市", ""),
        ("北京市 电话 010-100191", "北京市", ""),
        ("联系地址：北京市", "北京市", ""),
        ("臺灣省", "台湾省", ""),
    ],
)
def test_the_words_begin_after_country_label_and_postcode(address: str, begins: str, postcode: str) -> None:
    written = taken_apart(address)
    assert written.text[written.start :].startswith(begins)
    assert written.postcode == postcode


@pytest.mark.parametrize(
    "address", ["(US) Demo", "(JP)东京", "美国加利福尼亚州", "大阪市中央区の", "서울 演示", "德国"]
)
def test_another_country_is_told_by_code_name_or_script(address: str) -> None:
    assert taken_apart(address).is_abroad


def test_hong_kong_macao_and_taiwan_are_told_by_their_country_codes() -> None:
    assert [taken_apart(f"({code}) 演示路").province for code in ("HK", "MO", "TW", "CN")] == [
        "810000",
        "820000",
        "710000",
        "",
    ]
