"""Unified social credit codes and organisation codes (统一社会信用代码、组织机构代码)."""

from __future__ import annotations

import re

from zhiquan.basics.numbers.check_digits import credit_check_character, organisation_check_character
from zhiquan.basics.numbers.result import NumberCheck, Problem, error, outcome, refused, unreadable, warning
from zhiquan.basics.numbers.tidying import tidy
from zhiquan.basics.words import Words

KIND = "uscc"
ORGANISATION = "organisation_code"

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_SHAPE = re.compile(rf"[{_ALPHABET}]{{2}}[0-9]{{6}}[{_ALPHABET}]{{10}}").fullmatch
_EXPECTED = Words(
    "18 位数字或大写字母（不用 I、O、Z、S、V），如 91500000202852965T",
    "18 digits or capital letters without I, O, Z, S and V, such as 91500000202852965T",
)
_LIKELY_DIGIT = {"I": "1", "O": "0", "Z": "2", "S": "5", "V": "U"}
_DEPARTMENTS = {
    "1": "机构编制 institutional establishment",
    "2": "外交 foreign affairs",
    "3": "司法行政 justice",
    "4": "文化 culture",
    "5": "民政 civil affairs",
    "6": "旅游 tourism",
    "7": "宗教 religious affairs",
    "8": "工会 trade unions",
    "9": "市场监督管理 market regulation",
    "A": "军队机构编制 military establishment",
    "N": "农业 agriculture",
    "Y": "其他 other",
}
"""First character; only 1, 5, 9, N and Y rest on an opened source, the others are unverified."""
_CATEGORIES = {
    "11": "机关 government body",
    "12": "事业单位 public institution",
    "51": "社会团体 social organisation",
    "52": "民办非企业单位 private non-enterprise unit",
    "53": "基金会 foundation",
    "91": "企业 enterprise",
    "92": "个体工商户 sole trader",
    "93": "农民专业合作社 farmers' cooperative",
}
"""First two characters; unverified, used for description only."""


def check_credit_code(value: str) -> NumberCheck:
    """Check one unified social credit code (核对统一社会信用代码).

    Some officially issued codes fail the check character, so that is a warning and never an error.

    Args:
        value: 18 characters; blanks and hyphens are ignored, letters may be small.

    Returns:
        Normal form such as ``91500000202852965T``; parts ``department``, ``category``, ``region`` (of the
        registering office at first registration, never updated), ``organisation_code`` and ``check``.

    Source:
        GB 32100-2015. The names of departments and categories are unverified.
    """
    text = tidy(value).replace("-", "")
    if _SHAPE(text) is None:
        problem = _wrong_shape(text)
        return refused(KIND, value, problem) if problem else unreadable(KIND, value, _EXPECTED)
    problems = []
    if text[0] not in _DEPARTMENTS:
        problems.append(_unknown_department(text[0]))
    if organisation_check_character(text[8:16]) != text[16]:
        problems.append(_organisation_part())
    expected = credit_check_character(text)
    if expected != text[17]:
        problems.append(_check_fails(text[17], expected))
    return outcome(KIND, value, normalised=text, problems=problems, parts=_parts(text))


def _parts(text: str) -> dict[str, str]:
    return {
        "department": text[0],
        "department_name": _DEPARTMENTS.get(text[0], ""),
        "category": text[1],
        "category_name": _CATEGORIES.get(text[:2], ""),
        "region": text[2:8],
        "organisation_code": text[8:17],
        "check": text[17],
    }


def _wrong_shape(text: str) -> Problem | None:
    if re.fullmatch(r"[0-9]{15}", text):
        return error(
            "old_registration_number",
            "这是 15 位的旧工商注册号，不是统一社会信用代码；请查询该企业换发后的 18 位代码",
            "this is an old 15-digit business registration number; look up the 18-character code",
        )
    if re.fullmatch(r"[0-9A-Z]{8}[0-9X]", text):
        return error(
            "organisation_code",
            "这是 9 位的组织机构代码，不是统一社会信用代码；它是 18 位代码的第 9 至 17 位",
            "this is a 9-character organisation code; it is places 9 to 17 of the 18-character code",
        )
    if re.fullmatch(r"[0-9A-Z]+", text) and len(text) != 18:
        return error(
            "length",
            f"代码有 {len(text)} 位，应为 18 位",
            f"the code has {len(text)} characters; it must have 18",
        )
    return _wrong_letter(text) if re.fullmatch(r"[0-9A-Z]{18}", text) else None


def _wrong_letter(text: str) -> Problem:
    for place, character in enumerate(text, 1):
        if character in _LIKELY_DIGIT:
            likely = _LIKELY_DIGIT[character]
            return error(
                "letter",
                f"第 {place} 位是 {character}；代码不用字母 I、O、Z、S、V，可能应为 {likely}",
                f"place {place} is {character}; the code has no I, O, Z, S or V; perhaps {likely} is meant",
            )
    return error(
        "region",
        "第 3 至 8 位是登记机关所在地的行政区划代码，必须全为数字",
        "places 3 to 8 are the region code of the registering office and must be digits",
    )


def _unknown_department(character: str) -> Problem:
    return warning(
        "department",
        f"首位 {character} 不在已知的登记管理部门代码之列",
        f"the first character {character} is not among the registering departments known here",
    )


def _organisation_part() -> Problem:
    return warning(
        "organisation_check",
        "第 9 至 17 位（组织机构代码）的校验位不符，请与证照核对",
        "the check character of places 9 to 17, the organisation code, does not fit; compare the certificate",
    )


def _check_fails(check: str, expected: str) -> Problem:
    return warning(
        "check_digit",
        f"校验位是 {check}，按规则应为 {expected}；多为输入错误，但也有少数正式发放的代码如此，请与证照核对",
        f"the check character is {check} where the rule gives {expected}; usually a typing error, but a few "
        "officially issued codes are like this, so compare the certificate",
    )


def check_organisation_code(value: str) -> NumberCheck:
    """Check one organisation code (核对组织机构代码); the check rule is unverified and only warns.

    Returns:
        Nine characters without hyphen: ``20285296-5`` becomes ``202852965``; parts ``body`` and ``check``.

    Source:
        GB 11714.
    """
    text = tidy(value)
    if re.fullmatch(r"[0-9A-Z]{8}-?[0-9X]", text) is None:
        expected = Words("8 位数字或字母加校验位，如 20285296-5", "8 characters and a check digit, such as 20285296-5")
        return unreadable(ORGANISATION, value, expected)
    body, check = text[:8], text[-1]
    expected_check = organisation_check_character(body)
    problems = []
    if expected_check != check:
        problems.append(
            warning(
                "check_digit",
                f"校验位是 {check}，按规则应为 {expected_check}，请核对",
                f"the check digit is {check} where the rule gives {expected_check}; compare the certificate",
            )
        )
    parts = {"body": body, "check": check}
    return outcome(ORGANISATION, value, normalised=body + check, problems=problems, parts=parts)
