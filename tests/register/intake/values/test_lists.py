from __future__ import annotations

import pytest

from zhiquan.register.intake.values.lists import (
    ListReader,
    as_code,
    as_name,
    names_in,
    nice_classes,
    plain_lists,
    separator_of_lists,
)


def test_a_bar_goes_before_the_semicolon_inside_names() -> None:
    cells = ["Poscher; Jens | Detke; Ralph", "Wang; Li"]
    read = ListReader(separator_of_lists(cells), one=as_name, are_names=True).read(cells)
    assert read.values == [["Poscher; Jens", "Detke; Ralph"], ["Wang; Li"]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("张三,李四", ["张三", "李四"]),
        ("甲有限公司 乙大学", ["甲有限公司", "乙大学"]),
        ("Google, Inc.", ["Google, Inc."]),
        ("甲有限公司，乙研究所", ["甲有限公司", "乙研究所"]),
        ("Smith, John", ["Smith, John"]),
        ("甲 科技公司", ["甲 科技公司"]),
    ],
)
def test_names_part_where_each_part_is_a_name(text: str, names: list[str]) -> None:
    assert names_in(text) == names


@pytest.mark.parametrize("mark", [";", "；", "、", "|", "\n"])
def test_joint_applicants_part_at_any_strong_mark(mark: str) -> None:
    cells = [f"甲有限公司{mark}乙大学"]
    assert ListReader(separator_of_lists(cells), one=as_name, are_names=True).read(cells).values == [
        ["甲有限公司", "乙大学"]
    ]


def test_items_lose_brackets_of_a_tool_and_repeats() -> None:
    assert as_name("[丰田公司-C]") == "丰田公司-C"
    assert ListReader(";", one=as_name).read(["甲;甲;", None]).values == [["甲"], None]


def test_classes_and_codes_are_the_number_they_begin_with() -> None:
    assert nice_classes(["第31类", "9、35 42/第5类"]).values == [["31"], ["09", "35", "42", "05"]]
    assert nice_classes(["5", 31.0]).values == [["05"], ["31"]]
    assert nice_classes(["46", None]).values == [None, None]
    assert as_code("1.5 (人工智能)") == "1.5"


def test_ids_and_labels_part_at_any_mark_outside_brackets() -> None:
    cells = ["indicator:a, indicator:b", "指标甲（一、二）、指标乙", "甲；乙；甲", None]
    assert plain_lists(cells).values == [
        ["indicator:a", "indicator:b"],
        ["指标甲（一、二）", "指标乙"],
        ["甲", "乙"],
        None,
    ]
