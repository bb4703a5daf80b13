"""Who must do what, in brackets, labels and running text; and goals without a number."""

from __future__ import annotations

import pytest

from zhiquan.plan.reading.reading import read_plan_text

CASES = [
    (
        "建设平台。（牵头单位：市甲局；责任单位：市乙委、市丙局，各区县政府）",
        ("市甲局",),
        ("市乙委", "市丙局", "各区县政府"),
    ),
    ("建设平台。（市甲局牵头，市乙局、市丙局配合）", ("市甲局",), ("市乙局", "市丙局")),
    ("建设平台。（甲部、乙部、丙总局等负责）", ("甲部", "乙部", "丙总局"), ()),
    ("建设平台。（甲部牵头，乙委、丙部等参与）", ("甲部",), ("乙委", "丙部")),
    ("建设平台。（区甲局、区乙局，各镇街）", ("区甲局", "区乙局", "各镇街"), ()),
    ("建设平台。责任单位：区甲局；配合单位：区乙局、各镇街", ("区甲局",), ("区乙局", "各镇街")),
    ("由区甲局牵头，会同区乙局研究制定办法。", ("区甲局",), ("区乙局",)),
    ("由区甲局牵头，区乙局、区丙局配合，建立机制。", ("区甲局",), ("区乙局", "区丙局")),
    ("各镇街、区级有关部门要强化责任意识，加强沟通协调。", ("各镇街", "区级有关部门"), ()),
]


@pytest.mark.parametrize(("sentence", "lead", "helping"), CASES)
def test_bodies_are_told_by_their_part(sentence: str, lead: tuple[str, ...], helping: tuple[str, ...]) -> None:
    (duty,) = read_plan_text(f"演示区方案\n一、任务\n（一）建平台。{sentence}").duties
    assert (duty.clause, duty.lead, duty.help) == ("一（一）", lead, helping)


@pytest.mark.parametrize(
    "sentence", ["支持中小企业（含个体工商户）发展。", "推进体系（以下简称体系）建设。", "健全政府主导的机制。"]
)
def test_other_brackets_and_words_are_no_duty(sentence: str) -> None:
    assert read_plan_text(f"演示区方案\n一、任务\n{sentence}").duties == ()


RELATIVE = [
    ("到2025年，每万人拥有量达全市平均水平。", ("每万人拥有量", "全市平均水平", 2025)),
    ("到2025年，排放量不超过2020年水平。", ("排放量", "不超过2020年水平", 2025)),
    ("到2025年，重大事件零发生。", ("重大事件", "零发生", 2025)),
    ("到2025年，实现公共服务网点全覆盖。", ("公共服务网点", "全覆盖", 2025)),
]


@pytest.mark.parametrize(("sentence", "wanted"), RELATIVE)
def test_a_goal_without_a_number_is_relative(sentence: str, wanted: tuple[str, str, int]) -> None:
    plan = read_plan_text(f"演示区规划（2021—2025年）\n一、目标\n{sentence}")
    assert [(one.indicator, one.to, one.by) for one in plan.relative] == [wanted]
    assert plan.targets == ()


def test_a_level_reached_in_the_past_is_no_goal() -> None:
    assert read_plan_text("演示区规划（2021—2025年）\n一、发展基础\n拥有量达到全市平均水平。").relative == ()
