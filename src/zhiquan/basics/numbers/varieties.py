"""Plant-variety rights and layout designs (植物新品种权、集成电路布图设计)."""

from __future__ import annotations

import re

from zhiquan.basics.numbers.check_digits import variety_check_digit
from zhiquan.basics.numbers.result import NumberCheck, Problem, outcome, unreadable, warning
from zhiquan.basics.numbers.tidying import tidy
from zhiquan.basics.words import Words

_OLD = re.compile(r"(CNA)?([0-9]{4})([0-9]{4})(?:\.?([0-9X]))").fullmatch
_OLD_UNCHECKED = re.compile(r"(CNA)([0-9]{4})([0-9]{4})").fullmatch
_NEW = re.compile(r"(CNA)?([0-9]{4})([0-9]{7})").fullmatch
_FOREST = re.compile(r"([0-9]{4})([0-9]{4})").fullmatch
_LAYOUT = re.compile(r"(BS)?[.-]?([0-9]{2})([0-9]{6})\.?([0-9])").fullmatch
_EXPECTED = Words(
    "农业如 CNA20201002638 或 CNA20080376.X，林业如 20210001",
    "CNA20201002638 or CNA20080376.X for agriculture, 20210001 for forestry",
)


def check_plant_variety(value: str) -> NumberCheck:
    """Check a plant-variety number of either authority (核对植物新品种权号).

    Args:
        value: agriculture ``CNA`` with year, 4 digits and check digit (old) or year and 7 digits (new);
            forestry year and 4 digits, bare. The check digit of the old form rests on one number seen
            and only warns; the forestry form is unverified.

    Returns:
        Normal form such as ``CNA20080376.X``; parts ``authority`` (agriculture or forestry), ``form``
        (old or new), ``year``, ``serial`` and, in the old form, ``check``.
    """
    text = re.sub("^品种权号:?|^申请号:?", "", tidy(value)).replace("-", "")
    new, old = _NEW(text), _OLD(text) or _OLD_UNCHECKED(text)
    if new:
        parts = {"authority": "agriculture", "form": "new", "year": new[2], "serial": new[3]}
        return _result(value, f"CNA{new[2]}{new[3]}", _prefix(new[1]), parts)
    if old:
        return _old_form(value, old)
    forest = _FOREST(text)
    if forest:
        parts = {"authority": "forestry", "form": "new", "year": forest[1], "serial": forest[2]}
        return _result(value, text, [], parts)
    return unreadable("plant_variety", value, _EXPECTED)


def _old_form(value: str, found: re.Match[str]) -> NumberCheck:
    year, serial = found[2], found[3]
    check = found[4] if len(found.groups()) == 4 else ""
    problems, expected = _prefix(found[1]), variety_check_digit(year + serial)
    if not check:
        problems.append(
            warning(
                "check_digit_absent",
                "号码没有校验位，请核对原件",
                "the check digit is missing; see the original",
            )
        )
    elif check != expected:
        problems.append(
            warning(
                "check_digit",
                f"校验位是 {check}，按推测的规则应为 {expected}（规则未经证实），请核对",
                f"the check digit is {check} where an unverified rule gives {expected}; compare it",
            )
        )
    parts = {"authority": "agriculture", "form": "old", "year": year, "serial": serial, "check": check}
    normalised = f"CNA{year}{serial}.{check}" if check else f"CNA{year}{serial}"
    return _result(value, normalised, problems, parts)


def _prefix(prefix: str | None) -> list[Problem]:
    if prefix:
        return []
    problem = warning(
        "prefix_absent",
        "号码前缺 CNA，已按农业植物新品种补上",
        "CNA was missing in front and was added, taking it for an agricultural variety",
    )
    return [problem]


def _result(value: str, normalised: str, problems: list[Problem], parts: dict[str, str]) -> NumberCheck:
    if not 1997 <= int(parts["year"]) <= 2099:
        problems.append(
            warning(
                "year",
                f"年份 {parts['year']} 不像植物新品种的申请年份",
                f"{parts['year']} does not look like the filing year of a plant variety",
            )
        )
    return outcome("plant_variety", value, normalised=normalised, problems=problems, parts=parts)


def check_layout_design(value: str) -> NumberCheck:
    """Check the registration number of a layout design (核对集成电路布图设计登记号). No check rule is known.

    Returns:
        ``bs 185559220`` becomes ``BS.185559220``; parts ``year`` (taken as 20yy) and ``serial``.
    """
    found = _LAYOUT(tidy(value))
    if found is None:
        expected = Words("BS. 加 9 位数字，如 BS.185559220", "BS. and 9 digits, such as BS.185559220")
        return unreadable("ic_layout", value, expected)
    prefix, year, serial, last = found.groups()
    problems = []
    if not prefix:
        problems.append(warning("prefix_absent", "号码前缺 BS.，已补上", "BS. was missing in front and was added"))
    parts = {"year": f"20{year}", "serial": serial + last}
    return outcome("ic_layout", value, normalised=f"BS.{year}{serial}{last}", problems=problems, parts=parts)
