"""Geographical indications: announcement numbers and AGI certificates (地理标志)."""

from __future__ import annotations

import re

from zhiquan.basics.numbers.result import NumberCheck, Problem, outcome, unreadable, warning
from zhiquan.basics.numbers.tidying import tidy
from zhiquan.basics.words import Words

_CHINESE_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_AGI = re.compile(r"(?:登记证书编号|证书编号|编号)?:?AGI-?([0-9]{1,6})").fullmatch
_YEAR = r"((?:19|20)[0-9]{2})"
_BY_YEAR = re.compile(rf"(\D*?)(?:[(〔\[【]{_YEAR}年?[)〕\]】]|{_YEAR}年)\D*?([0-9]{{1,4}})号?(?:公告)?").fullmatch
_YEAR_LAST = re.compile(rf"(\D*?)第?([0-9]{{1,4}})号(?:公告)?[(〔\[【]{_YEAR}年?[)〕\]】]").fullmatch
_NO_YEAR = re.compile(r"(\D*?)第([0-9]{1,4})号(?:公告)?").fullmatch
_EXPECTED_ANNOUNCEMENT = Words(
    "年份加公告号，如 2011年第178号", "a year and an announcement number, such as 2011年第178号"
)
_EXPECTED_AGI = Words("AGI 加 5 位数字，如 AGI01388", "AGI and 5 digits, such as AGI01388")


def check_indication(value: str) -> NumberCheck:
    """Check a number of a geographical indication of either system (核对地理标志编号).

    Returns:
        The result of ``check_agricultural_indication`` for texts with ``AGI``, else of
        ``check_announcement``; ``kind`` is ``gi`` and part ``system`` says which.
    """
    agricultural = "AGI" in tidy(value)
    return _agricultural(value, "gi") if agricultural else _announcement(value, "gi")


def check_announcement(value: str) -> NumberCheck:
    """Check the announcement of a protected product (核对地理标志产品公告号).

    One announcement may cover several products. Numbers without year are accepted with a warning.

    Returns:
        ``（2011）第178号`` becomes ``2011年第178号``; parts ``system``, ``year``, ``number`` and, when it was
        written, ``issuer``.
    """
    return _announcement(value, "gi_announcement")


def check_agricultural_indication(value: str) -> NumberCheck:
    """Check a certificate number of an agricultural product (核对农产品地理标志编号).

    The form and the last number issued (AGI03510, closed in 2022) are unverified and only warn.

    Returns:
        ``AGI 1388`` becomes ``AGI01388``; parts ``system`` and ``number``.
    """
    return _agricultural(value, "gi_agricultural")


def _announcement(value: str, kind: str) -> NumberCheck:
    text = tidy(value).translate(_CHINESE_DIGITS)
    late, early, bare = _YEAR_LAST(text), _BY_YEAR(text), _NO_YEAR(text)
    problems: list[Problem] = []
    if late:
        issuer, number, year = late.groups()
    elif bare:
        (issuer, number), year = bare.groups(), ""
        problems.append(
            warning(
                "year_absent",
                "没有年份；不同年份、不同机关的公告会重号，请补上",
                "the year is missing; other years and issuers have the same number, please add it",
            )
        )
    elif early:
        issuer, year, number = early[1], early[2] or early[3], early[4]
    else:
        return unreadable(kind, value, _EXPECTED_ANNOUNCEMENT)
    serial = str(int(number))
    normalised = f"{year}年第{serial}号" if year else f"第{serial}号"
    parts = {"system": "announcement", "year": year, "number": serial}
    issuer = re.sub(r"(?:公告)?[(〔\[【]?$", "", issuer)
    if issuer:
        parts["issuer"] = issuer
    return outcome(kind, value, normalised=normalised, problems=problems, parts=parts)


def _agricultural(value: str, kind: str) -> NumberCheck:
    found = _AGI(tidy(value))
    if found is None:
        return unreadable(kind, value, _EXPECTED_AGI)
    digits, problems = f"{int(found[1]):05d}", []
    if len(found[1]) != 5:
        problems.append(
            warning(
                "length",
                f"编号应为 5 位数字，已写作 AGI{digits}",
                f"the number should have 5 digits; it was written as AGI{digits}",
            )
        )
    if not 1 <= int(digits) <= 3510:
        problems.append(
            warning(
                "range",
                "已知的编号为 AGI00001 至 AGI03510（2022 年停止登记），请核对",
                "the numbers known run from AGI00001 to AGI03510 (closed in 2022); compare the certificate",
            )
        )
    parts = {"system": "agricultural", "number": digits}
    return outcome(kind, value, normalised=f"AGI{digits}", problems=problems, parts=parts)
