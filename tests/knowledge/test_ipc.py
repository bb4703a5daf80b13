"""IPC symbols in every printed form, and ranges by the scheme instead of by text prefix."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.basics.errors import BadInput
from zhiquan.knowledge.ipc import ipc_scheme, is_under, normalise, pattern_root, spaced
from zhiquan.knowledge.tables import open_table

SCHEME = ipc_scheme()
SYMBOLS = sorted({*SCHEME.dots, *SCHEME.titles})


@pytest.mark.parametrize(
    "written",
    [
        "C21D9/00", "C21D 9/00", "C21D   9/00", "C21D0009/00", "C21D-009/00", "c21d 9/00", " C21D9/00 ",
        "C21D0009000000", "C21D9/00(2006.01)I", "C21D 9/00 (2006.01) I", "C21D 9/00 [2006.01]",
        "C21D9/00（2006.01）", "C21D9／00", "C21D 9 / 00 (7)",
    ],
)  # fmt: skip
def test_every_printed_form_becomes_the_compact_one(written: str) -> None:
    assert normalise(written) == "C21D9/00"


@pytest.mark.parametrize(
    ("written", "compact"),
    [
        ("H01M0010052500", "H01M10/0525"), ("H01M0010100000", "H01M10/10"), ("A", "A"), ("a01", "A01"),
        ("A01B", "A01B"), ("H04N  5/235", "H04N5/235"), ("E01B3/32(2006.01)I", "E01B3/32"),
    ],
)  # fmt: skip
def test_other_levels_and_long_subgroups_are_read(written: str, compact: str) -> None:
    assert normalise(written) == compact


@pytest.mark.parametrize("written", ["", "09-03", "Y02P 90/02", "C21D9", "C21D9/0", "C21D9/00;C21D9/02", "I01B1/00"])
def test_what_is_no_symbol_is_refused_with_the_way_to_write_it(written: str) -> None:
    with pytest.raises(BadInput) as stopped:
        normalise(written)
    assert stopped.value.where == {"value": written}
    assert "C21D9/00" in stopped.value.to("en")


def test_display_puts_a_blank_after_the_subclass() -> None:
    assert [spaced(symbol) for symbol in ("C21D9/00", "c21d", "C21")] == ["C21D 9/00", "C21D", "C21"]


@given(
    st.sampled_from(SYMBOLS),
    st.sampled_from(["", " ", "   "]),
    st.sampled_from(["", "(2006.01)I", " (2013.01)", " A"]),
)
def test_normalising_twice_changes_nothing(symbol: str, blank: str, suffix: str) -> None:
    once = normalise(symbol[:4] + blank + symbol[4:] + suffix)
    assert once == symbol
    assert normalise(once) == once == normalise(spaced(once))


def test_places_above_walk_the_dots() -> None:
    # 43/20 is printed two dots deep, under 43/16 (enhanced recovery)
    assert SCHEME.ancestors("E21B43/20") == ("E21B43/16", "E21B43/00", "E21B", "E21", "E")
    assert SCHEME.ancestors("C21D 9/573") == ("C21D9/00", "C21D", "C21", "C")
    assert SCHEME.ancestors("E") == ()


@pytest.mark.parametrize(
    ("symbol", "pattern", "expected"),
    [
        ("G06F11/36", "G06F11*", True), ("G06F11/00", "G06F11*", True), ("G06F11/36", "G06F11/00*", True),
        ("G06F11/36", "G06F11/00", False), ("G06F11/36", "G06F11/36", True), ("G06F 11/36", "G06F*", True),
        ("G06F111/02", "G06F11*", False), ("C08L1/00", "C08*", True), ("C07L1/00", "C08*", False),
        ("E21B43/20", "E21B43/16*", True), ("E21B43/16", "E21B43/16*", True),
        ("E21B43/25", "E21B43/16*", False), ("E21B43", "E21B43/16*", None), ("E21B", "E21B43/16*", False),
    ],
)  # fmt: skip
def test_ranges_by_level(symbol: str, pattern: str, expected: bool | None) -> None:
    if expected is None:
        with pytest.raises(BadInput):
            is_under(symbol, pattern)
    else:
        assert is_under(symbol, pattern) is expected


def test_a_subgroup_range_is_not_a_text_prefix() -> None:
    by_dots = {symbol for symbol in SCHEME.dots if is_under(symbol, "H01L31/04*")}
    by_prefix = {symbol for symbol in SCHEME.dots if symbol.startswith("H01L31/04")}
    assert "H01L31/06" in by_dots - by_prefix


def test_an_unknown_subgroup_stands_under_its_main_group_only() -> None:
    assert is_under("E21B43/999", "E21B43*")
    assert not is_under("E21B43/999", "E21B43/16*")


@given(st.sampled_from(sorted(SCHEME.dots)), st.data())
def test_being_under_is_transitive(symbol: str, data: st.DataObject) -> None:
    middle = data.draw(st.sampled_from([symbol, *SCHEME.ancestors(symbol)[:-1]]))
    top = data.draw(st.sampled_from(SYMBOLS) | st.sampled_from(SCHEME.lineage(middle)[:-1] or (middle,)))
    if len(top) > 1 and is_under(middle, f"{top}*"):
        assert is_under(symbol, f"{middle}*")
        assert is_under(symbol, f"{top}*")


def test_a_range_may_be_written_with_or_without_the_zero_group() -> None:
    assert pattern_root("G06F11*") == pattern_root("G06F 11/00 *") == ("G06F11/00", True)
    assert pattern_root("C21D9/00") == ("C21D9/00", False)


def test_the_nearest_title_answers_for_a_subgroup() -> None:
    found = SCHEME.title("A01B1/02")
    assert found is not None
    place, words = found
    assert place == "A01B1/00"
    assert words.zh.startswith("手动工具")
    assert words.en


def test_main_group_titles_and_the_dots_agree_on_what_exists() -> None:
    gone = {row["old"].rstrip("*") for row in open_table("ipc_revisions").rows}
    roots = [row["symbol"] for row in open_table("ipc_dots").rows if row["depth"] == "0"]
    missing = [root for root in roots if root not in SCHEME.titles]
    assert all(root.removesuffix("/00") in gone or root in gone or root[:4] in gone for root in missing)
