from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from zhiquan.register.intake.row_rules import Problems, rules_of


def _ruled(kind: str, values: dict[str, list[Any]], *, needed: tuple[str, ...] = ()) -> Problems:
    problems: Problems = {}
    count = len(next(iter(values.values())))
    for rule in rules_of(kind, right="", needed=needed):
        rule(values, problems, count)
    return problems


def test_clicks_logins_and_check_ins_cannot_be_inputs() -> None:
    values: dict[str, list[Any]] = {
        "item": ["任务完成率", "平台登录次数", "宣传培训"],
        "rule": [None, None, "按打卡次数计分"],
    }
    problems = _ruled("appraisal_inputs", values)
    assert {place: (name, one.rule) for place, (name, one) in problems.items()} == {
        1: ("item", "barred_count"),
        2: ("rule", "barred_count"),
    }
    assert problems[1][1].words.en == "clicks, logins and check-ins cannot be inputs"


def test_an_input_without_a_kind_is_a_claim_unless_its_words_say_otherwise() -> None:
    values: dict[str, list[Any]] = {
        "item": ["任务完成率", "工作创新加分", "任务完成率"],
        "kind": [None, None, "evidence"],
    }
    _ruled("appraisal_inputs", values)
    assert values["kind"] == ["claim", "bonus", "evidence"]


def test_duties_without_numbers_are_known_by_their_words() -> None:
    one: dict[str, list[Any]] = {"text": ["甲事", "乙事", None], "clause": ["一", "一", None]}
    other: dict[str, list[Any]] = {"text": ["乙事"], "clause": ["一"], "number": [None]}
    assert list(_ruled("duties", one, needed=("text",))) == [2]
    _ruled("duties", other)
    assert one["number"][0] != one["number"][1] == other["number"][0]
    assert one["number"][2] is None


def test_a_unit_without_a_number_is_known_by_its_name() -> None:
    values: dict[str, list[Any]] = {"number": ["001", None], "name": ["甲局", "乙局"]}
    _ruled("organisations", values)
    assert values["number"] == ["001", "乙局"]


def test_a_meeting_without_a_number_is_known_by_its_day() -> None:
    values: dict[str, list[Any]] = {
        "held_on": [date(2026, 3, 1), None],
        "title": ["甲会", "乙会"],
        "decision": ["一", "二"],
    }
    _ruled("meetings", values)
    assert values["number"] == ["2026-03-01", "乙会"]
    assert len(set(values["item"])) == 2


def test_what_an_item_of_a_plan_is_follows_from_what_it_states() -> None:
    values: dict[str, list[Any]] = {
        "indicator": ["甲", "乙", None, None],
        "value": [Decimal(20), None, None, None],
        "versus": [None, "city_average", None, None],
        "by": [date(2025, 12, 31)] * 3 + [None],
        "title": [None, None, "建成中心", "总则"],
    }
    assert _ruled("plans", values, needed=("text",)) == {}
    assert values["kind"] == ["target", "relative", "milestone", "clause"]
    assert values["text"] == ["甲", "乙", "建成中心", "总则"]
    assert len(set(values["item"])) == 4


def test_the_score_of_a_group_is_a_series_of_its_own() -> None:
    values: dict[str, list[Any]] = {
        "name": ["ip_protection_satisfaction"] * 4 + ["路灯数"],
        "group": ["总体", "权利人", "外来人员", None, "甲"],
    }
    _ruled("series", values)
    assert values["name"] == [
        "ip_protection_satisfaction",
        "ip_protection_satisfaction_right_holders",
        "知识产权保护社会满意度（外来人员）",
        "ip_protection_satisfaction",
        "路灯数（甲）",
    ]
