from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.basics.numbers import check_number, mask_identity, mask_phone, normalise_identity
from zhiquan.basics.numbers.check_digits import identity_check_character

SAMPLE = "11010519491231002X"


def rules(value: str, *, today: date | None = None) -> list[str]:
    return [problem.rule for problem in check_number("identity", value, today=today).problems]


def test_check_character_by_hand() -> None:
    # 11010519491231002 with weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2:
    # 7 + 9 + 0 + 5 + 0 + 20 + 2 + 9 + 24 + 27 + 7 + 18 + 30 + 5 + 0 + 0 + 4 = 167
    # 167 mod 11 = 2, and place 2 of 10X98765432, counted from 0, is X
    assert identity_check_character(SAMPLE[:17]) == "X"


def test_the_sample_number_is_valid_and_masked() -> None:
    result = check_number("身份证号", "110105 19491231 002x")
    assert result.valid
    assert result.value == "110105********002X"
    assert result.normalised == "110105********002X"
    assert normalise_identity("110105 19491231 002x") == SAMPLE


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        ("110105194912310021", "check_digit"),
        ("110105194912310000", "check_digit"),
        ("11010519491331002X", "birthday"),
        ("1101051949123100", "length"),
        ("110105********002X", "masked"),
        ("1.10105E+17", "scientific_notation"),
        ("张三", "shape"),
        ("", "empty"),
    ],
)
def test_wrong_numbers_are_refused(value: str, rule: str) -> None:
    assert not check_number("identity", value).valid
    assert rule in rules(value)
    assert normalise_identity(value) is None


def test_a_birthday_after_today_is_refused() -> None:
    assert rules(SAMPLE, today=date(1949, 12, 31)) == []
    assert rules(SAMPLE, today=date(1949, 12, 30)) == ["birthday"]


def test_lost_last_digits_are_explained() -> None:
    assert "末三位" in check_number("identity", "110105194912311000").says("zh")[0]


def test_old_numbers_warn_and_hide_the_whole_birthday() -> None:
    result = check_number("identity", "110105491231002")
    assert result.valid
    assert rules("110105491231002") == ["old_form"]
    assert result.value == "110105******002"
    assert normalise_identity("110105491231002") is None


@given(st.text(alphabet="0123456789X", max_size=24))
def test_no_more_than_ten_characters_are_ever_shown(text: str) -> None:
    masked = mask_identity(text)
    assert len(masked) == len(text)
    assert len(masked.replace("*", "")) <= 10
    assert check_number("identity", text).value == masked


@given(st.dates(date(1900, 1, 1), date(2026, 11, 22)), st.integers(0, 999))
def test_the_birthday_appears_nowhere_in_the_result(born: date, serial: int) -> None:
    body = f"500115{born:%Y%m%d}{serial:03d}"
    number = body + identity_check_character(body)
    result = check_number("identity", number)
    assert result.valid
    assert number not in repr(result)
    assert f"{born:%Y%m%d}" not in repr(result)


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_found(place: int, step: int) -> None:
    digit = (int(SAMPLE[place]) + step) % 10
    assert not check_number("identity", f"{SAMPLE[:place]}{digit}{SAMPLE[place + 1 :]}").valid


@pytest.mark.parametrize("kind", ["uscc", "trademark", "application", "region", "work"])
def test_an_identity_number_given_as_something_else_is_masked(kind: str) -> None:
    result = check_number(kind, SAMPLE)
    assert not result.valid
    assert SAMPLE not in repr(result)
    assert [problem.rule for problem in result.problems] == ["identity_number"]


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13812345678", "138****5678"),
        ("138 1234 5678", "138****5678"),
        ("+86 13812345678", "+86138****5678"),
        ("023-40461234", "023-****1234"),
        ("（023）40461234", "023-****1234"),
        ("02340461234", "023****1234"),
        ("0852-1234567-12", "0852-***4567-**"),
        ("40461234", "****1234"),
        ("12315", "*****"),
        ("", ""),
    ],
)
def test_phone_numbers_keep_their_ends(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked
