"""Check digits of the numbers an IP office meets (校验位). Pure arithmetic, no shape tests."""

from __future__ import annotations

from operator import mul

from stdnum.cn import ric, uscc

_MOD_11 = "0123456789X"
_APPLICATION_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# An ASCII digit is 48 more than its value, so the weighted sum of bytes is this much too high.
_ASCII_EXCESS = {length: 48 * sum(_APPLICATION_WEIGHTS[:length]) for length in (8, 12)}


def application_check_digit(digits: str) -> str:
    """Check digit of a Chinese patent application number (专利申请号校验位).

    Args:
        digits: the 8 (old form) or 12 digits before the dot, ASCII.

    Returns:
        ``0`` to ``9`` or ``X``. ``application_check_digit("202010566088")`` is ``"9"``.

    Source:
        ZC 0006-2003: weights 2 to 9 then 2 to 5 from the left, sum modulo 11, ten written X.
    """
    total = sum(map(mul, _APPLICATION_WEIGHTS, digits.encode()))
    return _MOD_11[(total - _ASCII_EXCESS[len(digits)]) % 11]


def credit_check_character(code: str) -> str:
    """Check character of a unified social credit code (统一社会信用代码校验码).

    Args:
        code: 17 or 18 characters of the code's alphabet; only the first 17 are used.

    Returns:
        ``credit_check_character("91500000202852965")`` is ``"T"``.

    Source:
        GB 32100-2015, computed by python-stdnum.
    """
    return str(uscc.calc_check_digit(code[:17]))


def organisation_check_character(body: str) -> str:
    """Check character of an organisation code (组织机构代码校验码); the rule is unverified.

    Args:
        body: the first 8 characters, digits and capital letters.

    Returns:
        ``organisation_check_character("20285296")`` is ``"5"``.

    Source:
        GB 11714 as remembered, confirmed on the codes in our data only.
    """
    total = sum(map(mul, _ORGANISATION_WEIGHTS, map(_ORGANISATION_ALPHABET.index, body)))
    return "0123456789X0"[11 - total % 11]


def identity_check_character(body: str) -> str:
    """Check character of a resident identity number (居民身份证号校验码).

    Args:
        body: the first 17 digits.

    Returns:
        ``identity_check_character("11010519491231002")`` is ``"X"``.

    Source:
        GB 11643, computed by python-stdnum.
    """
    return str(ric.calc_check_digit(body + "0"))


def variety_check_digit(digits: str) -> str:
    """Check digit of an old agricultural plant-variety number (农业植物新品种权号校验位); unverified.

    Args:
        digits: year and serial, 8 digits.

    Returns:
        ``variety_check_digit("20080376")`` is ``"X"``.

    Source:
        none found; the weights 2 to 9 fit the single old number seen.
    """
    return application_check_digit(digits)
