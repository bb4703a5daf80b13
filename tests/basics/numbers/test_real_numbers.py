from __future__ import annotations

import csv
import re
from collections import defaultdict

import pyarrow.parquet as pq
import pytest

from realdata import real_data
from zhiquan.basics.numbers import (
    check_number,
    normalise_application,
    normalise_publication,
    publication_key,
    right_kind_of_publication,
)


def column(name: str) -> list[str | None]:
    table = pq.read_table(real_data("cn_patents_merged/cn_patents.parquet"), columns=[name])
    return [None if cell is None else str(cell) for cell in table[name].to_pylist()]


def test_all_application_numbers_with_a_check_digit_pass() -> None:
    numbers = {number for number in column("app_no") if number and "." in number}
    assert len(numbers) == 20_123
    found = defaultdict(list)
    for number in numbers:
        result = check_number("application", number)
        assert result.valid, number
        assert result.normalised == number.removeprefix("CN") == normalise_application(number)
        for problem in result.problems:
            found[problem.rule].append(number)
    assert found == {}


def test_the_four_old_numbers_without_check_digit_get_one() -> None:
    numbers = {number for number in column("app_no") if number and "." not in number}
    assert {number: normalise_application(number) for number in numbers} == {
        "CN86108722": "86108722.4",
        "CN86107860": "86107860.8",
        "CN86211020": "86211020.3",
        "CN88210784": "88210784.4",
    }
    for number in numbers:
        assert [problem.rule for problem in check_number("application", number).problems] == ["check_digit_absent"]


def test_all_publication_numbers_are_read_without_a_problem() -> None:
    numbers = {number for number in column("pub_no") if number}
    assert len(numbers) == 17_409
    for number in numbers:
        assert check_number("publication", number).problems == (), number
        assert normalise_publication(number) == number


def test_one_key_never_joins_two_applications_and_keeps_the_kind_of_right() -> None:
    applications = defaultdict(set)
    for publication, application in zip(column("pub_no"), column("app_no"), strict=True):
        if publication and application:
            number = normalise_application(application)
            assert number is not None
            applications[publication_key(publication)].add(number)
            parts = check_number("application", number).parts
            assert right_kind_of_publication(publication) == parts["right_kind"]
    assert all(len(numbers) == 1 for numbers in applications.values())


def test_all_enterprise_credit_codes_pass() -> None:
    with real_data("company_names/uscc_enterprises_ningbo_half.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = [row["统一社会信用代码"] for row in csv.DictReader(file)]
    assert len(codes) == 229
    for code in codes:
        result = check_number("uscc", code)
        assert result.problems == (), code
        assert result.normalised == code


def test_all_main_classes_are_read_as_ipc_or_locarno() -> None:
    cells = {cell for cell in column("ipc_main") if cell}
    symbols = {symbol.strip() for cell in cells for symbol in re.split("[;|]", cell)} - {""}
    assert len(symbols) > 4_000
    left = [symbol for symbol in symbols if not check_number("ipc", symbol).valid]
    assert len(left) < 40
    assert [symbol for symbol in left if check_number("locarno", symbol).problems] == []


def test_all_industry_codes_of_the_standard_are_read() -> None:
    with real_data("industry/gbt4754_src2.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file)]
    assert len(codes) == 20 + 97 + 473 + 1_381
    for code in codes:
        assert check_number("industry", code).problems == (), code
        if len(code) == 5:
            assert check_number("industry", code[1:]).normalised == code


@pytest.mark.parametrize(
    ("file", "name"), [("areas.csv", "code"), ("streets_chongqing.csv", "code"), ("streets_chongqing.csv", "areaCode")]
)
def test_all_region_codes_are_read(file: str, name: str) -> None:
    with real_data(f"regions_gbt2260/{file}").open(encoding="utf-8-sig", newline="") as rows:
        codes = {row[name] for row in csv.DictReader(rows)}
    assert len(codes) > 30
    assert [code for code in codes if check_number("region", code).problems] == []


def test_all_agricultural_certificates_are_read() -> None:
    with real_data("gi_register/agi_products_with_holder.csv").open(encoding="utf-8-sig", newline="") as file:
        numbers = [row["certificate_no"] for row in csv.DictReader(file)]
    assert len(numbers) == 47
    assert [number for number in numbers if check_number("gi", number).problems] == []
