"""Texts are folded, cut and found back: what differs only in width, case or way of writing is one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_index import finder
from search_scan import folded as scanned
from search_scan import pattern
from zhiquan.search.asking import literals
from zhiquan.search.asking.literals import needed
from zhiquan.search.asking.question import Question
from zhiquan.search.index.record import Record, subclass_code, subclass_of
from zhiquan.search.index.schema import text_stream
from zhiquan.search.reach import Reach
from zhiquan.search.text.folding import fold, fold_with_places
from zhiquan.search.text.pairing import Pairing
from zhiquan.search.text.units import _stream, stream, units

PAIRING = Pairing()
LETTERS = "冷却水柚阻垢装置，。Ａaｂ1２ 　\ue001㎡é繁體燈"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＬＥＤ燈", "led灯"),
        ("電動汽車", "电动汽车"),
        ("Ｈ０１Ｍ", "h01m"),
        ("café", "CAFE"),
        ("10㎡", "10m2"),
        ("冷\u200b却", "冷却"),
        ("冷\udcff却", "冷却"),  # a byte of the command line that is no character
    ],
)
def test_spellings_of_one_thing_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_text_is_cut_into_signs_and_whole_words() -> None:
    assert units(fold("LED 灯泡5W, Fe3O4")) == ["led", "灯", "泡", "5w", ",", "fe3o4"]
    assert stream("结晶器") == ("结晶 晶器", "结 晶 器")
    assert stream("a bc") == ("a\x1fbc", "a bc")
    assert stream("柚") == ("", "柚")


@given(st.text(st.sampled_from(LETTERS), max_size=60))
def test_the_quick_way_of_pairing_gives_what_the_plain_one_gives(text: str) -> None:
    assert stream(fold(text)) == _stream(fold(text))


@given(st.text(st.sampled_from(LETTERS + "\u200b𠀀"), max_size=60) | st.text(max_size=60))
def test_the_compiled_way_of_pairing_gives_what_the_plain_one_gives(text: str) -> None:
    assert PAIRING.stream(text) == text_stream(text)


def test_the_compiled_way_takes_texts_of_many_words_and_of_any_length() -> None:
    for text in (" ".join(f"w{n}" for n in range(500)), "冷却水 led " * 1_000, ""):
        assert PAIRING.stream(text) == text_stream(text)


@given(st.text(max_size=40))
def test_a_stretch_of_a_folded_text_leads_back_to_where_it_came_from(text: str) -> None:
    found = fold_with_places(text)
    for begin in range(len(found.text)):
        first, last = found.original(begin, begin + 1)
        assert 0 <= first < last <= len(text)
        assert found.text[begin] in fold(text[first:last])


@pytest.mark.parametrize("is_large", [False, True], ids=["small", "large"])
@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.text(st.sampled_from("冷却水泵，ab1 Ａ"), min_size=1, max_size=14), min_size=1, max_size=40), st.data()
)
def test_any_stretch_of_any_text_is_found_in_all_texts_that_hold_it(
    is_large: bool,
    texts: list[str],
    data: st.DataObject,
) -> None:
    """Recall and precision are 1 against a plain scan, for phrases of any length and sign."""
    made = finder(Record(f"r{place:03d}", "party", text) for place, text in enumerate(texts))
    text = data.draw(st.sampled_from(texts))
    begin = data.draw(st.integers(0, len(text) - 1))
    part = text[begin : begin + data.draw(st.integers(1, 8))]
    if not units(fold(part)):
        return
    wanted = pattern(part)
    expected = [f"r{place:03d}" for place, one in enumerate(texts) if wanted.search(scanned(one))]
    with pytest.MonkeyPatch.context() as patch:
        if is_large:  # a large index is asked for no more pairs than are needed
            patch.setattr(literals, "LARGE", 0)
        assert made.ids(Question(f'TI:"{part}"'), Reach.everything()) == expected


@pytest.mark.parametrize(
    ("often", "wanted"),
    [
        ([9, 20, 8], [0, 2]),
        ([9, 5, 8], [0, 1, 2]),  # the rarest leaves the fewest records to look into
        ([9, 8, 8, 9], [0, 2, 3]),
        ([1, 7, 6, 5, 1], [0, 2, 4]),
        ([3, 3], [0, 1]),
        ([0, 0, 0], [0, 2]),
    ],
)
def test_a_phrase_needs_the_pairs_that_hold_all_its_signs_and_the_rarest(often: list[int], wanted: list[int]) -> None:
    assert needed(often) == wanted


@given(st.lists(st.integers(0, 9), min_size=2, max_size=12))
def test_the_pairs_needed_hold_every_sign_of_the_phrase_and_one_of_the_rarest(often: list[int]) -> None:
    kept = needed(often)
    assert {sign for place in kept for sign in (place, place + 1)} == set(range(len(often) + 1))
    assert min(often[place] for place in kept) == min(often)


def test_subclasses_are_counted_as_numbers_and_named_again() -> None:
    assert [subclass_of(subclass_code(one)) for one in ("H01M", "A01B", "H99Z")] == ["H01M", "A01B", "H99Z"]
