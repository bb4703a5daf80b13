from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from decimal import Decimal
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from hypothesis import given, settings
from hypothesis import strategies as st

from zhiquan.basics.words import Language, Words
from zhiquan.site.drawing import (
    ICONS,
    Ahead,
    Bar,
    BeamFigures,
    DayValue,
    Month,
    Path,
    bars,
    beam,
    card_chart,
    empty_art,
    icon,
    logo,
    month_calendar,
    wide_chart,
)

ADDRESSES = ("href", "src", "{http://www.w3.org/1999/xlink}href")
PLACES = ("x", "x1", "x2", "cx", "width")

AMOUNTS = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=2)
MAYBE = st.none() | AMOUNTS
HOSTILE = st.text(max_size=40) | st.sampled_from(
    ['"><script>alert(1)</script>', "<b>&amp;", "' onload='x", "\x00\x1b", "\ud800", "]]>", "甲\uffff乙"]
)
LANGUAGES: st.SearchStrategy[Language] = st.sampled_from(["zh", "en"])
FIGURES = st.builds(
    BeamFigures,
    label=HOSTILE,
    value=MAYBE,
    target=MAYBE,
    low=MAYBE,
    high=MAYBE,
    until=st.none() | st.dates(),
    is_moving=st.booleans(),
    is_at_most=st.booleans(),
)
DAYS = st.dates(date(2000, 1, 1), date(2040, 1, 1))


def checked(drawing: str) -> Element:
    """The drawing as a tree, refused when it breaks the rules of the page."""
    root: Element = fromstring(drawing)
    for node in root.iter():
        assert node.tag.rpartition("}")[2] not in {"script", "style", "foreignObject", "image", "use"}
        for name, value in node.attrib.items():
            assert name != "style"
            assert not name.lower().startswith("on")
            assert "url(" not in value or name == "aria-label"
            if name in ADDRESSES:
                assert re.match(r"(/(?!/)|[?#])", value)
            if name in PLACES and value.endswith("%"):
                assert Decimal(0) <= Decimal(value[:-1]) <= Decimal(100)
    return root


@st.composite
def paths(draw: st.DrawFn) -> Path:
    points = tuple(DayValue(day, draw(AMOUNTS)) for day in draw(st.lists(DAYS, max_size=8)))
    ends = sorted(draw(st.lists(AMOUNTS, min_size=3, max_size=3)))
    ahead = draw(st.none() | st.just(Ahead(draw(DAYS), *ends)))
    stones = tuple(DayValue(day, draw(AMOUNTS)) for day in draw(st.lists(DAYS, max_size=2)))
    words = Words(draw(HOSTILE), draw(HOSTILE))
    return Path(words, points, ahead, draw(st.none() | AMOUNTS), words, stones)


@given(FIGURES, LANGUAGES)
def test_every_beam_keeps_the_rules(figures: BeamFigures, language: Language) -> None:
    root = checked(beam(figures, language=language))
    assert root.get("role") == "img"
    assert root.get("aria-label")


@given(st.lists(st.tuples(HOSTILE, AMOUNTS, HOSTILE), max_size=6), st.none() | AMOUNTS)
def test_every_list_keeps_the_rules(rows: list[tuple[str, Decimal, str]], rest: Decimal | None) -> None:
    drawn = bars([Bar(*row[:2], tag=row[2]) for row in rows], rest=Bar("其余", rest) if rest is not None else None)
    assert len(checked(drawn)) == len(rows) + (rest is not None)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_every_month_shows_each_of_its_days_once(year: int, month: int) -> None:
    if (year, month) in {(1, 1), (9999, 12)}:
        return
    root = checked(month_calendar(Month(year, month, {}, lambda day: day.weekday() < 5), language="zh"))
    shown = [int(cell[0].text or 0) for cell in root.findall("./tbody/tr/td") if len(cell)]
    assert shown == list(range(1, len(shown) + 1))
    assert len(shown) >= 28


def test_mark_empty_beam_and_icons_keep_the_rules() -> None:
    checked(logo())
    checked(empty_art())
    for name in ICONS:
        checked(icon(name))


@given(paths(), LANGUAGES)
def test_every_small_chart_keeps_the_rules(path: Path, language: Language) -> None:
    check(card_chart(path, language), 252, 128)


@given(paths())
@settings(max_examples=15)
def test_every_wide_chart_keeps_the_rules(path: Path) -> None:
    check(wide_chart(path, "zh"), 760, 270)


@given(st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=9, unique=True))
def test_a_larger_value_is_never_drawn_lower(values: list[int]) -> None:
    start = date(2020, 1, 1)
    points = tuple(DayValue(start + timedelta(90 * n), Decimal(value)) for n, value in enumerate(values))
    dots = checked(card_chart(Path(Words("甲", "a"), points), "zh")).findall("circle")
    heights = sorted(zip(values, (float(dot.get("cy", "")) for dot in dots), strict=True))
    assert all(lower[1] >= upper[1] for lower, upper in itertools.pairwise(heights))


def check(drawn: str, width: int, height: int) -> None:
    """The chart keeps the rules of the page and its marks lie inside it."""
    root = checked(drawn)
    assert root.get("role") == "img"
    for node in root.iter():
        for name, most in (("x1", width), ("x2", width), ("cx", width), ("y1", height), ("y2", height), ("cy", height)):
            assert -10 <= float(node.get(name, "0")) <= most + 10
        numbers = [float(part) for pair in node.get("points", "").split() for part in pair.split(",")]
        assert all(-1 <= place <= width for place in numbers[::2])
        assert all(0 <= place <= height for place in numbers[1::2])
