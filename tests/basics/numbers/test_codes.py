from __future__ import annotations

import pytest

from zhiquan.basics.numbers import check_number


def outcome(kind: str, value: str, *, known: set[str] | None = None) -> tuple[str, bool, list[str]]:
    result = check_number(kind, value, known=known)
    return result.normalised, result.valid, [problem.rule for problem in result.problems]


@pytest.mark.parametrize(
    ("value", "normal"),
    [
        ("C22C33/04", "C22C 33/04"),
        ("H01M10/0525", "H01M 10/0525"),
        ("C08L1/00", "C08L 1/00"),
        ("B01J2/00", "B01J 2/00"),
        ("C25B13/08", "C25B 13/08"),
        ("c21d 9/00", "C21D 9/00"),
        ("C21D 0009/00", "C21D 9/00"),
        ("C21D0009000000", "C21D 9/00"),
        ("H01M0010052500", "H01M 10/0525"),
        ("C21D9/00(2006.01)I", "C21D 9/00"),
        ("Int.Cl. E01B3/32(2006.01)I", "E01B 3/32"),
        ("B60W30/188I", "B60W 30/188"),
        ("Ｇ０６Ｆ１７／３０", "G06F 17/30"),
    ],
)
def test_ipc_symbols_come_to_one_form(value: str, normal: str) -> None:
    assert outcome("ipc", value) == (normal, True, [])


def test_ipc_parts() -> None:
    assert check_number("ipc", "E01B3/32(2006.01)I").parts == {
        "section": "E",
        "class": "E01",
        "subclass": "E01B",
        "level": "group",
        "main_group": "3",
        "group": "32",
        "edition": "2006.01",
    }


@pytest.mark.parametrize(
    ("value", "normal", "level"),
    [("C", "C", "section"), ("C21", "C21", "class"), ("C21D", "C21D", "subclass"), ("C21D09", "C21D 9", "main_group")],
)
def test_coarse_ipc_symbols_only_warn(value: str, normal: str, level: str) -> None:
    assert outcome("ipc", value) == (normal, True, ["level"])
    assert check_number("ipc", value).parts["level"] == level


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("", "empty"),
        ("Y02E60/10", "cpc_only"),
        ("C21D9/0", "group"),
        ("09-03", "design_class"),
        ("C219/00", "shape"),
        ("C2109", "shape"),
        ("CD", "shape"),
        ("K01B1/00", "shape"),
    ],
)
def test_what_is_no_ipc_symbol_is_refused(value: str, rule: str) -> None:
    assert outcome("ipc", value) == ("", False, [rule])


@pytest.mark.parametrize(
    ("value", "normal", "rules"),
    [
        ("09-03", "09-03", []),
        ("12-16", "12-16", []),
        ("LOC（13）Cl.９-３", "09-03", []),
        ("0903", "09-03", []),
        ("15-09-P0436", "15-09", []),
        ("9", "09", ["level"]),
        ("33-01", "33-01", ["class"]),
    ],
)
def test_locarno_classes(value: str, normal: str, rules: list[str]) -> None:
    assert outcome("locarno", value) == (normal, True, rules)


@pytest.mark.parametrize("value", ["9月3日", "2023-09-03", "2023/9/3 0:00:00"])
def test_a_class_turned_into_a_date_is_explained(value: str) -> None:
    assert outcome("locarno", value) == ("", False, ["date_damage"])


@pytest.mark.parametrize(
    ("value", "normal", "rules"),
    [
        ("500115", "500115", []),
        ("500221", "500221", []),
        ("500115.0", "500115", []),
        ("500115001", "500115001", []),
        ("500115001002", "500115001002", []),
        ("50", "500000", ["short"]),
        ("990115", "990115", ["province"]),
    ],
)
def test_region_codes(value: str, normal: str, rules: list[str]) -> None:
    assert outcome("region", value) == (normal, True, rules)


def test_region_parts_follow_the_levels() -> None:
    assert check_number("region", "500000").parts == {"level": "province", "province": "50"}
    town = check_number("region", "500115001").parts
    assert (town["level"], town["county"], town["town"]) == ("town", "500115", "500115001")
    assert check_number("region", "500115001002").parts["level"] == "village"


def test_codes_are_looked_up_only_when_a_table_is_given() -> None:
    assert outcome("region", "500221", known={"500115"}) == ("500221", True, ["unknown_code"])
    assert outcome("region", "500115001", known={"500115"}) == ("500115001", True, [])
    assert outcome("industry", "C2611", known={"C2612"}) == ("C2611", True, ["unknown_code"])
    assert outcome("industry", "C2611", known={"C2611"}) == ("C2611", True, [])


@pytest.mark.parametrize(
    ("value", "normal", "rules"),
    [
        ("C2611", "C2611", []),
        ("c 2611", "C2611", []),
        ("A", "A", []),
        ("A01", "A01", []),
        ("T97", "T97", []),
        ("5141", "F5141", ["section_absent"]),
        ("C5141", "C5141", ["section"]),
        ("111", "B111", ["section_absent", "leading_zero"]),
        ("9800", "9800", ["division"]),
        ("X", "X", ["section"]),
    ],
)
def test_industry_codes_never_fail_for_a_doubt(value: str, normal: str, rules: list[str]) -> None:
    assert outcome("industry", value) == (normal, True, rules)


@pytest.mark.parametrize("kind", ["locarno", "region", "industry", "nice", "madrid"])
@pytest.mark.parametrize(("value", "rule"), [("", "empty"), ("不详", "shape"), ("5.0E+05", "scientific_notation")])
def test_what_is_no_code_is_refused(kind: str, value: str, rule: str) -> None:
    assert outcome(kind, value) == ("", False, [rule])
