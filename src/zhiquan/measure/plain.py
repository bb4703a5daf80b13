"""Figures as the JSON other programs read (数值的数据格式)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from zhiquan.basics.words import Words
from zhiquan.measure.denominators import Base
from zhiquan.measure.figures import Figure


def figure_as_plain(figure: Figure) -> dict[str, Any]:
    """Value and parts of one figure."""
    return {
        "value": text(figure.value),
        "numerator": _count(figure.numerator),
        "denominator": base_as_plain(figure.base, figure.considered),
        "needs": [words_as_plain(need) for need in figure.needs],
        "notes": [words_as_plain(note) for note in figure.notes],
        "sample": figure.sample,
        "margin": text(figure.margin),
    }


def base_as_plain(base: Base | None, considered: int | None) -> dict[str, Any] | None:
    """The denominator: a published value, or the number of rows considered of a share."""
    if base is not None:
        return {
            "value": text(base.value),
            "asof": base.asof,
            "published": base.published,
            "source": base.source or None,
            "vintages": base.vintages,
        }
    if considered is not None:
        return {"value": considered, "asof": None, "source": None}
    return None


def text(value: Decimal | None) -> str | None:
    """A number as text without needless zeros after whole numbers. ``Decimal("692000.000000")`` is ``"692000"``."""
    if value is None:
        return None
    if value == value.to_integral_value() and value.as_tuple().exponent not in {-1, -2}:
        return str(value.quantize(Decimal(1)))
    return str(value)


def _count(value: Decimal | None) -> int | str | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else f"{value.normalize():f}"


def words_as_plain(words: Words) -> dict[str, str]:
    """A text in both languages as an object."""
    return {"zh": words.zh, "en": words.en}
