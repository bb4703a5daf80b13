"""A steelyard beam in words (秤杆图的说明)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from zhiquan.basics.words import Language
from zhiquan.site.drawing.beam_scale import BeamFigures, Side, beyond
from zhiquan.site.drawing.markup import number


def beam_sentence(figures: BeamFigures, *, language: Language) -> str:
    """The beam in words, for those who do not see it (秤杆图的说明).

    Returns:
        ``万人发明专利拥有量：现值 19.02，目标 20，2025年底预测 19.3 至 20.2``.
    """
    is_zh = language == "zh"
    parts = [_value_words(figures, is_zh=is_zh), _target_words(figures, is_zh=is_zh)]
    ends = figures.ends()
    if ends:
        parts.append(f"{ahead_words(figures.until, language)} {range_words(*ends, language)}")
    sides = beyond(figures)
    if sides:
        parts.append(beyond_words(sides, language))
    lead, comma = ("：", "，") if is_zh else (": ", ", ")
    return f"{figures.label}{lead}{comma.join(part for part in parts if part)}"


def ahead_words(until: date | None, language: Language) -> str:
    """What a forecast is called: ``2025年底预测``, ``2025年9月30日预测`` or ``预测`` (预测)."""
    if until is None:
        return "预测" if language == "zh" else "forecast"
    if (until.month, until.day) == (12, 31):
        return f"{until.year}年底预测" if language == "zh" else f"forecast for the end of {until.year}"
    day = f"{until.year}年{until.month}月{until.day}日"
    return f"{day}预测" if language == "zh" else f"forecast for {until:%Y-%m-%d}"


def range_words(low: Decimal, high: Decimal, language: Language) -> str:
    """A range: ``19.3 至 20.2`` / ``19.3 to 20.2``; one number where both ends are equal (区间)."""
    if low == high:
        return number(low)
    return f"{number(low)} {'至' if language == 'zh' else 'to'} {number(high)}"


def beyond_words(sides: tuple[Side, ...], language: Language) -> str:
    """That a value lies past the line: ``超出图示范围，画在右端`` (超出图示范围)."""
    if language == "zh":
        return "超出图示范围，画在" + "、".join({"left": "左端", "right": "右端"}[side] for side in sides)
    return f"beyond the line, drawn at its {' and '.join(sides)} end"


def _value_words(figures: BeamFigures, *, is_zh: bool) -> str:
    if figures.value is None:
        return "没有现值" if is_zh else "no value yet"
    return f"{'现值' if is_zh else 'now'} {number(figures.value)}"


def _target_words(figures: BeamFigures, *, is_zh: bool) -> str:
    if figures.target is None:
        return "没有目标值" if is_zh else "no target value"
    most = ("不高于 " if is_zh else "at most ") if figures.is_at_most else ""
    moving = ("（随比较值变动）" if is_zh else " (moves with the value compared)") if figures.is_moving else ""
    return f"{'目标' if is_zh else 'target'} {most}{number(figures.target)}{moving}"
