"""Numbers of enforcement and court cases (案号)."""

from __future__ import annotations

import re

from zhiquan.basics.numbers.result import NumberCheck, Problem, outcome, unreadable, warning
from zhiquan.basics.numbers.tidying import tidy
from zhiquan.basics.words import Words

_OPEN, _CLOSE = r"[(〔\[【{〈]", r"[)〕\]】}〉]"
_OFFICE = re.compile(rf"(\D*[一-鿿])-?({_OPEN})?([0-9]{{4}})({_CLOSE})?-?年?(第)?-?([0-9]+)(号)?").fullmatch
_COURT = re.compile(
    rf"{_OPEN}([0-9]{{4}}){_CLOSE}([一-鿿]+[0-9]*)([一-鿿]*[一-鿿])([0-9]+)(号)?(之[一二三四五六七八九十]+)?"
).fullmatch
_EXPECTED = Words(
    "机关代字〔年份〕序号号，如 渝长市监处罚〔2023〕1号",
    "the office's short form, 〔year〕 and number, such as 渝长市监处罚〔2023〕1号",
)


def check_case_number(value: str) -> NumberCheck:
    """Check the shape of a case number (核对案号); offices differ, so doubts are warnings only.

    Args:
        value: an enforcement number, or a court's such as ``(2023)渝0115民初123号``.

    Returns:
        ``渝长市监处罚[2023]001`` becomes ``渝长市监处罚〔2023〕1号``; parts ``form`` (office or court),
        ``authority``, ``year`` and ``serial``, and for courts ``case_type``.
    """
    text = tidy(value)
    court = _COURT(text)
    if court:
        return _court(value, court)
    found = _OFFICE(text)
    if found is None:
        return unreadable("case_number", value, _EXPECTED)
    authority, opening, year, closing, _, digits, ending = found.groups()
    problems = [] if ending else [_no_ending()]
    if not (opening and closing):
        problems.append(
            warning(
                "brackets",
                "年份应写在六角括号〔〕内，已补上",
                "the year belongs in brackets 〔〕; they were added",
            )
        )
    if "市监" not in authority and "知" not in authority:
        problems.append(
            warning(
                "authority",
                "机关代字中没有“市监”或“知”，请核对是否为本系统的案号",
                "neither 市监 nor 知 is in the office's short form; is it a case of this system?",
            )
        )
    serial = str(int(digits))
    parts = {"form": "office", "authority": authority, "year": year, "serial": serial}
    normalised = f"{authority}〔{year}〕{serial}号"
    return outcome("case_number", value, normalised=normalised, problems=problems, parts=parts)


def _court(value: str, found: re.Match[str]) -> NumberCheck:
    year, court, case_type, digits, ending, follow_up = found.groups()
    serial = str(int(digits))
    parts = {"form": "court", "authority": court, "year": year, "case_type": case_type, "serial": serial}
    problems = [] if ending else [_no_ending()]
    normalised = f"（{year}）{court}{case_type}{serial}号{follow_up or ''}"
    return outcome("case_number", value, normalised=normalised, problems=problems, parts=parts)


def _no_ending() -> Problem:
    return warning("ending", "末尾缺“号”字，已补上", "the final 号 was missing and was added")
