from __future__ import annotations

import pytest

from zhiquan.register.intake.values.symbols import (
    application_numbers,
    as_credit_code,
    as_document,
    as_symbol,
    main_symbols,
    numbers,
    publication_numbers,
)

NUMBER = "202010566088.9"


@pytest.mark.parametrize(
    "text", ["202010566088.9", "2020105660889", "CN202010566088.9", "ZL 202010566088.9", "２０２０１０５６６０８８．９"]
)
def test_every_spelling_of_an_application_number_is_one_number(text: str) -> None:
    assert application_numbers([text]).values == [NUMBER]


def test_a_wrong_check_digit_is_a_problem_and_the_cell_is_named() -> None:
    read = application_numbers(["202010566088.1"])
    assert read.problems[0].rule == "check_digit"
    assert read.problems[0].value == "202010566088.1"


def test_foreign_numbers_stay_as_printed() -> None:
    read = application_numbers(["US16/634,906", None])
    assert read.values == ["US16/634,906", None]
    assert not read.problems


def test_a_number_a_spreadsheet_cut_short_is_a_problem() -> None:
    assert application_numbers(["2.02011E+12"]).problems[0].rule == "scientific_notation"
    assert numbers(["9.9E+07"]).problems[0].rule == "scientific_notation"


@pytest.mark.parametrize(
    ("text", "symbol"),
    [("G06F  3/04845", "G06F 3/04845"), ("H04W 64/00 为了网络管理", "H04W 64/00"), ("E01B3/32(2006.01)I", "E01B 3/32"),
     ("g06f16/583", "G06F 16/583")],
)  # fmt: skip
def test_symbols_take_their_stored_form(text: str, symbol: str) -> None:
    assert as_symbol(text) == symbol


def test_the_main_symbol_is_the_first() -> None:
    assert main_symbols(["G06F 3/01 | G06K 9/62", None]).values == ["G06F 3/01", None]


def test_numbers_lose_blanks_and_the_words_around() -> None:
    assert numbers(["第99000001号", " BS. 195990001 "]).values == ["99000001", "BS.195990001"]
    assert publication_numbers(["CN 111111A; CN222222B"]).values == ["CN111111A"]
    assert as_document("CN2550114Y,CN,A,0 (Examiner)") == "CN2550114Y"
    assert as_credit_code(" 91000000ma990001xg ") == "91000000MA990001XG"
