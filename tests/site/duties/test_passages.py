"""Cutting clauses at their promises."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zhiquan.site.duties.clauses import shown_number
from zhiquan.site.duties.passages import Piece, marked


def test_promises_are_numbered_in_the_order_they_stand() -> None:
    pieces, numbers = marked(["甲乙丙，丁戊。"], ["丁戊", "乙丙"])
    assert pieces == [[Piece("甲"), Piece("乙丙", 1), Piece("，"), Piece("丁戊", 2), Piece("。")]]
    assert numbers == [2, 1]


def test_blanks_do_not_part_a_promise() -> None:
    pieces, _ = marked(["达到 20 件。"], ["达到20件"])
    assert pieces == [[Piece("达到 20 件", 1), Piece("。")]]


def test_overlapping_and_missing_words_stay_unmarked() -> None:
    pieces, numbers = marked(["甲乙丙丁"], ["甲乙丙", "丙丁", "戊"])
    assert pieces == [[Piece("甲乙丙", 1), Piece("丁")]]
    assert numbers == [1, 0, 0]


@given(st.lists(st.text("甲乙丙 ", max_size=9), max_size=3), st.lists(st.text("甲乙丙", max_size=3), max_size=4))
def test_no_word_of_the_plan_is_lost(paragraphs: list[str], promises: list[str]) -> None:
    pieces, numbers = marked(paragraphs, promises)
    assert ["".join(piece.text for piece in part) for part in pieces] == paragraphs
    shown = [piece.no for part in pieces for piece in part if piece.no]
    assert shown == sorted(number for number in numbers if number)


def test_a_clause_is_numbered_as_printed_below_its_parent() -> None:
    assert shown_number("三（二）", "三") == "（二）"
    assert shown_number("三", "") == "三、"
    assert shown_number("第一章", "") == "第一章 "
