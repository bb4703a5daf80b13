"""Places: codes old and new, any home district, and names in free text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.basics.errors import BadDefinition, NotFound
from zhiquan.knowledge.regions import check_districts, district, find_region, places_named_in
from zhiquan.knowledge.tables import SHIPPED, open_table

HOME = district("500115")


def test_changshou_and_its_former_county_point_at_each_other() -> None:
    region = find_region("500115")
    assert (region.name, region.full_name, region.level) == ("长寿区", "重庆市长寿区", "district")
    assert region.former_codes == ("500221",)
    county = find_region("500221")
    assert (county.name, county.used, county.replaced_by) == ("长寿县", (1997, 2001), "500115")
    assert district("500221") == HOME


@pytest.mark.parametrize(
    ("code", "full_name"),
    [
        ("500000", "重庆市"),
        ("130100", "河北省石家庄市"),
        ("469001", "海南省五指山市"),
        ("441900", "广东省东莞市"),
    ],
)
def test_full_names_leave_out_levels_without_a_name_of_their_own(code: str, full_name: str) -> None:
    assert find_region(code).full_name == full_name


def test_an_unknown_code_is_not_found_and_the_way_out_is_named() -> None:
    with pytest.raises(NotFound) as stopped:
        find_region("599999")
    assert "codes/regions" in stopped.value.to("en")


@given(st.sampled_from([row["code"] for row in open_table("regions").rows]))
def test_any_code_serves_as_home_district(code: str) -> None:
    home = district(code)
    assert home.code == (find_region(code).replaced_by or code)
    assert home.aliases[0] == find_region(home.code).full_name
    assert all(town.code.startswith(home.code) for town in home.towns)


def test_changshou_has_seven_streets_and_twelve_towns_as_in_the_code_table() -> None:
    kinds = [town.kind for town in HOME.towns]
    assert (kinds.count("街道"), kinds.count("镇")) == (7, 12)
    table = {row["code"]: row["name"] for row in open_table("towns").rows if row["district"] == "500115"}
    assert {town.code: town.name for town in HOME.towns} == table
    assert HOME.postcode == "401220"
    assert [zone.name for zone in HOME.zones] == ["长寿经济技术开发区", "晏家工业园"]


def test_another_chongqing_district_gets_its_towns_and_one_elsewhere_none() -> None:
    fuling = district("500102")
    assert fuling.towns_known
    assert fuling.towns[0].short_name + fuling.towns[0].kind == fuling.towns[0].name
    assert not district("110101").towns_known


def named(text: str) -> list[tuple[str, str, bool]]:
    """Code or kind, words as written and certainty of each place named."""
    return [(place.code or place.kind, place.written, place.is_certain) for place in places_named_in(text, HOME)]


@pytest.mark.parametrize("name", ["双龙", "云台", "江南", "新市", "双龙镇", "洪湖", "向阳路"])
def test_names_that_exist_elsewhere_count_only_after_the_district(name: str) -> None:
    (alone,) = places_named_in(f"某省{name}", HOME)
    assert not alone.is_certain
    assert "elsewhere" in alone.reason.en
    _, after = places_named_in(f"长寿{name}", HOME)
    assert after.is_certain


def test_a_district_named_afterwards_does_not_help() -> None:
    assert named("云台镇，长寿区") == [("500115130", "云台镇", False), ("500115", "长寿区", True)]


def test_the_longest_name_wins() -> None:
    assert named("长寿湖镇") == [("500115126", "长寿湖镇", True)]
    assert named("重庆市长寿区晏家工业园江南区") == [
        ("500115", "重庆市长寿区", True),
        ("500115003", "晏家工业园江南区", True),
    ]
    assert named("长寿经济技术开发区") == [("zone", "长寿经济技术开发区", True)]


def test_a_zone_decides_no_town() -> None:
    (zone,) = places_named_in("晏家工业园区", HOME)
    assert (zone.kind, zone.code, zone.name) == ("zone", "", "晏家工业园")
    assert "decides none" in zone.reason.en


@pytest.mark.parametrize("text", ["", "一种长寿命电池", "上海市普陀区长寿路", "重庆市涪陵区"])
def test_other_words_are_not_the_district(text: str) -> None:
    assert named(text) == []


@given(st.text(alphabet="重庆市长寿区县湖镇双龙云台江南街道晏家工业园经开0", max_size=40))
def test_names_never_overlap_and_stand_where_they_say(text: str) -> None:
    places = places_named_in(text, HOME)
    assert all(text[place.at :].startswith(place.written) for place in places)
    assert all(one.at + len(one.written) <= two.at for one, two in pairwise(places))


def lay(overlay: Path, change: tuple[str, str], code: str = "500115") -> Path:
    """An overlay with the shipped district file, one place changed."""
    (overlay / "districts").mkdir(parents=True)
    text = (SHIPPED / "districts" / "500115.yaml").read_text("utf-8")
    assert change[0] in text
    (overlay / "districts" / f"{code}.yaml").write_text(text.replace(*change, 1), "utf-8")
    return overlay


def test_an_offices_own_file_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    own = district("500115", lay(tmp_path, ('"401220"', '"401221"')))
    assert (own.postcode, HOME.postcode) == ("401221", "401220")
    assert check_districts(tmp_path) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (('"500115001"', '"500116001"'), "begin with the district"),
        (('"500115001"', '"500115002"'), "share a code"),
        (("postcode:", "postcodes:"), "Extra inputs"),
        (('former: ["500221"]', 'former: ["500102"]'), "does not say this district replaced it"),
        (('code: "500115"', 'code: "500116"'), "file's name"),
    ],
)
def test_a_wrong_district_file_stops_with_the_rule(tmp_path: Path, change: tuple[str, str], rule: str) -> None:
    lay(tmp_path, change)
    with pytest.raises(BadDefinition) as stopped:
        district("500115", tmp_path)
    assert rule in stopped.value.message.en
    assert len(check_districts(tmp_path)) == 1
