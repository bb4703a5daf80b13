from __future__ import annotations

from datetime import date

import pytest

from zhiquan.basics.numbers import application_check_digit, check_number, normalise_application

REAL = [
    "85100001.0",
    "95115608.X",
    "97101765.4",
    "200510096239.4",
    "201310699744.2",
    "201510958772.0",
    "201710601862.3",
    "201811564288.X",
    "201910603565.1",
    "202010566088.9",
    "202322865413.3",
    "202411064734.6",
    "202510942578.7",
]


def rules(value: str, *, today: date | None = None) -> list[str]:
    return [problem.rule for problem in check_number("application", value, today=today).problems]


def test_check_digit_by_hand() -> None:
    # 2020 1 0566088 with weights 2 3 4 5 6 7 8 9 2 3 4 5:
    # 4 + 0 + 8 + 0 + 6 + 0 + 40 + 54 + 12 + 0 + 32 + 40 = 196; 196 = 17 * 11 + 9
    assert application_check_digit("202010566088") == "9"
    # 9511 5608 with weights 2 to 9: 18 + 15 + 4 + 5 + 30 + 42 + 0 + 72 = 186; 186 = 16 * 11 + 10 -> X
    assert application_check_digit("95115608") == "X"


@pytest.mark.parametrize("number", REAL)
def test_real_numbers_are_valid_in_every_spelling(number: str) -> None:
    for spelling in (number, f"CN{number}", f"zl {number.lower()}", number.replace(".", "")):
        result = check_number("application", spelling)
        assert (result.normalised, result.valid, result.problems) == (number, True, ())
        assert normalise_application(spelling) == number


@pytest.mark.parametrize(
    "spelling",
    [
        "ｚｌ ２０２０ １ ０５６６０８８。９",
        "ZL 2020 1 0566088．9",
        "专利号：ZL202010566088·9",
        "申请号: CN202010566088.9",
        "'202010566088.9",
        "\ufeff2020\u200b10566088.9\u3000",
    ],
)
def test_pasted_spellings_come_to_one_form(spelling: str) -> None:
    assert normalise_application(spelling) == "202010566088.9"


def test_thirteen_characters_without_dot_carry_the_check_digit() -> None:
    assert check_number("application", "2017106018623").normalised == "201710601862.3"
    assert check_number("application", "95115608x").normalised == "95115608.X"


@pytest.mark.parametrize(
    ("bare", "full"),
    [("202010566088", "202010566088.9"), ("86108722", "86108722.4"), ("95115608.", "95115608.X")],
)
def test_a_missing_check_digit_is_added_with_a_warning(bare: str, full: str) -> None:
    result = check_number("application", bare)
    assert (result.normalised, result.valid) == (full, True)
    assert rules(bare) == ["check_digit_absent"]
    assert normalise_application(bare) == full


@pytest.mark.parametrize(("fake", "right"), [("202310123456.7", "6"), ("202410123456.7", "0")])
def test_fakes_seen_on_public_sites_are_flagged_twice(fake: str, right: str) -> None:
    result = check_number("application", fake)
    assert not result.valid
    assert rules(fake) == ["check_digit", "placeholder"]
    assert result.problems[0].words.zh == f"校验位是 7，按前面的数字应为 {right}；号码中有数字输错"
    assert result.normalised == fake
    assert normalise_application(fake) is None


@pytest.mark.parametrize("serial", ["0123456", "1234567", "7654321", "0000000", "1111111", "9999999"])
def test_placeholder_serials_with_a_right_check_digit_stay_valid(serial: str) -> None:
    digits = f"20231{serial}"
    number = f"{digits}.{application_check_digit(digits)}"
    result = check_number("application", number)
    assert result.valid
    assert rules(number) == ["placeholder"]


def test_old_placeholder_serial_is_flagged() -> None:
    assert rules("95112345") == ["check_digit_absent", "placeholder"]


