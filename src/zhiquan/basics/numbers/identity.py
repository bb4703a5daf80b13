"""Resident identity numbers and telephone numbers, which are never shown whole (居民身份证号、电话号码)."""

from __future__ import annotations

import re
from datetime import date

from zhiquan.basics.numbers.check_digits import identity_check_character
from zhiquan.basics.numbers.result import (
    NOTHING_GIVEN,
    Given,
    NumberCheck,
    Problem,
    error,
    outcome,
    refused,
    warning,
    why_unreadable,
)
from zhiquan.basics.numbers.tidying import tidy
from zhiquan.basics.words import Words

_EIGHTEEN = re.compile(r"[0-9]{17}[0-9X]").fullmatch
_FIFTEEN = re.compile(r"[0-9]{15}").fullmatch
_EXPECTED = Words("18 位：17 位数字加校验位", "18 characters: 17 digits and a check character")


def check_identity(value: str, given: Given = NOTHING_GIVEN) -> NumberCheck:
    """Check one resident identity number without keeping it (核对居民身份证号).

    ``value`` and ``normalised`` of the result are masked, and no part or sentence names the birthday.

    Args:
        value: 18 characters, or the 15 digits issued before 1999.
        given: ``today`` makes a later birthday an error.

    Returns:
        For the standard's sample number ``110105********002X``; parts ``region`` (six digits) and ``form``.

    Source:
        GB 11643: ISO 7064 modulo 11-2.
    """
    text, shown = tidy(value), mask_identity(value)
    old = _FIFTEEN(text) is not None
    if not old and not _EIGHTEEN(text):
        problem = _wrong_length(text)
        return refused("identity", shown, problem or why_unreadable(value, _EXPECTED))
    problems = []
    born = _birthday(f"19{text[6:12]}" if old else text[6:14])
    if born is None or (given.today is not None and born > given.today):
        problems.append(error("birthday", "号码中的出生日期不可能", "the birthday within the number is impossible"))
    if old:
        problems.append(_withdrawn_form())
    elif identity_check_character(text[:17]) != text[17]:
        problems.append(_check_fails(text))
    parts = {"region": text[:6], "form": "15" if old else "18"}
    return outcome("identity", shown, normalised=shown, problems=problems, parts=parts)


def _birthday(digits: str) -> date | None:
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None
    return born if born.year >= 1850 else None


def _wrong_length(text: str) -> Problem | None:
    if not text.removesuffix("X").isdecimal():
        return None
    return error(
        "length",
        f"号码有 {len(text)} 位，应为 18 位",
        f"the number has {len(text)} characters; it must have 18",
    )


def _withdrawn_form() -> Problem:
    return warning(
        "old_form",
        "15 位号码已停止使用，请改用 18 位号码",
        "15-digit numbers are no longer in use; ask for the 18-character number",
    )


def _check_fails(text: str) -> Problem:
    if text.endswith("000"):
        return error(
            "check_digit",
            "校验位不符；末三位为 000，可能是电子表格按数字保存时丢失了末三位",
            "the check character does not fit; the ending 000 suggests that a spreadsheet stored the number "
            "as a figure and lost its last three digits",
        )
    return error(
        "check_digit",
        "校验位不符，号码中有数字输错",
        "the check character does not fit; some digit is wrong",
    )


def normalise_identity(text: str) -> str | None:
    """The whole 18-character number when it is valid, for hashing only; never store or print it.

    Returns:
        18 characters, or None for anything else, 15-digit numbers included (身份证号规范化).
    """
    plain = tidy(text)
    return plain if _EIGHTEEN(plain) and check_identity(plain).valid else None


def mask_identity(text: str) -> str:
    """The number with its middle hidden: at most the first 6 and last 4 characters stay (身份证号脱敏).

    Returns:
        18 characters keep 6 and 4, 15 keep 6 and 3 so that the whole birthday is hidden, anything shorter
        keeps nothing: ``110105********002X``.
    """
    plain = tidy(text)
    if len(plain) < 15:
        return "*" * len(plain)
    last = 4 if len(plain) >= 18 else 3
    return f"{plain[:6]}{'*' * (len(plain) - 6 - last)}{plain[-last:]}"


def mask_phone(text: str) -> str:
    """A telephone number with its middle hidden (电话号码脱敏).

    Returns:
        ``13812345678`` becomes ``138****5678`` and ``023-40461234`` becomes ``023-****1234``; other numbers
        keep the last four of seven or more digits, and nothing when shorter.
    """
    plain = tidy(text).replace("(", "").replace(")", "-")
    mobile = re.fullmatch(r"((?:\+?86-?)?1[0-9]{2})-?[0-9]{4}-?([0-9]{4})", plain)
    if mobile:
        return f"{mobile[1]}****{mobile[2]}"
    landline = re.fullmatch(r"(0(?:10|2[0-9]|[3-9][0-9]{2})-?)([0-9]{3,4})([0-9]{4})((?:-[0-9]{1,6})?)", plain)
    if landline:
        return f"{landline[1]}{'*' * len(landline[2])}{landline[3]}{re.sub('[0-9]', '*', landline[4])}"
    keep = 4 if sum(map(str.isdecimal, plain)) >= 7 else 0
    cut = len(plain) - keep
    return re.sub(r"\w", "*", plain[:cut]) + plain[cut:]


def hide_stray_identity(result: NumberCheck) -> NumberCheck:
    """The same result, or a refusal with the value masked when it is an identity number (误填身份证号)."""
    if normalise_identity(result.value) is None:
        return result
    problem = error(
        "identity_number",
        "这像是居民身份证号；已遮盖，请勿填写在此处",
        "this looks like a resident identity number; it was masked and does not belong here",
    )
    shown = mask_identity(result.value)
    return refused(result.kind, shown, problem)
