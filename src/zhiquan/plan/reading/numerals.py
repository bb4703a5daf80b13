"""Numbers written in Chinese characters (中文数字)."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = {
    letter: value
    for value, letters in enumerate(("〇零○", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for letter in letters
}
_SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}


_NARROW = str.maketrans("０１２３４５６７８９．％／", "0123456789.%/")


def narrowed(text: str) -> str:
    """The text with half-width digits, letter for letter: ``narrowed("２０２５年")`` is ``"2025年"``."""
    return text.translate(_NARROW)


def chinese_number(text: str) -> Decimal | None:
    """The value of a number in Chinese characters; None when it is none.

    Returns:
        ``chinese_number("八十")`` is 80, ``chinese_number("二〇二五")`` is 2025, ``chinese_number("三点五")`` is 3.5.
    """
    if not text:
        return None
    whole, point, decimals = text.partition("点")
    value = _whole(whole)
    if value is None:
        return None
    if not point:
        return Decimal(value)
    if not decimals or any(letter not in _DIGITS for letter in decimals):
        return None
    return Decimal(f"{value}.{''.join(str(_DIGITS[letter]) for letter in decimals)}")


def _whole(text: str) -> int | None:
    if not text or any(letter not in _DIGITS and letter not in _SMALL and letter not in _LARGE for letter in text):
        return None
    if len(text) > 1 and all(letter in _DIGITS for letter in text):
        return int("".join(str(_DIGITS[letter]) for letter in text))
    total, group, digit = 0, 0, 0
    for letter in text:
        if letter in _DIGITS:
            digit = _DIGITS[letter]
        elif letter in _SMALL:
            group += (digit or 1) * _SMALL[letter]
            digit = 0
        else:
            total = (total + group + digit or 1) * _LARGE[letter]
            group = digit = 0
    return total + group + digit


def written_number(text: str) -> Decimal | None:
    """The value of a number in digits or in Chinese characters: ``written_number("1,500")`` is 1500."""
    if text[:1].isdigit():
        return Decimal(text.replace(",", "").replace("，", "").replace("．", "."))
    return chinese_number(text)
