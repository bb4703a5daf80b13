from __future__ import annotations

import pytest

from zhiquan.basics.numbers import check_number


def outcome(kind: str, value: str) -> tuple[str, bool, list[str]]:
    result = check_number(kind, value)
    return result.normalised, result.valid, [problem.rule for problem in result.problems]


@pytest.mark.parametrize(
    ("value", "normal", "authority"),
    [
        ("CNA20080376.X", "CNA20080376.X", "agriculture"),
        ("cna20080376x", "CNA20080376.X", "agriculture"),
        ("CNA20201002638", "CNA20201002638", "agriculture"),
        ("CNA 2020 1002638", "CNA20201002638", "agriculture"),
        ("20210001", "20210001", "forestry"),
    ],
)
def test_variety_numbers_of_both_authorities(value: str, normal: str, authority: str) -> None:
    assert outcome("plant_variety", value) == (normal, True, [])
    assert check_number("plant_variety", value).parts["authority"] == authority


@pytest.mark.parametrize(
    ("value", "normal", "rules"),
    [
        ("CNA20080376.1", "CNA20080376.1", ["check_digit"]),
        ("CNA20080376", "CNA20080376", ["check_digit_absent"]),
        ("20080376.X", "CNA20080376.X", ["prefix_absent"]),
        ("20201002638", "CNA20201002638", ["prefix_absent"]),
        ("12340001", "12340001", ["year"]),
    ],
)
def test_doubtful_variety_numbers_only_warn(value: str, normal: str, rules: list[str]) -> None:
    assert outcome("plant_variety", value) == (normal, True, rules)


@pytest.mark.parametrize(
    "value", ["BS.185559220", "bs 185559220", "BS185559220", "BS．１８５５５９２２０", "BS.18555922.0"]
)
def test_layout_designs_come_to_one_form(value: str) -> None:
    assert outcome("ic_layout", value) == ("BS.185559220", True, [])


def test_a_layout_design_without_letters_gets_them_with_a_warning() -> None:
    assert outcome("ic_layout", "185559220") == ("BS.185559220", True, ["prefix_absent"])
    assert check_number("ic_layout", "185559220").parts == {"year": "2018", "serial": "5559220"}


@pytest.mark.parametrize(
    ("value", "normal"),
    [
        ("2014SR001852", "2014SR001852"),
        ("2016SR172900", "2016SR172900"),
        ("２０２３ sr 1234567", "2023SR1234567"),
        ("软著登字第0671096号", "软著登字第0671096号"),
        ("软著登字第4317518号", "软著登字第4317518号"),
        ("软著登字第 15980140 号", "软著登字第15980140号"),
        ("软著登字16069171", "软著登字第16069171号"),
    ],
)
def test_software_numbers_of_both_forms(value: str, normal: str) -> None:
    assert outcome("software", value) == (normal, True, [])


@pytest.mark.parametrize("value", ["2003SR1234", "软著登字第12345号"])
def test_software_serials_of_unusual_length_only_warn(value: str) -> None:
    assert outcome("software", value) == (value, True, ["length"])


@pytest.mark.parametrize(
    ("value", "normal", "rules"),
    [
        ("国作登字-2019-F-00812345", "国作登字-2019-F-00812345", []),
        ("国作登字—2019—F—00812345", "国作登字-2019-F-00812345", []),
        ("渝作登字（2019）F00012345号", "渝作登字-2019-F-00012345", []),
        ("渝作登字-2019-00012345", "渝作登字-2019-00012345", ["letter_absent"]),
        ("某作登字-2019-F-00012345", "某作登字-2019-F-00012345", ["authority"]),
    ],
)
def test_works_come_to_one_form(value: str, normal: str, rules: list[str]) -> None:
    assert outcome("work", value) == (normal, True, rules)


@pytest.mark.parametrize(
    ("value", "normal", "rules"),
    [
        ("渝长市监处罚〔2023〕1号", "渝长市监处罚〔2023〕1号", []),
        ("渝长市监处罚[2023]001号", "渝长市监处罚〔2023〕1号", []),
        ("渝长市监处罚（2023）第1号", "渝长市监处罚〔2023〕1号", []),
        ("渝长市监处罚【２０２３】1", "渝长市监处罚〔2023〕1号", ["ending"]),
        ("渝长市监处罚2023年第1号", "渝长市监处罚〔2023〕1号", ["brackets"]),
        ("渝长交处罚〔2023〕1号", "渝长交处罚〔2023〕1号", ["authority"]),
        ("(2023)渝0115民初123号", "（2023）渝0115民初123号", []),
        ("（2023）最高法知民终12号之一", "（2023）最高法知民终12号之一", []),
    ],
)
def test_case_numbers_take_the_official_brackets(value: str, normal: str, rules: list[str]) -> None:
    assert outcome("case_number", value) == (normal, True, rules)


def test_a_court_number_tells_court_and_type() -> None:
    parts = check_number("case_number", "(2023)渝0115民初123号").parts
    assert (parts["form"], parts["authority"], parts["case_type"]) == ("court", "渝0115", "民初")


@pytest.mark.parametrize("kind", ["plant_variety", "ic_layout", "software", "work", "case_number"])
@pytest.mark.parametrize(("value", "rule"), [("", "empty"), ("无", "shape"), ("2.02E+12", "scientific_notation")])
def test_what_is_no_number_is_refused(kind: str, value: str, rule: str) -> None:
    assert outcome(kind, value) == ("", False, [rule])
