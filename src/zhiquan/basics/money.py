"""Amounts in yuan, exact to the fen: reading, rounding, sharing out, showing (金额)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from typing import Literal

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words

FEN = Decimal("0.01")
LARGEST = Decimal(10) ** 15
"""No amount of a district office reaches 10^15 yuan; beyond it a slip of the unit is likelier."""

Scale = Literal["yuan", "wan", "yi"]

SCALES: dict[Scale, tuple[Decimal, Words]] = {
    "yuan": (Decimal(1), Words("元", "yuan")),
    "wan": (Decimal(10) ** 4, Words("万元", "10,000 yuan")),
    "yi": (Decimal(10) ** 8, Words("亿元", "100 million yuan")),
}

_UNITS = {"": 0, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10}
_UNITS |= {"千亿": 11, "万亿": 12}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:e[+-]?\d{1,3})?|\.\d+"
_AMOUNT = re.compile(
    rf"(?:人民币|rmb|cny|¥)?\s*(-?)\s*(?:¥)?\s*({_NUMBER})\s*(十|百|千)?(万亿|万|亿)?\s*(?:元|圆|yuan|rmb|cny)?整?"
)


def parse_yuan(value: str | int | Decimal, *, allow_negative: bool = False) -> Decimal:
    """An amount in yuan from text or a whole or decimal number (金额，元).

    Args:
        value: ``1,234.50``, ``2 亿元``, ``8.72亿``, ``3000万元``, ``￥12``, ``1.2E+5``, full width too;
            never a float, which has already lost the exact figure.
        allow_negative: accept amounts below 0, as in corrections.

    Returns:
        Yuan, every digit kept. ``parse_yuan("8.72亿")`` is 872000000; ``parse_yuan("3000万元")`` is 30000000.

    Raises:
        BadInput: a float, another form, a negative amount not allowed, or 10^15 yuan and more.
    """
    if isinstance(value, (float, bool)) or not isinstance(value, (str, int, Decimal)):
        raise _refused(value, Words("金额不能用浮点数，请给文本", "an amount is never a float: give it as text"))
    if isinstance(value, Decimal) and not value.is_finite():
        raise _refused(value, Words("不是数", "not a number"))
    amount = _read(value) if isinstance(value, str) else Decimal(value)
    if abs(amount) >= LARGEST:
        raise _refused(value, Words("金额过大，请核对单位", "too large: check the unit"))
    if amount < 0 and not allow_negative:
        raise _refused(value, Words("金额不能为负", "the amount is negative"))
    return amount


def to_fen(amount: Decimal) -> Decimal:
    """The amount rounded to the fen, half up (四舍五入到分); 1.005 is 1.01 and -1.005 is -1.01."""
    with localcontext(prec=40):
        return parse_yuan(amount, allow_negative=True).quantize(FEN, ROUND_HALF_UP)


def show_yuan(amount: Decimal, *, scale: Scale = "yuan", places: int = 2) -> Words:
    """The amount as text with thousands separated (金额显示).

    Args:
        amount: yuan.
        scale: written in yuan, ``wan`` (万元) or ``yi`` (亿元).
        places: decimals kept, half rounded up.

    Returns:
        ``show_yuan(Decimal("872000000"), scale="yi").zh`` is ``8.72 亿元``.
    """
    size, unit = SCALES[scale]
    with localcontext(prec=40):
        scaled = parse_yuan(amount, allow_negative=True) / size
        figure = f"{scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"
    joint = " x " if scale != "yuan" else " "
    return Words(f"{figure} {unit.zh}", f"{figure}{joint}{unit.en}")


def split_yuan(total: Decimal, weights: Sequence[int | Decimal]) -> list[Decimal]:
    """Shares of ``total`` by weight that add up to it exactly (按比例分摊，最大余额法).

    Args:
        total: yuan in whole fen, >= 0.
        weights: one for each share, >= 0, not all 0.

    Returns:
        One amount for each weight. 100.00 by 1, 1, 1 is 33.34, 33.33, 33.33: fen left over go to the largest
        remainders, among equal ones to the first.

    Raises:
        BadInput: ``total`` is negative or has parts of a fen, or the weights cannot be used.
    """
    fen = Fraction(parse_yuan(total)) * 100
    exact = [Fraction(_weight(weight)) for weight in weights]
    if fen.denominator != 1:
        raise _refused(total, Words("须为整分", "whole fen are needed"))
    if not any(exact):
        raise BadInput(Words("权重不能全为零", "the weights are all zero"), where={"weights": list(weights)})
    wanted = [fen * weight / sum(exact) for weight in exact]
    shares = [int(share) for share in wanted]
    by_rest = sorted(range(len(wanted)), key=lambda place: shares[place] - wanted[place])
    for place in by_rest[: int(fen) - sum(shares)]:
        shares[place] += 1
    return [Decimal(share).scaleb(-2) for share in shares]


def _weight(weight: int | Decimal) -> int | Decimal:
    proper = isinstance(weight, (int, Decimal)) and not isinstance(weight, bool)
    if not proper or not Decimal(weight).is_finite() or weight < 0:
        raise BadInput(
            Words("权重须为非负整数或小数", "a weight is an int or Decimal, 0 or more"),
            where={"weight": weight},
        )
    return weight


def _read(text: str) -> Decimal:
    clean = unicodedata.normalize("NFKC", text).strip().lower().replace("−", "-")
    found = _AMOUNT.fullmatch(clean)
    if not found:
        raise _refused(text, Words("看不懂的金额", "this amount cannot be read"))
    sign, number, *parts = found.groups()
    power = sum(_UNITS[part] if part != "十" else 1 for part in parts if part)
    exact = Decimal(sign + number.replace(",", ""))
    if exact.adjusted() > 20:
        raise _refused(text, Words("金额过大，请核对单位", "too large: check the unit"))
    return exact.scaleb(power)


def _refused(value: object, rule: Words) -> BadInput:
    return BadInput(
        rule,
        where={"amount": value},
        remedy=Words(
            "写作 1,234.50、3000万元、8.72亿元。",
            "Write 1,234.50, 3000万元 or 8.72亿元; amounts are exact, never floats.",
        ),
    )
