"""What parts of numbers and their listed values are called."""

from __future__ import annotations

import pytest

from zhiquan.basics.numbers import NUMBER_KINDS, PART_LABELS, check_number, part_value

LISTED = {"covers", "document", "form", "level", "pct", "right_kind", "system"}
"""Parts whose values are words of the program, never digits or text from the number."""


@pytest.mark.parametrize("kind", NUMBER_KINDS)
def test_every_part_of_an_example_is_called_something_in_chinese(kind: str) -> None:
    for name, value in check_number(kind, NUMBER_KINDS[kind].example).parts.items():
        assert PART_LABELS[name].zh
        if name in LISTED and value:
            assert part_value(kind, name, value).zh != value, f"{name}={value}"


def test_one_word_may_be_called_differently_in_two_kinds() -> None:
    assert part_value("ipc", "level", "class").zh == "大类"
    assert part_value("industry", "level", "class").zh == "小类"


def test_a_value_that_needs_no_words_stays() -> None:
    assert part_value("application", "serial", "0566088").zh == "0566088"
    assert part_value("work", "authority", "国").en == "国"


def test_a_value_in_both_languages_is_divided() -> None:
    assert part_value("uscc", "category_name", "企业 enterprise").zh == "企业"
    assert part_value("uscc", "category_name", "农民专业合作社 farmers' cooperative").en == "farmers' cooperative"
