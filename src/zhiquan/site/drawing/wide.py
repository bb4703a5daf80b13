"""The wide chart of a path on the page of one indicator, drawn by Vega-Lite on the server (走势与预测大图)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import count
from typing import Any

from zhiquan.basics.words import Language, Words
from zhiquan.site.drawing.beam_words import range_words
from zhiquan.site.drawing.card import dotted, no_data
from zhiquan.site.drawing.frame import LEFT, TOP, Frame, frame_of, stacked, text_width, ticks
from zhiquan.site.drawing.markup import Drawing, heard, number
from zhiquan.site.drawing.path import DayValue, Path, aim_words, path_sentence, sorted_stones, year_ends
from zhiquan.site.drawing.vega import render
from zhiquan.site.drawing.wide_form import Rows, wide_form

WIDTH, HEIGHT, BASE = 760, 270, 248.0
_APART = 15.0
Place = tuple[float, float, str]
"""A text with its place: pixels from the left, from the top, words."""


@lru_cache(maxsize=512)
def wide_chart(path: Path, language: Language) -> Drawing:
    """The wide chart, for inside ``zq-chart__scroll is-wide`` (走势与预测大图).

    The same path gives the same drawing, in any thread; it is kept, so a page drawn twice renders once.

    Returns:
        An ``svg`` with viewBox ``0 0 760 270``; without any point it says 尚无数据.
    """
    start = f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" {heard(path_sentence(path, language), language)}>'
    if not path.points:
        return Drawing(f"{start}{no_data(WIDTH, BASE, language)}</svg>")
    return Drawing(f"{start}{_render(path, language)}</svg>")


def warm_up() -> None:
    """Draw one chart and forget it, so that no visitor waits the two seconds of the first (预热)."""
    some = DayValue(date(2000, 12, 31), Decimal(1)), DayValue(date(2001, 12, 31), Decimal(2))
    _render(Path(Words("预热", "warm-up"), some), "zh")


def _render(path: Path, language: Language) -> str:
    """A path's marks: the fixed form with this path's rows and edges, rendered, and its words set in afterwards."""
    coming = path.coming()
    beside = [aim_words(path, language), range_words(coming.low, coming.high, language) if coming else ""]
    frame = frame_of(path, width=WIDTH, height=HEIGHT, base=BASE, beside=beside)
    edges = {"first": frame.first, "last": frame.last, "least": frame.least, "most": frame.most}
    texts = _texts(frame, path, language)
    words = [words for places in texts.values() for *_, words in places]
    specification: dict[str, Any] = {
        **wide_form(),
        "width": frame.right - LEFT,
        "height": BASE - TOP,
        "padding": {"left": LEFT, "top": TOP, "right": 0, "bottom": 0},
        "params": [{"name": name, "value": value} for name, value in edges.items()],
        "datasets": {**_marks(frame, path), **_rows(frame, texts)},
    }
    return render(specification, words)


def _rows(frame: Frame, texts: dict[str, list[Place]]) -> dict[str, Rows]:
    """The places of the texts as rows, each with the number of its words in the order given."""
    numbers = count()
    return {
        name: [{"x": frame.day_at(x), "y": frame.value_at(y), "text": str(next(numbers))} for x, y, _ in places]
        for name, places in texts.items()
    }


def _marks(frame: Frame, path: Path) -> dict[str, Rows]:
    history, coming = path.history(), path.coming()
    now = history[-1]
    line: Rows = [{"x": point.day.toordinal(), "y": float(point.value)} for point in history]
    small = [{"x": point.day.toordinal(), "y": float(point.value)} for point in dotted(history)]
    half = frame.day_at(6.5) - frame.day_at(0)
    stones = [(stone.day.toordinal(), float(stone.value)) for stone in sorted_stones(path)]
    fan: Rows = []
    if coming:
        here, there = {"x": now.day.toordinal()}, {"x": coming.until.toordinal()}
        value = float(now.value)
        fan = [
            {**here, "y": value, "low": value, "high": value},
            {**there, "y": float(coming.mid), "low": float(coming.low), "high": float(coming.high)},
        ]
    aim = [{"x": frame.first, "to": frame.last, "y": float(path.target)}] if path.target is not None else []
    return {
        "axis": [{"x": frame.first, "to": frame.last, "y": frame.least}],
        "fan": fan,
        "aim": [*aim, *({"x": day - half, "to": day + half, "y": value} for day, value in stones)],
        "line": line,
        "dots": small,
        "now": line[-1:],
    }


def _texts(frame: Frame, path: Path, language: Language) -> dict[str, list[Place]]:
    history = path.history()
    ends = [_label(frame, history, point) for point in year_ends(history)[:-1]]
    return {
        "years": [(x, BASE + 17, words) for x, words in ticks(frame, history, apart=44)],
        "values": _spaced(ends),
        "newest": [_newest(frame, history)],
        **_beside(frame, path, language),
    }


def _label(frame: Frame, history: tuple[DayValue, ...], point: DayValue) -> Place:
    """The value of a year end, left of its point: above a rising line, below a falling one."""
    below = 17 if _falls(history, point) else -9
    return frame.x(point.day) - 2, frame.y(point.value) + below, number(point.value)


def _newest(frame: Frame, history: tuple[DayValue, ...]) -> Place:
    """The newest value: under its point where the line rises, over it where it falls or the axis is near."""
    now = history[-1]
    x, y = frame.x(now.day), frame.y(now.value)
    is_low = y + 22 > BASE - 4
    return x, y - 12 if is_low or _falls(history, now) else y + 22, number(now.value)


def _falls(history: tuple[DayValue, ...], point: DayValue) -> bool:
    """Whether the year end before says that the line comes down to here."""
    ends = year_ends(history)
    place = ends.index(point)
    return place > 0 and ends[place - 1].value > point.value


def _spaced(texts: list[Place]) -> list[Place]:
    """Texts that end at their places, those left out that would touch the one kept before."""
    kept: list[Place] = []
    for place in texts:
        if not kept or place[0] - text_width(place[2]) > kept[-1][0]:
            kept.append(place)
    return kept


def _beside(frame: Frame, path: Path, language: Language) -> dict[str, list[Place]]:
    """The labels right of the field: target at its line, forecast under its low end, clear of each other."""
    coming, left = path.coming(), frame.right + 6
    wanted = [frame.y(path.target) + 4] if path.target is not None else []
    wanted += [frame.y(coming.low) + 14] if coming else []
    heights = stacked(wanted, apart=_APART)
    too_low = max(0.0, max(heights, default=0.0) - (BASE - 2))
    heights = [height - too_low for height in heights]
    found: dict[str, list[Place]] = {"target": [], "range": []}
    if path.target is not None:
        found["target"] = [(left, heights[0], aim_words(path, language))]
    if coming:
        found["range"] = [(left, heights[-1], range_words(coming.low, coming.high, language))]
    return found
