"""A distribution as upright columns, each opening the rows it counts (分布图)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhiquan.basics.words import Language
from zhiquan.site.drawing.markup import Drawing, local, number, tenths, text

WIDTH, HEIGHT, BASE, TOP = 760, 240, 214.0, 24.0
_EDGE = 8.0
_FILLED = 0.72
"""Share of its step a column takes."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column (一柱).

    Args:
        tick: short text under the axis.
        label: what is counted, in the language of the page.
        value: how many, >= 0.
        href: address of the rows behind it, on this site.
        is_rest: draw it grey, as one that is no step of the scale.
    """

    tick: str
    label: str
    value: int
    href: str = ""
    is_rest: bool = False


def columns(steps: Sequence[Column], *, sentence: str, language: Language) -> Drawing:
    """Columns of equal width from left to right, the tallest filling the height (分布图).

    Args:
        steps: the columns in the order of the scale.
        sentence: what the drawing shows, for those who do not see it.
        language: language of the page.

    Returns:
        An ``svg`` with viewBox ``0 0 760 240``; beside 40 a column of 10 is 47.5 of 190 pixels high.
    """
    most = max((step.value for step in steps), default=0)
    wide = (WIDTH - 2 * _EDGE) / max(len(steps), 1)
    drawn = [_column(step, _EDGE + place * wide, wide, most, language) for place, step in enumerate(steps)]
    base, right = tenths(BASE), tenths(WIDTH - _EDGE)
    return Drawing(
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="group" aria-label="{text(sentence)}">'
        f'<line class="axis" x1="{tenths(_EDGE)}" x2="{right}" y1="{base}" y2="{base}"/>{"".join(drawn)}</svg>'
    )


def _column(step: Column, left: float, wide: float, most: int, language: Language) -> str:
    tall = (BASE - TOP) * step.value / most if most else 0.0
    middle, inset = left + wide / 2, wide * (1 - _FILLED) / 2
    marks = [
        f'<rect class="hit" x="{tenths(left)}" width="{tenths(wide)}" height="{HEIGHT}"/>',
        f'<rect class="{"col is-rest" if step.is_rest else "col"}" x="{tenths(left + inset)}" '
        f'width="{tenths(wide * _FILLED)}" y="{tenths(BASE - tall)}" height="{tenths(tall)}"/>',
        f'<text class="t-mid t-strong" x="{tenths(middle)}" y="{tenths(BASE - tall - 6)}">{number(step.value)}</text>'
        if step.value
        else "",
        f'<text class="t-mid" x="{tenths(middle)}" y="{tenths(BASE + 17)}">{text(step.tick)}</text>',
    ]
    if not (step.href and step.value):
        return f'<g aria-hidden="true">{"".join(marks)}</g>'
    colon = "：" if language == "zh" else ": "
    heard = f"{text(step.label)}{colon}{number(step.value)}"
    return f'<a href="{local(step.href)}" aria-label="{heard}">{"".join(marks)}</a>'
