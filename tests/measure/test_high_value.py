"""The five cases of a high-value invention, each at its edge, each patent counted once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from factory import load, register, right, rows_of
from measure.asking import HOME, invention, measuring, people, why
from zhiquan.register.batches import Register

DAY = date(2025, 12, 31)
WHAT = "high_value_patents"
ONE = right(1, year=2018)
PLAIN = {"ipc": ["A99Z 99/99"]}


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return register(tmp_path / "lake")


def told(made: Register, day: date = DAY, **settings: str) -> tuple[int, list[str]]:
    """How many count, and the sorted reasons of the first invention."""
    with measuring(made, settings=settings) as asked:
        value = asked.figure(WHAT, day).value
        assert value is not None
        return int(value), sorted(why(asked, WHAT, day).get(ONE, []))


def plain(**more: Any) -> dict[str, Any]:
    return invention(1, **(PLAIN | more))


def test_an_invention_that_meets_no_case_is_told_so(made: Register) -> None:
    load(made, {"rights": [plain()]})
    assert told(made) == (0, ["no_case"])


def test_case_one_by_class_alone_and_by_class_with_keywords_are_kept_apart(made: Register) -> None:
    # G06F 21/00 stands in the table without keywords; H04L 67/00 asks for words
    load(made, {"rights": [plain(ipc=["G06F 21/00"])]})
    assert told(made) == (1, ["hv1_class"])


def test_case_one_with_keywords_can_be_left_out_by_a_setting(made: Register) -> None:
    rows = [plain(ipc=["H01M 10/0525"], title="一种锂离子电池用新能源汽车动力电池")]
    load(made, {"rights": rows})
    counted, reasons = told(made)
    if reasons == ["hv1_keywords"]:
        assert counted == 1
        assert told(made, high_value_industries_by="class")[0] == 0
    else:
        assert reasons == ["hv1_class"]


def test_case_two_asks_for_a_grant_abroad_not_an_application(made: Register) -> None:
    load(made, {"rights": [plain(family=["US2019000001A1", "WO2019000001A1", "CN109990001B"])]})
    assert told(made) == (0, ["no_case"])
    load(made, {"rights": [plain(family=["US10990001B2"])]}, day=2, name="b")
    assert told(made) == (1, ["hv2"])


def test_case_two_in_hong_kong_macau_and_taiwan_is_a_setting(made: Register) -> None:
    load(made, {"rights": [plain(family=["TW1699001B"])]})
    assert told(made)[0] == 1
    assert told(made, high_value_family_includes_hmt="omitted")[0] == 0


def test_case_two_counts_from_the_grant_abroad_when_the_register_has_it(made: Register) -> None:
    abroad = {
        "kind": "overseas_patent",
        "country": "US",
        "grant_no": "US10990001B2",
        "granted_on": date(2023, 5, 9),
        "region": HOME,
        "applicants": ["演示1科技有限公司"],
    }
    load(made, {"rights": [plain(family=["US10990001B2"]), abroad]})
    assert told(made, date(2023, 5, 8))[0] == 0
    assert told(made, date(2023, 5, 9))[0] == 1


def test_case_three_is_more_than_ten_years_and_keeps_both_readings(made: Register) -> None:
    load(made, {"rights": [plain(filed_on=date(2012, 3, 1), granted_on=date(2015, 12, 30))]})
    # ten years from grant end on 2025-12-30: that day is not yet more than ten years
    assert told(made, date(2025, 12, 30)) == (0, ["hv3_filing", "no_case"])
    assert told(made, date(2025, 12, 31)) == (1, ["hv3_grant"])
    assert told(made, date(2022, 3, 1), high_value_long_kept_from="filing")[0] == 0
    assert told(made, date(2022, 3, 2), high_value_long_kept_from="filing")[0] == 1


def test_case_four_is_each_patents_share_of_one_registration(made: Register) -> None:
    def pledge(amount: int, *rights: str) -> dict[str, Any]:
        return {
            "number": f"Y{amount}",
            "amount": amount,
            "registered_on": date(2022, 1, 1),
            "pledgor": "演示",
            "right_kind": "invention_patent",
            "right_numbers": list(rights),
        }

    load(made, {"rights": [plain()], "pledges": [pledge(19_999_998, ONE, right(2, year=2018))]})
    assert told(made)[0] == 0
    load(made, {"pledges": [pledge(20_000_000, ONE, right(2, year=2018))]}, day=2, name="b")
    assert told(made) == (1, ["hv4"])
    assert told(made, date(2021, 12, 31))[0] == 0


def test_case_four_ends_when_the_official_list_no_longer_names_it(made: Register) -> None:
    pledge = {
        "number": "Y1",
        "amount": 90_000_000,
        "registered_on": date(2022, 1, 1),
        "pledgor": "演示",
        "right_kind": "invention_patent",
        "right_numbers": [ONE],
    }
    load(made, {"rights": [plain()], "pledges": [pledge]})
    assert told(made, date(2025, 12, 31))[0] == 1
    assert told(made, date(2026, 1, 1))[0] == 0


def test_case_five_is_a_national_award_only(made: Register) -> None:
    def award(level: str, name: str) -> dict[str, Any]:
        return {
            "kind": "award",
            "holder": "演示",
            "number": name,
            "level": level,
            "name": name,
            "from": date(2023, 7, 1),
            "right_numbers": [ONE],
        }

    load(
        made, {"rights": [plain()], "titles_awards": [award("city", "重庆市专利奖"), award("national", "某协会优秀奖")]}
    )
    assert told(made)[0] == 0
    load(made, {"titles_awards": [award("national", "中国专利优秀奖")]}, day=2, name="b")
    assert told(made) == (1, ["hv5"])
    assert told(made, date(2023, 6, 30))[0] == 0


def test_an_invention_of_several_cases_counts_once(made: Register) -> None:
    rows = [plain(ipc=["G06F 21/00"], family=["EP3990001B1"], filed_on=date(2010, 1, 1), granted_on=date(2012, 1, 1))]
    load(made, {"rights": rows, "series": [people(10_000, 2024)]})
    assert told(made) == (1, ["hv1_class", "hv2", "hv3_grant"])
    with measuring(made) as asked:
        assert asked.figure("high_value_patents_per_10k", DAY).value == Decimal("1.00")


def test_a_lapsed_invention_is_of_no_high_value(made: Register) -> None:
    lapse = {"event": "lapsed_fee", "effective": date(2024, 3, 1), "announced": date(2024, 10, 1)}
    load(made, {"rights": [plain(family=["EP3990001B1"], events=[lapse])]})
    assert told(made) == (0, ["lapsed_fee"])
    assert told(made, date(2024, 2, 29))[0] == 1


def test_numbers_of_a_pledge_find_the_right_by_another_id(made: Register) -> None:
    known_before = {"pub_no": "CN109990001A", "kind": "invention_patent"}
    load(made, {"rights": [known_before]}, day=1)
    load(made, {"rights": [plain(pub_no="CN109990001A")]}, day=2, name="b")
    (other,) = [row["alias"] for row in rows_of(made, "aliases") if row["id"] == ONE]
    pledge = {
        "number": "Y1",
        "amount": 90_000_000,
        "registered_on": date(2022, 1, 1),
        "pledgor": "演示",
        "right_kind": "invention_patent",
        "right_numbers": [other],
    }
    load(made, {"pledges": [pledge]}, day=3, name="c")
    assert told(made) == (1, ["hv4"])


def test_numbers_as_an_office_prints_them_find_the_right(made: Register) -> None:
    number = ONE.removeprefix("patent:CN")
    pledge = {
        "number": "Y1",
        "amount": 90_000_000,
        "registered_on": date(2022, 1, 1),
        "pledgor": "演示",
        "right_kind": "invention_patent",
        "right_numbers": [f"ZL {number}"],
    }
    load(made, {"rights": [plain()], "pledges": [pledge]})
    assert told(made) == (1, ["hv4"])
