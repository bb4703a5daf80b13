"""Addresses to district and town: worked cases, every place of the code tables, real addresses."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import yaml
from hypothesis import given
from hypothesis import strategies as st

from deep import times
from realdata import real_data
from zhiquan.knowledge.regions import district, find_region
from zhiquan.knowledge.tables import SHIPPED, open_table
from zhiquan.register.places import RULES, read_place

CASES = Path(__file__).parents[2] / "cases" / "places"
NAMELESS = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
PLACES = [row for row in open_table("regions").rows if row["name"] not in NAMELESS]
SURE = Decimal("0.90")


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.yaml")):
        for case in yaml.safe_load(file.read_text("utf-8")):
            yield pytest.param(case, id=f"{file.stem}: {case['address']}")


@pytest.mark.parametrize("case", list(cases()))
def test_an_address_lies_where_the_case_says(case: dict[str, Any]) -> None:
    place = read_place(case["address"])
    assert (place.region, place.town) == (case["region"], case["town"]), case["why"]
    assert place.confidence > 0 or place.region is None
    assert place.reason.zh.startswith(RULES[place.rule].zh)


def test_every_place_of_the_code_table_is_found_by_its_full_name_whatever_street_follows() -> None:
    for row in PLACES:
        region = find_region(row["code"])
        for street in ("", "演示路1号", "长寿路1号", "南京东路1号"):
            place = read_place(region.full_name + street)
            assert place.region == (region.replaced_by or region.code), region.full_name + street
            assert region.level != "district" or place.confidence >= SURE


def test_every_town_held_is_found_after_its_district() -> None:
    for row in open_table("towns").rows:
        place = read_place(f"{find_region(row['district']).full_name}{row['name']}演示路1号")
        assert (place.region, place.town) == (row["district"], row["code"])


@pytest.mark.parametrize(
    ("address", "score", "rule"),
    [
        ("重庆市长寿区晏家街道", "0.98", "district"),
        ("401220 重庆市长寿区晏家街道", "0.99", "district"),
        ("401120 重庆市长寿区晏家街道", "0.80", "postcode_differs"),
        ("200000 重庆市长寿区晏家街道", "0.45", "postcode_differs"),
        ("401220 重庆市", "0.60", "postcode"),
        ("重庆市长寿县晏家街道", "0.93", "former_name"),
        ("长寿区晏家街道", "0.95", "district"),
        ("某公司，重庆市长寿区晏家街道", "0.90", "later_words"),
        ("山东省莱芜市钢城区", "0.85", "past_unknown"),
        ("100020 朝阳区", "0.80", "same_name"),
        ("朝阳区", "0", "ambiguous"),
        ("重庆市长寿区晏家街道凤城街道", "0.85", "two_towns"),
        ("四川省成都市高新区", "0.75", "city"),
        ("四川省", "0.50", "province"),
        ("四川", "0.40", "province"),
        ("260000", "0.40", "postcode"),
        ("广东省中山市", "0.95", "city"),
        ("渡舟街道", "0.75", "town_name"),
        ("日本东京都", "0", "outside"),
        ("", "0", "unknown"),
    ],
)
def test_the_score_says_how_much_the_words_settle(address: str, score: str, rule: str) -> None:
    place = read_place(address)
    assert (place.confidence, place.rule) == (Decimal(score), rule)


def test_the_reason_names_the_words_or_the_postcode_that_decided() -> None:
    assert read_place("重庆长寿区渡舟街道").reason.zh == "地址写明区县：重庆、长寿区、渡舟街道"
    differing = read_place("401120 重庆市长寿区").reason
    assert differing.en == "the postcode contradicts the words: 401120"


def test_an_office_elsewhere_reads_its_own_towns(tmp_path: Path) -> None:
    text = (SHIPPED / "districts" / "500115.yaml").read_text("utf-8")
    (tmp_path / "districts").mkdir()
    own = text.replace('name: "葛兰镇"', 'name: "演示镇"').replace('short_name: "葛兰"', 'short_name: "演示"')
    (tmp_path / "districts" / "500115.yaml").write_text(own, "utf-8")
    assert district("500115", tmp_path).towns_known
    assert read_place("重庆市长寿区演示镇", overlay=tmp_path).town == "500115132"
    assert read_place("重庆市长寿区演示镇").town is None


@given(st.text(alphabet="重庆市长寿区县湖镇双龙晏家街道上海南京路朝阳401220 ,，()（）0号CNab", max_size=30))
def test_any_text_has_a_place_whose_town_lies_in_its_region(address: str) -> None:
    place = read_place(address)
    assert 0 <= place.confidence <= 1
    assert (place.confidence == 0) >= (place.region is None)
    if place.region is not None:
        find_region(place.region)
    assert place.town is None or place.town[:6] == place.region


def real_addresses() -> list[str]:
    found: dict[str, None] = {}
    for file, heading in (("patentics_75col_thundersoft.xlsx", "通信地址"), ("cnipr_25col_rail_199rows.xlsx", "地址")):
        book = python_calamine.CalamineWorkbook.from_path(str(real_data(f"cn_patent_exports/{file}")))
        first, *rows = book.get_sheet_by_index(0).to_python()
        column = first.index(heading)
        found |= dict.fromkeys(str(row[column]) for row in rows if row[column])
    return list(found)


BY_HAND = {
    "海安县": "320685",
    "章丘市": "370114",
    "莱芜市钢城区": "370117",
    "营口市中国辽宁营口市西市区": "210803",
    "中国香港": "810000",
    "中国台湾": "710000",
    "澳大利亚": None,
    "德国": None,
    "池州市贵池工业园区": "341702",
    "成都市新津工业园区": "510118",
    "南京市江宁开发区": "320115",
    "广州市天河天寿路": "440106",
    "湖南省长沙经济": "430100",
    "新疆维": "650000",
    "宁夏回": "640000",
}
"""What does not begin with a place's full name, labelled by reading it."""


def label(address: str) -> str | None:
    """The place whose full name, province to district, begins the address; read by hand otherwise."""
    for words, code in BY_HAND.items():
        if words in address:
            return code
    text = re.sub(r"^\d{6}", "", re.sub(r"\s", "", address))
    begun = [find_region(row["code"]) for row in PLACES if text.startswith(find_region(row["code"]).full_name)]
    return max(begun, key=lambda region: len(region.full_name)).code


def test_real_addresses_are_placed_with_precision_of_99_in_100() -> None:
    read = [(label(address), read_place(address)) for address in real_addresses()]
    assert len(read) >= 120
    sure = [(code, place.region) for code, place in read if place.confidence >= SURE]
    assert sum(code == region for code, region in sure) >= 0.99 * len(sure)
    to_district = [place for code, place in read if code and find_region(code).level == "district"]
    assert sum(place.confidence >= SURE for place in to_district) >= 0.90 * len(to_district)
    assert sum(code == place.region for code, place in read) >= 0.99 * len(read)


def test_a_second_is_enough_for_thousands_of_new_addresses() -> None:
    read_place("重庆市")
    wanted = times(4_000, 20_000)
    addresses = [f"401220 重庆市长寿区晏家街道演示大道{number}号" for number in range(wanted)]
    start = time.process_time()
    for address in addresses:
        read_place(address)
    assert time.process_time() - start < wanted / 4_000  # 25,000 a second alone on a core; slack for busy machines
