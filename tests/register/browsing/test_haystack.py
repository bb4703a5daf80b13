"""Words and numbers are found whatever their width, case and signs."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.register.browsing.haystack import MANY, folded, haystack, number_key, number_readings


@given(st.lists(st.text("ab电池 Ａ\n", max_size=6), max_size=12), st.text("ab电池Ａ", min_size=1, max_size=3))
def test_a_word_is_found_in_exactly_the_lines_that_hold_it(lines: list[str], word: str) -> None:
    plain = [folded(line) for line in lines]
    assert haystack(plain).holding(folded(word)).tolist() == [folded(word) in line for line in plain]


def test_a_word_of_very_many_lines_is_found_the_other_way_with_the_same_answer() -> None:
    lines = ["演示", "别的"] * MANY
    assert np.array_equal(haystack(lines).holding("演"), np.array([True, False] * MANY))


@pytest.mark.parametrize(
    ("word", "readings"),
    [
        ("ZL202010566088.9", ["2020105660889"]),
        ("CN111639036B", ["111639036", "111639036B"]),
        ("２０２０ＳＲ０１２３", ["2020SR0123"]),
        ("电池", []),
    ],
)
def test_a_number_is_read_in_any_spelling(word: str, readings: list[str]) -> None:
    assert number_readings(word) == readings


def test_a_number_key_keeps_letters_and_digits_only() -> None:
    assert number_key("cn 2020-1056.6088") == "CN202010566088"
