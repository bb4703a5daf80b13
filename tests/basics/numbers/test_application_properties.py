from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhiquan.basics.numbers import application_check_digit, check_number, normalise_application

FULL_WIDTH = str.maketrans("0123456789XCNZL.", "０１２３４５６７８９ＸＣＮＺＬ．")


@st.composite
def application_numbers(draw: st.DrawFn) -> str:
    if draw(st.booleans()):
        year, serial = str(draw(st.integers(2003, 2026))), f"{draw(st.integers(0, 10**7 - 1)):07d}"
    else:
        year = draw(st.sampled_from([f"{y % 100:02d}" for y in range(1985, 2004)]))
        serial = f"{draw(st.integers(0, 99_999)):05d}"
    digits = year + draw(st.sampled_from("12389")) + serial
    return f"{digits}.{application_check_digit(digits)}"


@st.composite
def decorations(draw: st.DrawFn, number: str) -> str:
    text = number if draw(st.booleans()) else number.replace(".", "")
    text = draw(st.sampled_from(["", "CN", "ZL", "cn", "zl", "ZL "])) + text
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(text)))
        text = f"{text[:place]}{draw(st.sampled_from([' ', '　']))}{text[place:]}"
    text = text.lower() if draw(st.booleans()) else text
    return text.translate(FULL_WIDTH) if draw(st.booleans()) else text


@given(st.data())
def test_every_decoration_normalises_back(data: st.DataObject) -> None:
    number = data.draw(application_numbers())
    assert normalise_application(data.draw(decorations(number))) == number


@given(application_numbers(), st.data())
def test_one_wrong_digit_is_always_found(number: str, data: st.DataObject) -> None:
    places = [place for place, character in enumerate(number) if character.isdecimal()]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from("0123456789".replace(number[place], "")))
    broken = number[:place] + digit + number[place + 1 :]
    assert not check_number("application", broken).valid
    assert normalise_application(broken) is None


@given(st.text(alphabet="0123456789XxCNZL. A１２３。", max_size=18))
def test_the_fast_path_agrees_with_the_door(text: str) -> None:
    result = check_number("application", text)
    assert normalise_application(text) == (result.normalised if result.valid else None)


@given(application_numbers())
def test_normalising_twice_changes_nothing(number: str) -> None:
    once = normalise_application(number)
    assert once is not None
    assert normalise_application(once) == once


@given(st.text(max_size=40))
def test_any_text_gets_an_answer(text: str) -> None:
    result = check_number("application", text)
    assert result.valid or result.problems
