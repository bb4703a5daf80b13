"""Chinese patent application numbers and patent numbers (专利申请号、专利号)."""

from __future__ import annotations

import re
from datetime import date

from zhiquan.basics.numbers import application_words as say
from zhiquan.basics.numbers.check_digits import application_check_digit
from zhiquan.basics.numbers.result import (
    NOTHING_GIVEN,
    Given,
    NumberCheck,
    Problem,
    outcome,
    refused,
    unreadable,
)
from zhiquan.basics.numbers.tidying import tidy

KIND = "application"

_CLEAN_NEW = re.compile(r"(?:CN|ZL)?(20(?:0[3-9]|[1-9][0-9]))([12389])([0-9]{7})\.?([0-9X])").fullmatch
_ANY_NEW = re.compile(r"([0-9]{4})([0-9])([0-9]{7})(?:\.?([0-9X]))?\.?").fullmatch
_ANY_OLD = re.compile(r"([0-9]{2})([0-9])([0-9]{5})(?:\.?([0-9X]))?\.?").fullmatch
_LETTER_FOR_CHECK = re.compile(r"([0-9]{12})[AUS]").fullmatch
_LEAD = re.compile(r"(?:专利申请号|专利号|申请号)?:?(?:(?:CN|ZL)[-.:]?)*")
_RIGHT_KINDS = {
    "1": "invention_patent",
    "2": "utility_model",
    "3": "design_patent",
    "8": "invention_patent",
    "9": "utility_model",
}
_MADE_UP_7 = {"0123456", "1234567", "7654321", "6543210", *(digit * 7 for digit in "0123456789")}
_MADE_UP_5 = {"12345", "54321", *(digit * 5 for digit in "0123456789")}
_MADE_UP = _MADE_UP_7 | _MADE_UP_5


def normalise_application(text: str) -> str | None:
    """The stored form of an application number, or None when it is not a valid one (申请号规范化).

    Made for imports of a million rows; agrees with ``check_application``: the same normal form when
    that says valid, else None. A number without check digit gets the computed one.

    Args:
        text: an application or patent number in any accepted form.

    Returns:
        ``normalise_application("ZL 2020 1 0566088.9")`` is ``"202010566088.9"``;
        ``normalise_application("202310123456.7")`` is None (the check digit should be 6).
    """
    found = _CLEAN_NEW(text)
    if found:
        year, kind, serial, check = found.groups()
        digits = year + kind + serial
        return f"{digits}.{check}" if application_check_digit(digits) == check else None
    result = check_application(text)
    return result.normalised if result.valid else None


def check_application(value: str, given: Given = NOTHING_GIVEN) -> NumberCheck:
    """Check one application number or patent number (核对专利申请号).

    Args:
        value: the number with or without ``CN``/``ZL``, dot, blanks or check digit, in half or full width.
            8 or 12 digits are read as lacking the check digit, 9 or 13 characters as carrying it.
        given: ``today`` makes a later year an error.

    Returns:
        Normal form such as ``202010566088.9``; parts ``year``, ``kind_digit``, ``right_kind``, ``pct``
        (yes or no), ``serial`` and ``check``.

    Source:
        ZC 0006-2003. The century of the old form (85-99, 00-03) is unverified.
    """
    found = _CLEAN_NEW(value)
    if found:
        year, kind, serial, check = found.groups()
        digits = year + kind + serial
        timely = given.today is None or int(year) <= given.today.year
        if timely and serial not in _MADE_UP_7 and application_check_digit(digits) == check:
            parts = _parts(year, kind, serial, check)
            return NumberCheck(KIND, value, f"{digits}.{check}", valid=True, problems=(), parts=parts)
    return _explained(value, given)


def _parts(year: str, kind: str, serial: str, check: str) -> dict[str, str]:
    return {
        "year": year,
        "kind_digit": kind,
        "right_kind": _RIGHT_KINDS.get(kind, ""),
        "pct": "yes" if kind in "89" else "no",
        "serial": serial,
        "check": check,
    }


def _explained(value: str, given: Given) -> NumberCheck:
    text = tidy(value)
    body = _LEAD.sub("", text, count=1)
    lettered = _LETTER_FOR_CHECK(body)
    found = _ANY_NEW(lettered[1] if lettered else body) or _ANY_OLD(body)
    if found is None or say.is_publication_digits(body):
        reason = say.not_chinese(body) or say.not_an_application(body)
        return refused(KIND, value, reason) if reason else unreadable(KIND, value, say.EXPECTED)
    written, kind, serial, check = found.groups()
    digits = written + kind + serial
    expected = application_check_digit(digits)
    problems: list[Problem] = []
    if kind not in _RIGHT_KINDS:
        problems.append(say.kind_digit(kind))
    year = _century(written)
    problems += _year_problems(written, year, given.today)
    if lettered:
        problems.append(say.letter_for_check(body[-1]))
    if check is None:
        problems.append(say.check_digit_absent(expected))
    elif check != expected:
        problems.append(say.wrong_check_digit(check, expected))
    if serial in _MADE_UP:
        problems.append(say.placeholder(serial))
    parts = _parts(str(year), kind, serial, check or expected)
    return outcome(KIND, value, normalised=f"{digits}.{check or expected}", problems=problems, parts=parts)


def _century(written: str) -> int:
    if len(written) == 4:
        return int(written)
    return int(written) + (2000 if written <= "03" else 1900)


def _year_problems(written: str, year: int, today: date | None) -> list[Problem]:
    if year < 1985 or year > 2099:
        return [say.impossible_year(written)]
    if today is not None and year > today.year:
        return [say.future_year(year, today.year)]
    if len(written) == 4 and year < 2003:
        return [say.long_form_too_early(year)]
    return []
