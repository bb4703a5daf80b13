"""Registration numbers of software and of works (软件著作权登记号、作品登记号)."""

from __future__ import annotations

import re

from zhiquan.basics.numbers.result import NumberCheck, Problem, outcome, unreadable, warning
from zhiquan.basics.numbers.tidying import tidy
from zhiquan.basics.words import Words

_REGISTRATION = re.compile(r"(?:登记号)?:?([0-9]{4})-?SR-?([0-9]{4,8})").fullmatch
_CERTIFICATE = re.compile(r"(?:证书号)?:?软著(?:变补)?登字第?([0-9]{5,9})号?").fullmatch
_WORK = re.compile(r"(?:登记号)?:?(\D)作登字-?\(?([0-9]{4})\)?-?([A-Z])?-?([0-9]{4,8})号?").fullmatch
_REGIONS = frozenset("国京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新黔滇")


def check_software(value: str) -> NumberCheck:
    """Check a software registration or certificate number (核对软件著作权登记号、证书号).

    Returns:
        ``2014 sr 001852`` becomes ``2014SR001852``; ``软著登字 0671096`` becomes ``软著登字第0671096号``.
        Parts ``form`` (registration or certificate), ``serial`` and, for a registration, ``year``.
    """
    text = tidy(value)
    registration, certificate = _REGISTRATION(text), _CERTIFICATE(text)
    problems: list[Problem] = []
    if registration:
        year, serial = registration.groups()
        if len(serial) not in {6, 7}:
            problems.append(_unusual_length(len(serial), "6 或 7", "6 or 7"))
        parts = {"form": "registration", "year": year, "serial": serial}
        return outcome("software", value, normalised=f"{year}SR{serial}", problems=problems, parts=parts)
    if certificate:
        serial = certificate[1]
        if len(serial) not in {7, 8}:
            problems.append(_unusual_length(len(serial), "7 或 8", "7 or 8"))
        parts = {"form": "certificate", "serial": serial}
        return outcome("software", value, normalised=f"软著登字第{serial}号", problems=problems, parts=parts)
    expected = Words(
        "登记号如 2014SR001852，或证书号如 软著登字第0671096号",
        "a registration such as 2014SR001852 or a certificate such as 软著登字第0671096号",
    )
    return unreadable("software", value, expected)


def _unusual_length(length: int, zh: str, en: str) -> Problem:
    return warning("length", f"流水号有 {length} 位，一般为 {zh} 位", f"the serial has {length} digits; usual are {en}")


def check_work(value: str) -> NumberCheck:
    """Check the registration number of a work (核对作品登记号); the whole form is unverified.

    Returns:
        ``国作登字—2019—F—00812345`` becomes ``国作登字-2019-F-00812345``; parts ``authority`` (国, or the
        province's short name), ``year``, ``work_type`` (the letter as printed) and ``serial``.
    """
    found = _WORK(tidy(value))
    if found is None:
        expected = Words(
            "如 国作登字-2019-F-00812345 或 渝作登字-2019-F-00012345",
            "such as 国作登字-2019-F-00812345 or 渝作登字-2019-F-00012345",
        )
        return unreadable("work", value, expected)
    authority, year, letter, serial = found.groups()
    problems = []
    if authority not in _REGIONS:
        problems.append(
            warning(
                "authority",
                f"“{authority}”不是国家或省级登记机关的简称",
                f"{authority} is not the short name of a national or provincial registrar",
            )
        )
    if not letter:
        problems.append(warning("letter_absent", "缺作品类型字母", "the letter for the type of work is missing"))
    normalised = "-".join(filter(None, (f"{authority}作登字", year, letter, serial)))
    parts = {"authority": authority, "year": year, "work_type": letter or "", "serial": serial}
    return outcome("work", value, normalised=normalised, problems=problems, parts=parts)
