"""Names of duties and units in addresses."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhiquan.site.duties.slugs import by_number, slugs


def test_a_plain_number_is_its_own_name_and_a_slash_becomes_a_dot() -> None:
    assert slugs([("7", "甲"), ("纪要〔2021〕1号/2", "乙")]) == ["7", "纪要〔2021〕1号·2"]


def test_numbers_that_stand_twice_or_are_missing_get_a_hash() -> None:
    twice = slugs([("7", "甲"), ("7", "乙"), ("", "丙"), ("..", "丁")])
    assert all(name.startswith("n-") for name in twice)
    assert len(set(twice)) == 4


def test_equal_rows_still_get_different_names() -> None:
    assert len(set(slugs([("7", "甲"), ("7", "甲"), ("7", "甲")]))) == 3


@given(st.lists(st.tuples(st.text(max_size=6), st.text(max_size=6)), max_size=8))
def test_names_are_unique_and_fit_an_address(entries: list[tuple[str, str]]) -> None:
    names = slugs(entries)
    assert len(set(names)) == len(entries)
    assert not any("/" in name or "?" in name or "#" in name or name in {"", ".", ".."} for name in names)


def test_a_number_that_stands_twice_leads_to_no_single_duty() -> None:
    assert by_number([("7", "甲"), ("8", "乙"), ("8", "丙")]) == {"7": "7"}
