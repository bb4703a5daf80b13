"""Whole numbers, decimals and amounts, with the unit a heading states (数与金额)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from zhiquan.basics.errors import BadInput
from zhiquan.basics.money import parse_yuan
from zhiquan.basics.words import Words
from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.values.problems import CellProblem, Column
from zhiquan.register.intake.values.texts import half_width, text_of

_UNIT = re.compile(r"(千亿|百亿|十亿|亿|千万|百万|万|千|百)?(?:元|人|户|件|家|个|分|美元|人民币)?")
_AROUND = re.compile(r"^\s*(?:±|\+/-|正负)\s*|\s*(?:个?百分点|分)\s*$")
_SIZES = {"百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11}
_NUMBER = re.compile(
    r"(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?)\s*(%|‰)?\s*(.*)", re.IGNORECASE
)


def unit_size(unit: str) -> Decimal:
    """What one unit of a column is worth (单位换算).

    ``unit_size("万元")`` is 10000; ``unit_size("万人")`` is 10000; ``unit_size("")`` is 1.
    """
    found = _UNIT.fullmatch(unit)
    return Decimal(10) ** _SIZES[found[1]] if found and found[1] else Decimal(1)


def whole_numbers(cells: Sequence[Cell], *, scale: Decimal) -> Column:
    """Whole numbers, 0 and up; ``12.0`` and ``1,234`` are read, fractions are a problem."""
    return _read(cells, lambda text: _whole(text, scale), _WHOLE)


def decimals(cells: Sequence[Cell], *, scale: Decimal) -> Column:
    """Decimal numbers with at most 6 places; a per cent sign divides by 100."""
    return _read(cells, lambda text: _decimal(text, scale), _DECIMAL)


def margins(cells: Sequence[Cell]) -> Column:
    """Margins of error, with or without ± before and 分 or 个百分点 after (抽样误差): ``±1.2`` is 1.2."""
    return _read(cells, lambda text: abs(_decimal(_AROUND.sub("", text), Decimal(1))), _DECIMAL)


def amounts(cells: Sequence[Cell], *, scale: Decimal) -> Column:
    """Amounts in yuan to the fen; a unit in the cell goes before the heading's."""
    return _read(cells, lambda text: _amount(text, scale), _AMOUNT)


def _read(cells: Sequence[Cell], one: Callable[[str], Any], words: tuple[str, Words, Words]) -> Column:
    values: list[Any] = []
    problems: dict[int, CellProblem] = {}
    for place, cell in enumerate(cells):
        text = text_of(cell)
        try:
            values.append(None if text is None else one(half_width(text)))
        except (ValueError, InvalidOperation, BadInput):
            values.append(None)
            problems[place] = CellProblem(words[0], text or "", words[1], words[2])
    return Column(values, problems)


def _parts(text: str) -> Decimal:
    """The number of a text with what its own unit multiplies it by."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    number = Decimal(found[1].replace(",", ""))
    if found[2]:
        number = number / (100 if found[2] == "%" else 1000)
    unit = _UNIT.fullmatch(found[3].strip())
    if unit is None:
        raise ValueError(text)
    return number * Decimal(10) ** _SIZES[unit[1]] if unit[1] else number


def _whole(text: str, scale: Decimal) -> int:
    number = _parts(text) * scale
    if number != number.to_integral_value() or number < 0 or number >= 2**31:
        raise ValueError(text)
    return int(number)


def _decimal(text: str, scale: Decimal) -> Decimal:
    number = _parts(text) * scale
    if abs(number) >= Decimal(10) ** 21:
        raise ValueError(text)
    return number.quantize(Decimal("0.000001"))


def _amount(text: str, scale: Decimal) -> Decimal:
    plain = text.replace("，", ",")
    own = re.search(r"[万亿千百]", plain)
    yuan = parse_yuan(plain)
    return (yuan if own else yuan * scale).quantize(Decimal("0.01"))


_WHOLE = ("whole", Words("不是非负整数", "this is no whole number"), Words("请只写数字。", "Write digits only."))
_DECIMAL = ("number", Words("不是数", "this is no number"), Words("请只写数字。", "Write digits only."))
_AMOUNT = (
    "amount",
    Words("金额无法识别或为负", "this is no amount, or it is negative"),
    Words("写作 3000000、300万元；单位也可写在列标题中。", "Write 3000000 or 300万元; the heading may state the unit."),
)
