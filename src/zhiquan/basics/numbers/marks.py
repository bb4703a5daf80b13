"""Trademark numbers and the classes goods are filed in (商标号、尼斯分类)."""

from __future__ import annotations

import re

from zhiquan.basics.numbers.application import normalise_application
from zhiquan.basics.numbers.result import NumberCheck, Problem, error, outcome, refused, unreadable, warning
from zhiquan.basics.numbers.tidying import tidy, without_float_zero
from zhiquan.basics.words import Words

_TRADEMARK = re.compile(r"(?:商标)?(?:注册号|申请号|注册证号|注册证)?:?(?:第|NO\.?)?([0-9]+)([A-Z]?)号?").fullmatch
_MADRID = re.compile(r"(?:国际注册)?(?:第|NO\.?)?(G|IR)?([0-9]{1,8})([A-Z]?)号?").fullmatch
_NICE = re.compile(r"(?:第|CLASS|CL\.?)?([0-9]{1,4})(?:类|群组?|类似群)?").fullmatch


def check_trademark(value: str) -> NumberCheck:
    """Check one trademark application or registration number (核对商标注册号、申请号).

    There is no check digit; the usual length, 1 to 9 digits, is unverified and only warns.

    Returns:
        The digits alone: ``第4409718号`` becomes ``4409718``; parts ``number`` and, rarely, ``letter``.
    """
    text = without_float_zero(tidy(value))
    if text.startswith("G") and _MADRID(text):
        problem = error(
            "madrid",
            "G 开头的是马德里国际注册号；请按 madrid 核对",
            "a number beginning with G is a Madrid international registration; check it as madrid",
        )
        return refused("trademark", value, problem)
    found = _TRADEMARK(text)
    if found is None or not found[1].strip("0"):
        expected = Words("1 至 9 位数字，如 4409718", "1 to 9 digits, such as 4409718")
        return unreadable("trademark", value, expected)
    digits, letter = found[1], found[2]
    if len(digits) > 9 and normalise_application(digits):
        problem = error(
            "application_number",
            "这像是专利申请号，不是商标号",
            "this looks like a patent application number, not a trademark number",
        )
        return refused("trademark", value, problem)
    parts = {"number": digits, "letter": letter} if letter else {"number": digits}
    problems = _trademark_problems(digits, letter)
    return outcome("trademark", value, normalised=digits + letter, problems=problems, parts=parts)


def _trademark_problems(digits: str, letter: str) -> list[Problem]:
    problems = []
    if len(digits) > 9:
        problems.append(
            warning(
                "length",
                f"号码有 {len(digits)} 位数字，商标号一般为 1 至 9 位",
                f"the number has {len(digits)} digits; trademark numbers usually have 1 to 9",
            )
        )
    if letter:
        problems.append(
            warning(
                "letter",
                f"号码后有字母 {letter}，这种旧号码少见，请核对",
                f"the letter {letter} follows the number; such old numbers are rare, compare the original",
            )
        )
    return problems


def check_madrid(value: str) -> NumberCheck:
    """Check one international registration number (核对马德里国际注册号); its form is unverified.

    Returns:
        ``G`` and digits as in the Chinese gazette: ``IR 1234567`` becomes ``G1234567``; parts ``number``
        and, after a partial assignment, ``letter``.
    """
    found = _MADRID(without_float_zero(tidy(value).replace("-", "")))
    if found is None:
        expected = Words("G 加 6 或 7 位数字，如 G1234567", "G and 6 or 7 digits, such as G1234567")
        return unreadable("madrid", value, expected)
    digits, letter = found[2], found[3]
    problems = []
    if len(digits) not in {6, 7}:
        problems.append(
            warning(
                "length",
                f"号码有 {len(digits)} 位数字，国际注册号一般为 6 或 7 位",
                f"the number has {len(digits)} digits; international registrations usually have 6 or 7",
            )
        )
    parts = {"number": digits, "letter": letter} if letter else {"number": digits}
    return outcome("madrid", value, normalised=f"G{digits}{letter}", problems=problems, parts=parts)


def check_nice(value: str) -> NumberCheck:
    """Check a class or similar group of goods and services (核对尼斯分类).

    Args:
        value: a class 1 to 45, or a similar group of four digits beginning with its class.

    Returns:
        Two or four digits: ``第5类`` becomes ``05``, ``3105`` stays; parts ``class``, ``covers`` (goods or
        services) and, for a group, ``group``.

    Source:
        Nice classification: 1-34 goods, 35-45 services.
    """
    found = _NICE(without_float_zero(tidy(value)))
    if found is None:
        expected = Words(
            "类别 1 至 45 或四位类似群，如 31、3105",
            "a class 1-45 or a 4-digit similar group, such as 31 or 3105",
        )
        return unreadable("nice", value, expected)
    digits, problems = found[1], []
    if len(digits) == 3 and digits[0] != "0":
        digits = f"0{digits}"
        problems.append(
            warning(
                "leading_zero",
                f"三位数字已按丢失前导零的类似群 {digits} 理解",
                f"three digits were read as similar group {digits} that lost its leading zero",
            )
        )
    number, group = (digits[:2], digits) if len(digits) == 4 else (f"{int(digits):02d}", "")
    if not 1 <= int(number) <= 45:
        problem = error("class", f"没有第 {int(number)} 类；只有 1 至 45", f"no class {int(number)}; only 1 to 45")
        return refused("nice", value, problem)
    parts = {"class": number, "covers": "goods" if int(number) <= 34 else "services"}
    if group:
        parts["group"] = group
    return outcome("nice", value, normalised=group or number, problems=problems, parts=parts)
