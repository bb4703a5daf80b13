"""The small chart of a path on a card of the board (看板小图)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from zhiquan.basics.words import Language
from zhiquan.site.drawing.frame import LEFT, Frame, frame_of, ticks
from zhiquan.site.drawing.markup import Drawing, heard, tenths, text
from zhiquan.site.drawing.path import DayValue, Path, aim_words, path_sentence, sorted_stones, year_ends

WIDTH, HEIGHT, BASE = 252, 128, 106.0
MANY = 24
"""Above so many points only year ends and the newest get a dot."""


@lru_cache(maxsize=2048)
def card_chart(path: Path, language: Language) -> Drawing:
    """The small chart, for inside a ``zq-chart``; a template of ours, since ten stand on a page (看板小图).

    Returns:
        An ``svg`` with viewBox ``0 0 252 128``; without any point it says 尚无数据.
    """
    start = f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" {heard(path_sentence(path, language), language)}>'
    history = path.history()
    if not history:
        return Drawing(f"{start}{no_data(WIDTH, BASE, language)}</svg>")
    aim = aim_words(path, language)
    frame = frame_of(path, width=WIDTH, height=HEIGHT, base=BASE, beside=[aim])
    parts = (
        _axis(frame),
        *(_text(x, BASE + 17, year, "t-mid") for x, year in ticks(frame, history, apart=34)),
        _ahead(frame, path),
        _aim(frame, path),
        *(_stone(frame, stone) for stone in sorted_stones(path)),
        _line(frame, history),
        *(_dot(frame, point, 2.5) for point in dotted(history)),
        _dot(frame, history[-1], 4.5),
        _text(frame.right + 6, frame.y(path.target) + 4, aim, "t-aim") if path.target is not None else "",
    )
    return Drawing(f"{start}{''.join(parts)}</svg>")


def no_data(width: int, base: float, language: Language) -> str:
    """An axis and the words that there is no value yet (尚无数据)."""
    words = "尚无数据" if language == "zh" else "No data yet"
    return (
        f'<line class="axis" x1="8" x2="{width - 8}" y1="{tenths(base)}" y2="{tenths(base)}"/>'
        f'<text class="t-mid" x="{tenths(width / 2)}" y="{tenths(base / 2 + 4)}">{words}</text>'
    )


def dotted(history: tuple[DayValue, ...]) -> tuple[DayValue, ...]:
    """The points before the newest that get a dot: all of few, the year ends of many (标点)."""
    shown = history if len(history) <= MANY else year_ends(history)
    return tuple(point for point in shown if point is not history[-1])


def _axis(frame: Frame) -> str:
    return (
        f'<line class="axis" x1="{tenths(LEFT)}" x2="{tenths(frame.right)}" y1="{tenths(BASE)}" y2="{tenths(BASE)}"/>'
    )


def _text(x: float, y: float, words: str, name: str) -> str:
    return f'<text class="{name}" x="{tenths(x)}" y="{tenths(y)}">{text(words)}</text>'


def _points(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{tenths(x)},{tenths(y)}" for x, y in places)


def _ahead(frame: Frame, path: Path) -> str:
    coming = path.coming()
    if coming is None:
        return ""
    now = path.history()[-1]
    here, there = (frame.x(now.day), frame.y(now.value)), frame.x(coming.until)
    fan = _points([here, (there, frame.y(coming.high)), (there, frame.y(coming.low))])
    x1, y1, x2, y2 = (tenths(place) for place in (*here, there, frame.y(coming.mid)))
    return f'<polygon class="fan" points="{fan}"/><line class="mid" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def _aim(frame: Frame, path: Path) -> str:
    if path.target is None:
        return ""
    y = tenths(frame.y(path.target))
    return f'<line class="aim" x1="{tenths(LEFT)}" x2="{tenths(frame.right)}" y1="{y}" y2="{y}"/>'


def _stone(frame: Frame, stone: DayValue) -> str:
    x, y = frame.x(stone.day), tenths(frame.y(stone.value))
    return f'<line class="aim" x1="{tenths(x - 6.5)}" x2="{tenths(x + 6.5)}" y1="{y}" y2="{y}"/>'


def _line(frame: Frame, history: tuple[DayValue, ...]) -> str:
    if len(history) < 2:
        return ""
    places = _points((frame.x(point.day), frame.y(point.value)) for point in history)
    return f'<polyline class="line" points="{places}"/>'


def _dot(frame: Frame, point: DayValue, radius: float) -> str:
    x, y = tenths(frame.x(point.day)), tenths(frame.y(point.value))
    return f'<circle class="dot" r="{radius}" cx="{x}" cy="{y}"/>'