def test_parts_of_a_national_number() -> None:
    parts = check_number("application", "ZL202322865413.3").parts
    assert parts == {
        "year": "2023",
        "kind_digit": "2",
        "right_kind": "utility_model",
        "pct": "no",
        "serial": "2865413",
        "check": "3",
    }


@pytest.mark.parametrize(
    ("digit", "kind", "pct"),
    [
        ("1", "invention_patent", "no"),
        ("2", "utility_model", "no"),
        ("3", "design_patent", "no"),
        ("8", "invention_patent", "yes"),
        ("9", "utility_model", "yes"),
    ],
)
def test_kind_digit_names_the_right(digit: str, kind: str, pct: str) -> None:
    for bare in (f"2020{digit}0566088", f"98{digit}05660"):
        parts = check_number("application", bare).parts
        assert (parts["right_kind"], parts["pct"]) == (kind, pct)


@pytest.mark.parametrize("digit", "04567")
def test_other_kind_digits_are_refused(digit: str) -> None:
    assert "kind_digit" in rules(f"2020{digit}0566088")
    assert normalise_application(f"2020{digit}0566088") is None


@pytest.mark.parametrize(
    ("bare", "year"), [("85100001", "1985"), ("99100001", "1999"), ("00100001", "2000"), ("03100001", "2003")]
)
def test_century_of_the_old_form(bare: str, year: str) -> None:
    assert check_number("application", bare).parts["year"] == year


@pytest.mark.parametrize("bare", ["84100001", "04100001", "198410566088", "210010566088", "120210566088"])
def test_impossible_years_are_refused(bare: str) -> None:
    assert rules(bare)[0] == "year"
    assert normalise_application(bare) is None


def test_long_form_before_2003_is_only_doubtful() -> None:
    assert rules("200210566088") == ["form_year", "check_digit_absent"]
    assert rules("200310566088") == ["check_digit_absent"]


def test_the_future_is_refused_only_when_a_day_is_given() -> None:
    number = f"202610566088.{application_check_digit('202610566088')}"
    assert rules(number) == []
    assert rules(number, today=date(2026, 1, 1)) == []
    assert rules(number, today=date(2025, 12, 31)) == ["future_year"]


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("", "empty"),
        ("　", "empty"),
        ("2.02011E+12", "scientific_notation"),
        ("2.02011e12", "scientific_notation"),
        ("2020****6088.9", "masked"),
        ("20201056608", "length"),
        ("20201056.6088.9", "length"),
        ("2020105660.889", "length"),
        ("CN105950882A", "publication_number"),
        ("CN101736164", "publication_number"),
        ("CN85106385B", "publication_number"),
        ("CN1340998", "publication_number"),
        ("PCT/CN2020/123456", "international"),
        ("WO2020/123456A1", "international"),
        ("US16/123,456", "foreign"),
        ("EP20123456.7", "foreign"),
        ("JP2020-123456", "foreign"),
        ("HK1234567", "foreign"),
        ("32020012345.6", "foreign"),
        ("J/001234", "foreign"),
        ("TW109123456", "foreign"),
        ("渝长市监处罚〔2023〕1号", "shape"),
    ],
)
def test_other_things_are_refused_with_their_own_reason(value: str, rule: str) -> None:
    result = check_number("application", value)
    assert not result.valid
    assert result.normalised == ""
    assert [problem.rule for problem in result.problems] == [rule]
    assert normalise_application(value) is None


def test_hong_kong_and_macao_are_named() -> None:
    assert "香港" in check_number("application", "HK1234567").says("zh")[0]
    assert "Macao" in check_number("application", "J/001234").says("en")[0]


def test_a_float_zero_is_suspected_in_words() -> None:
    assert ".0 是电子表格" in check_number("application", "202010566088.0").says("zh")[0]


def test_a_database_letter_is_left_out() -> None:
    assert rules("CN202010566088A") == ["database_letter", "check_digit_absent"]
    assert normalise_application("CN202010566088A") == "202010566088.9"
