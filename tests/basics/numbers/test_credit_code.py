from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.basics.numbers import check_number
from zhiquan.basics.numbers.check_digits import credit_check_character, organisation_check_character

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
VALID = [
    "91500000202852965T",
    "91420000737944946L",
    "9131000063159284XQ",
    "91110000600037341L",
    "91440300708461136T",
    "91330100799655058B",
    "11500227733953861E",
    "11500111009347908D",
    "11500110599222901E",
]
OFFICIAL_BUT_FAILING = ["91350211M0000XUF46", "91350628M0000K0H44", "91350100M0001TGQXM"]


def rules(value: str) -> list[str]:
    return [problem.rule for problem in check_number("uscc", value).problems]


@pytest.mark.parametrize("code", VALID)
def test_valid_codes_bring_no_problem(code: str) -> None:
    for spelling in (code, code.lower(), f"{code[:2]} {code[2:8]}-{code[8:]}"):
        result = check_number("uscc", spelling)
        assert (result.normalised, result.valid, result.problems) == (code, True, ())


@pytest.mark.parametrize("code", OFFICIAL_BUT_FAILING)
def test_issued_codes_that_fail_the_check_are_warned_about_never_refused(code: str) -> None:
    result = check_number("uscc", code)
    assert result.valid
    assert result.normalised == code
    assert "check_digit" in rules(code)


@pytest.mark.parametrize("first", "ANY")
def test_letters_in_the_first_places_are_accepted(first: str) -> None:
    body = f"{first}2500115202852965"
    code = body + credit_check_character(body)
    assert check_number("uscc", code).valid
    assert rules(code) == []


def test_organisation_check_by_hand() -> None:
    # 20285296 with weights 3 7 9 10 5 8 4 2: 6 + 0 + 18 + 80 + 25 + 16 + 36 + 12 = 193
    # 193 mod 11 = 6; 11 - 6 = 5
    assert organisation_check_character("20285296") == "5"


@pytest.mark.parametrize("code", ["202852965", "733953861", "599222901", "009347908", "708461136", "799655058"])
def test_organisation_codes_pass(code: str) -> None:
    result = check_number("organisation_code", f"{code[:8]}-{code[8]}")
    assert (result.normalised, result.valid, result.problems) == (code, True, ())


def test_a_wrong_organisation_check_only_warns() -> None:
    result = check_number("organisation_code", "202852964")
    assert result.valid
    assert [problem.rule for problem in result.problems] == ["check_digit"]


def test_parts_of_a_code() -> None:
    parts = check_number("uscc", "9131000063159284XQ").parts
    assert parts["department"] == "9"
    assert parts["category"] == "1"
    assert parts["region"] == "310000"
    assert parts["organisation_code"] == "63159284X"
    assert parts["check"] == "Q"


@pytest.mark.parametrize("region", ["500115", "500221"])
def test_both_codes_of_changshou_are_read(region: str) -> None:
    body = f"91{region}202852965"
    assert check_number("uscc", body + credit_check_character(body)).parts["region"] == region


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("", "empty"),
        ("9.15E+17", "scientific_notation"),
        ("9150000020285296", "length"),
        ("91500000202852965TT", "length"),
        ("9150000020285296ST", "letter"),
        ("9150000O202852965T", "letter"),
        ("915000A0202852965T", "region"),
        ("500000000000001", "old_registration_number"),
        ("20285296X", "organisation_code"),
        ("9150****202852965T", "masked"),
        ("重庆钢铁", "shape"),
    ],
)
def test_impossible_shapes_are_refused(value: str, rule: str) -> None:
    assert not check_number("uscc", value).valid
    assert rules(value) == [rule]


def test_the_letter_to_correct_is_named() -> None:
    assert check_number("uscc", "9150000O202852965T").says("zh")[0].startswith("第 8 位是 O")


def test_an_unknown_department_only_warns() -> None:
    body = "01500000202852965"
    assert rules(body + credit_check_character(body)) == ["department"]


@st.composite
def credit_codes(draw: st.DrawFn) -> str:
    start = draw(st.sampled_from(["11", "12", "51", "91", "92", "93", "N2", "Y1", "A1"]))
    region = f"{draw(st.integers(110000, 659999))}"
    organisation = draw(st.text(alphabet=ALPHABET, min_size=8, max_size=8))
    body = f"{start}{region}{organisation}{organisation_check_character(organisation)}"
    return body + credit_check_character(body)


@given(credit_codes())
def test_generated_codes_bring_no_problem(code: str) -> None:
    assert rules(f" {code.lower()} ") == []


@given(credit_codes(), st.data())
def test_one_wrong_character_is_always_found(code: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, 17))
    character = data.draw(st.sampled_from(ALPHABET.replace(code[place], "")))
    broken = code[:place] + character + code[place + 1 :]
    result = check_number("uscc", broken)
    assert not result.valid or "check_digit" in rules(broken)
