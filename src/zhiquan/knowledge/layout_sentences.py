"""Pieces of layouts as one line to read (报表样式的文字表述)."""

from __future__ import annotations

from collections.abc import Callable

from zhiquan.basics.words import Words
from zhiquan.knowledge.labels import value_label
from zhiquan.knowledge.layouts import LayoutColumn, LayoutLine
from zhiquan.knowledge.shapes import Shape

NameOf = Callable[[str, str], Words]


def _column(piece: LayoutColumn, name_of: NameOf) -> Words:
    """The heading and what fills the cells under it."""
    filled = _filled(piece, name_of)
    return Words(f"{piece.heading.zh}：{filled.zh}", f"{piece.heading.en}: {filled.en}")


def _filled(piece: LayoutColumn, name_of: NameOf) -> Words:
    if piece.needs is not None:
        return Words(f"人工填写（{piece.needs.zh}）", f"left for a person ({piece.needs.en})")
    if piece.field:
        return value_label("field", piece.field)
    told = name_of("indicators", piece.indicator) if piece.indicator else value_label("takes", piece.takes)
    if piece.at == "day":
        return told
    at = value_label("taken_at", piece.at)
    if piece.takes == "change":
        return Words(f"与{at.zh}相比的{told.zh}", f"{told.en} since {at.en}")
    return Words(f"{at.zh}的{told.zh}", f"{told.en}, {at.en}")


def _line(piece: LayoutLine, name_of: NameOf) -> Words:
    return piece.label or name_of("indicators", piece.indicator)


LAYOUT_SENTENCES: dict[type[Shape], Callable[..., Words]] = {LayoutColumn: _column, LayoutLine: _line}
"""Type of piece to how it is said."""
