from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.basics.numbers import (
    check_number,
    normalise_publication,
    publication_key,
    right_kind_of_publication,
)


def rules(value: str, *, published: date | None = None) -> list[str]:
    return [problem.rule for problem in check_number("publication", value, published=published).problems]


@pytest.mark.parametrize(
    "number",
    ["CN1340998A", "CN105950882A", "CN1059371", "CN101736164", "CN85106385B", "CN2345678Y", "CN301234567S"],
)
def test_real_numbers_are_valid_as_they_are(number: str) -> None:
    result = check_number("公布号", number)
    assert (result.normalised, result.valid, result.problems) == (number, True, ())
    assert normalise_publication(number) == number


@pytest.mark.parametrize(
    "spelling",
    ["cn 105950882 a", "ＣＮ１０５９５０８８２Ａ", "105950882A", "CN-105950882-A", "公布号：CN105950882A"],
)
def test_spellings_come_to_one_form(spelling: str) -> None:
    assert normalise_publication(spelling) == "CN105950882A"


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("", "empty"),
        ("2.02011E+12", "scientific_notation"),
        ("CN805950882A", "first_digit"),
        ("CN105950882Z", "kind_code"),
        ("CN10595088A", "length"),
        ("10595088", "shape"),
        ("CN10595A", "shape"),
        ("202010566088.9", "application_number"),
        ("ZL95115608.X", "application_number"),
        ("US10123456B2", "foreign"),
        ("HK1234567A", "foreign"),
    ],
)
def test_other_things_are_refused_with_their_own_reason(value: str, rule: str) -> None:
    assert not check_number("publication", value).valid
    assert rules(value) == [rule]
    assert normalise_publication(value) is None
    assert publication_key(value) is None


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("CN105950882U", "kind_code_and_digit"),
        ("CN205950882A", "kind_code_and_digit"),
        ("CN305950882U", "kind_code_and_digit"),
        ("CN105950882A1", "kind_code_digit"),
        ("CN85106385C", "kind_code_period"),
    ],
)
def test_doubtful_kind_codes_only_warn(value: str, rule: str) -> None:
    result = check_number("publication", value)
    assert result.valid
    assert rules(value) == [rule]
    assert normalise_publication(value) == value


@pytest.mark.parametrize("value", ["CN105950882A8", "CN105950882B9", "CN1059371C2", "CN2345678Y1", "CN205950882U9"])
def test_known_correction_codes_pass(value: str) -> None:
    assert rules(value) == []


@pytest.mark.parametrize(
    ("value", "published", "expected"),
    [
        ("CN101234567A", date(2007, 7, 31), ["length_period"]),
        ("CN101234567A", date(2007, 8, 1), []),
        ("CN1234567A", date(2007, 8, 31), []),
        ("CN1234567A", date(2007, 9, 1), ["length_period"]),
        ("CN101234567C", date(2010, 4, 6), []),
        ("CN101234567C", date(2010, 4, 7), ["kind_code_period"]),
        ("CN101234567B", date(2010, 4, 6), ["kind_code_period"]),
        ("CN101234567B", date(2010, 4, 7), []),
        ("CN2012345U", date(1992, 12, 31), []),
        ("CN2012345U", date(1993, 1, 1), ["kind_code_period"]),
    ],
)
def test_a_publication_day_is_held_against_length_and_letter(value: str, published: date, expected: list[str]) -> None:
    assert rules(value, published=published) == expected


@pytest.mark.parametrize(
    ("value", "key"),
    [
        ("CN105950882A", "CN105950882"),
        ("CN105950882B", "CN105950882"),
        ("CN105950882B9", "CN105950882"),
        ("CN101736164", "CN101736164"),
        ("CN1059371C", "CN1059371C"),
        ("CN1059371C2", "CN1059371C"),
        ("CN1059371A", "CN1059371A"),
        ("CN1059371", "CN1059371"),
        ("CN85106385B", "CN85106385"),
    ],
)
def test_key_drops_the_letter_only_where_series_share_digits(value: str, key: str) -> None:
    assert publication_key(value) == key


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("CN105950882A", "invention_patent"),
        ("CN205950882U", "utility_model"),
        ("CN305950882S", "design_patent"),
        ("CN85201160U", "utility_model"),
        ("CN202322865413U", None),
    ],
)
def test_first_digit_names_the_right(value: str, kind: str | None) -> None:
    assert right_kind_of_publication(value) == kind


def test_parts_name_the_document() -> None:
    assert check_number("publication", "CN105950882A").parts["document"] == "published_application"
    assert check_number("publication", "CN105950882B").parts["document"] == "granted_invention"
    assert check_number("publication", "CN1059371B").parts["document"] == "examined_or_granted_invention"
    assert "document" not in check_number("publication", "CN1059371").parts


@pytest.mark.parametrize(
    ("value", "normal"),
    [
        ("US10123456B2", "US10123456B2"),
        ("EP1234567A1", "EP1234567A1"),
        ("WO 2020/123456 a1", "WO2020123456A1"),
        ("JPH08123456A", "JPH08123456A"),
        ("USD912345S", "USD912345S"),
        ("DE102012345678A1", "DE102012345678A1"),
    ],
)
def test_foreign_documents_are_taken_loosely(value: str, normal: str) -> None:
    result = check_number("foreign_publication", value)
    assert (result.normalised, result.valid) == (normal, True)


@pytest.mark.parametrize(("value", "rule"), [("CN105950882A", "chinese"), ("12345", "shape"), ("", "empty")])
def test_what_is_no_foreign_document_is_refused(value: str, rule: str) -> None:
    result = check_number("foreign_publication", value)
    assert [problem.rule for problem in result.problems] == [rule]


@given(
    st.sampled_from(["1{:08d}", "2{:08d}", "3{:08d}"]),
    st.integers(0, 10**8 - 1),
    st.sampled_from(["", "A", "B", "U", "S", "B8"]),
    st.sampled_from(["CN{}{}", "cn {} {}", "{}{}", "ＣＮ{}{}", "CN{}　{}"]),
)
def test_decorated_numbers_normalise_back(shape: str, serial: int, code: str, spelling: str) -> None:
    digits = shape.format(serial)
    assert normalise_publication(spelling.format(digits, code)) == f"CN{digits}{code}"


@given(st.text(alphabet="0123456789CNABUS ８Ａ", max_size=14))
def test_the_fast_path_agrees_with_the_door(text: str) -> None:
    result = check_number("publication", text)
    assert normalise_publication(text) == (result.normalised if result.valid else None)
