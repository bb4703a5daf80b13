"""Codes of regions and industries (行政区划代码、国民经济行业代码)."""

from __future__ import annotations

import re
from bisect import bisect_right

from zhiquan.basics.numbers.result import (
    NOTHING_GIVEN,
    Given,
    NumberCheck,
    Problem,
    outcome,
    unreadable,
    warning,
)
from zhiquan.basics.numbers.tidying import tidy, without_float_zero
from zhiquan.basics.words import Words

_REGION = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12}").fullmatch
_INDUSTRY = re.compile(r"([A-Z])?([0-9]{2,4})?").fullmatch
_PROVINCES = frozenset(
    str(code)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 82))
    for code in range(first, last + 1)
)
_SECTIONS = "ABCDEFGHIJKLMNOPQRST"
_FIRST_DIVISION = (1, 6, 13, 44, 47, 51, 53, 61, 63, 66, 70, 71, 73, 76, 80, 83, 84, 86, 91, 97)
_INDUSTRY_LEVELS = {0: "section", 2: "division", 3: "group", 4: "class"}


def check_region(value: str, given: Given = NOTHING_GIVEN) -> NumberCheck:
    """Check the shape of a region code (核对行政区划代码).

    Args:
        value: six digits, or the 9 and 12 digits of towns and villages; 2 and 4 digits are completed.
        given: ``known`` holds the codes in use; a code that is not among them, and whose first six digits
            are not either, brings a warning, since withdrawn codes live on in old records.

    Returns:
        Normal form such as ``500115``; parts ``level``, ``province``, ``city``, ``county`` and ``town``, each
        a code and as far as stated.

    Source:
        GB/T 2260 for the six digits.
    """
    text = without_float_zero(tidy(value))
    if _REGION(text) is None:
        expected = Words(
            "6 位数字（乡镇街道为 9 位，村居为 12 位），如 500115",
            "6 digits, or 9 for towns and 12 for villages, such as 500115",
        )
        return unreadable("region", value, expected)
    code, problems = text.ljust(6, "0"), []
    if len(text) < 6:
        problems.append(
            warning("short", f"只有 {len(text)} 位，已补零为 {code}", f"{len(text)} digits, completed to {code}")
        )
    if code[:2] not in _PROVINCES:
        problems.append(
            warning("province", f"没有以 {code[:2]} 开头的省级代码", f"no province code begins with {code[:2]}")
        )
    if given.known is not None and code not in given.known and code[:6] not in given.known:
        problems.append(_not_known(code))
    return outcome("region", value, normalised=code, problems=problems, parts=_region_parts(code))


def _region_parts(code: str) -> dict[str, str]:
    parts = {"level": "province", "province": code[:2]}
    if code[2:4] != "00":
        parts |= {"level": "city", "city": code[:4]}
    if code[4:6] != "00":
        parts |= {"level": "county", "county": code[:6]}
    if len(code) > 6 and code[6:9] != "000":
        parts |= {"level": "town", "town": code[:9]}
    if len(code) == 12 and code[9:] != "000":
        parts |= {"level": "village", "village": code}
    return parts


def _not_known(code: str) -> Problem:
    return warning(
        "unknown_code",
        f"代码 {code} 不在所用的代码表中，可能已撤销或输错",
        f"code {code} is not in the table in use; it may be withdrawn or mistyped",
    )


def check_industry(value: str, given: Given = NOTHING_GIVEN) -> NumberCheck:
    """Check the shape of an industry code (核对国民经济行业代码); every doubt is a warning only.

    Args:
        value: a section letter and 2 to 4 digits; a missing letter follows from the first two digits.
        given: ``known`` holds the codes in use, with section letter.

    Returns:
        ``5141`` becomes ``F5141``; parts ``level``, ``section``, ``division``, ``group`` and ``class`` as far
        as stated.

    Source:
        GB/T 4754-2017.
    """
    found = _INDUSTRY(without_float_zero(tidy(value)))
    if found is None or not (found[1] or found[2]):
        expected = Words("门类字母加 4 位数字，如 C2611", "a section letter and 4 digits, such as C2611")
        return unreadable("industry", value, expected)
    digits = found[2] or ""
    section, problems = _section(found[1] or "", digits)
    if not found[1] and len(digits) == 3:
        problems.append(
            warning(
                "leading_zero",
                f"只有三位数字，可能是丢了前导零的 0{digits}",
                f"three digits only; perhaps 0{digits} that lost its leading zero",
            )
        )
    code = section + digits
    if given.known is not None and code not in given.known:
        problems.append(_not_known(code))
    return outcome("industry", value, normalised=code, problems=problems, parts=_industry_parts(section, digits))


def _section(letter: str, digits: str) -> tuple[str, list[Problem]]:
    division = int(digits[:2]) if digits else 0
    place = bisect_right(_FIRST_DIVISION, division) - 1
    expected = _SECTIONS[place] if 1 <= division <= 97 else ""
    if digits and not expected:
        return letter, [warning("division", f"没有大类 {digits[:2]}", f"there is no division {digits[:2]}")]
    if not digits and letter not in _SECTIONS:
        return letter, [warning("section", f"没有门类 {letter}", f"there is no section {letter}")]
    if not letter:
        problem = warning(
            "section_absent",
            f"没有门类字母，已按大类补上 {expected}",
            f"the section letter was missing; {expected} was added from the division",
        )
        return expected, [problem]
    if digits and letter != expected:
        problem = warning(
            "section",
            f"大类 {digits[:2]} 属于门类 {expected}，不属于 {letter}",
            f"division {digits[:2]} belongs to section {expected}, not {letter}",
        )
        return letter, [problem]
    return letter, []


def _industry_parts(section: str, digits: str) -> dict[str, str]:
    parts = {"level": _INDUSTRY_LEVELS[len(digits)], "section": section}
    for name, length in (("division", 2), ("group", 3), ("class", 4)):
        if len(digits) >= length:
            parts[name] = digits[:length]
    return parts
