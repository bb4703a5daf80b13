from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.register.intake.values.texts import half_width, one_line, text_of


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (" 一种\u3000\u00a0方法 ", "一种 方法"), (4409718.0, "4409718"), (2.5, "2.5"), ("甲 \r\n 乙", "甲\n乙"),
        ("甲_x000D_\n乙", "甲\n乙"), ("甲\u200b乙\x00", "甲乙"), (True, "是"), (date(2013, 1, 2), "2013-01-02"),
        (datetime(2013, 1, 2), "2013-01-02"), ("a  b", "a b"), (0, "0"),  # noqa: DTZ001 - as a spreadsheet holds it
    ],
)  # fmt: skip
def test_a_cell_is_text_without_what_varies(cell: str, text: str) -> None:
    assert text_of(cell) == text


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "--", "——", "/", "无", "NULL", "n/a", "#N/A", "\\N", "NaN"])
def test_what_says_nothing_is_none(cell: str | None) -> None:
    assert text_of(cell) is None


@given(st.text())
def test_cleaned_text_stays_as_it_is(text: str) -> None:
    once = text_of(text)
    assert once is None or text_of(once) in {once, None}


def test_width_and_lines_are_unified() -> None:
    assert half_width("ＣＮ２０１；") == "CN201;"
    assert one_line("甲\n乙") == "甲 乙"
