from __future__ import annotations

import pytest

from zhiquan.basics.numbers import check_number


def outcome(kind: str, value: str) -> tuple[str, bool, list[str]]:
    result = check_number(kind, value)
    return result.normalised, result.valid, [problem.rule for problem in result.problems]


@pytest.mark.parametrize(
    ("value", "normal"),
    [
        ("4409718", "4409718"),
        ("51127133", "51127133"),
        ("第4409718号", "4409718"),
        ("商标注册号：４４０９７１８", "4409718"),
        ("No. 51127133", "51127133"),
        ("51127133.0", "51127133"),
    ],
)
def test_trademark_numbers_come_to_digits(value: str, normal: str) -> None:
    assert outcome("trademark", value) == (normal, True, [])


@pytest.mark.parametrize(
    ("value", "normal", "rules"),
    [("1234567A", "1234567A", ["letter"]), ("1234567890", "1234567890", ["length"])],
)
def test_unusual_trademark_numbers_only_warn(value: str, normal: str, rules: list[str]) -> None:
    assert outcome("trademark", value) == (normal, True, rules)


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("", "empty"),
        ("融安金桔", "shape"),
        ("0", "shape"),
        ("G1234567", "madrid"),
        ("2020105660889", "application_number"),
        ("5.11E+07", "scientific_notation"),
    ],
)
def test_what_is_no_trademark_number_is_refused(value: str, rule: str) -> None:
    assert outcome("trademark", value) == ("", False, [rule])


@pytest.mark.parametrize(
    ("value", "normal", "rules"),
    [
        ("G1234567", "G1234567", []),
        ("IR 123456", "G123456", []),
        ("1234567A", "G1234567A", []),
        ("国际注册第1234567号", "G1234567", []),
        ("G12345", "G12345", ["length"]),
    ],
)
def test_madrid_numbers_take_the_gazette_letter(value: str, normal: str, rules: list[str]) -> None:
    assert outcome("madrid", value) == (normal, True, rules)


@pytest.mark.parametrize(
    ("value", "normal"),
    [("31", "31"), ("第5类", "05"), ("Class 45", "45"), ("3105", "3105"), ("3105群组", "3105"), ("30.0", "30")],
)
def test_nice_classes_and_groups(value: str, normal: str) -> None:
    assert outcome("nice", value) == (normal, True, [])


def test_goods_end_at_34() -> None:
    assert check_number("nice", "34").parts["covers"] == "goods"
    assert check_number("nice", "35").parts["covers"] == "services"


@pytest.mark.parametrize("value", ["0", "46", "99", "4601"])
def test_there_are_45_nice_classes(value: str) -> None:
    assert outcome("nice", value) == ("", False, ["class"])


def test_a_group_that_lost_its_zero_is_restored_with_a_warning() -> None:
    assert outcome("nice", "501") == ("0501", True, ["leading_zero"])


@pytest.mark.parametrize(
    ("value", "normal"),
    [
        ("2011年第178号", "2011年第178号"),
        ("2012年第111号", "2012年第111号"),
        ("（2011）第178号", "2011年第178号"),
        ("〔2011〕178号", "2011年第178号"),
        ("国家质检总局公告2011年第178号", "2011年第178号"),
        ("质检总局 2011 年第 178 号公告", "2011年第178号"),
        ("国家质量监督检验检疫总局公告第178号（2011年）", "2011年第178号"),
        ("AGI01388", "AGI01388"),
        ("agi 03510", "AGI03510"),
    ],
)
def test_indications_of_both_systems(value: str, normal: str) -> None:
    assert outcome("gi", value) == (normal, True, [])


def test_the_system_and_issuer_are_told() -> None:
    parts = check_number("gi", "国家质检总局公告2011年第178号").parts
    assert parts == {"system": "announcement", "year": "2011", "number": "178", "issuer": "国家质检总局"}
    assert check_number("agi", "AGI00122").parts == {"system": "agricultural", "number": "00122"}


@pytest.mark.parametrize(
    ("kind", "value", "normal", "rules"),
    [
        ("gi", "国家知识产权局公告第三五四号", "第354号", ["year_absent"]),
        ("gi_agricultural", "AGI1388", "AGI01388", ["length"]),
        ("gi_agricultural", "AGI03511", "AGI03511", ["range"]),
        ("gi_agricultural", "AGI00000", "AGI00000", ["range"]),
    ],
)
def test_doubtful_indications_only_warn(kind: str, value: str, normal: str, rules: list[str]) -> None:
    assert outcome(kind, value) == (normal, True, rules)


@pytest.mark.parametrize(
    ("kind", "value", "rule"),
    [
        ("gi", "芦台春酒", "shape"),
        ("gi", "", "empty"),
        ("gi_agricultural", "2011年第178号", "shape"),
        ("gi_announcement", "AGI01388", "shape"),
    ],
)
def test_what_is_no_indication_is_refused(kind: str, value: str, rule: str) -> None:
    assert outcome(kind, value) == ("", False, [rule])
