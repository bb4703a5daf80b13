"""What a check of one number says: its normal form, its parts and its problems (号码核对结果)."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from zhiquan.basics.numbers.tidying import tidy
from zhiquan.basics.words import Language, Words

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a number (问题). Only an ``error`` makes the number invalid.

    ``rule`` is a stable name for programs, such as ``check_digit``; ``words`` is for people.
    """

    rule: str
    words: Words
    severity: Severity


@dataclass(frozen=True, slots=True)
class NumberCheck:
    """The outcome of checking one number (号码核对结果).

    Attributes:
        kind: the kind it was checked as, one of ``number_kinds()``.
        value: what was given; masked when it is an identity number.
        normalised: the one written form the product stores; empty when the value cannot be read.
            A readable number with a wrong check digit keeps the digit it came with.
        valid: False only when a problem of severity ``error`` exists.
        problems: errors and warnings in the order found.
        parts: what the number says about itself, by English name, such as ``year`` -> ``2020``.
    """

    kind: str
    value: str
    normalised: str
    valid: bool
    problems: tuple[Problem, ...]
    parts: Mapping[str, str]

    def says(self, language: Language) -> list[str]:
        """The problems as sentences in one language, ``"zh"`` or ``"en"``."""
        return [problem.words.to(language) for problem in self.problems]


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows besides the number (已知条件).

    Attributes:
        today: the day taken as today; years after it are refused. None: years are not compared.
        known: codes in use, for kinds backed by a code table (region, industry). None: not looked up.
        published: publication day of the document, for publication numbers. None: not compared.
    """

    today: date | None = None
    known: Collection[str] | None = None
    published: date | None = None


NOTHING_GIVEN = Given()
NO_PARTS: Mapping[str, str] = {}


def error(rule: str, zh: str, en: str) -> Problem:
    """A problem that makes the number invalid (错误)."""
    return Problem(rule, Words(zh, en), "error")


def warning(rule: str, zh: str, en: str) -> Problem:
    """A problem a person should look at while the number stays valid (提示)."""
    return Problem(rule, Words(zh, en), "warning")


def outcome(
    kind: str, value: str, *, normalised: str, problems: Sequence[Problem], parts: Mapping[str, str]
) -> NumberCheck:
    """A result whose ``valid`` follows from the severities (核对结果)."""
    valid = all(problem.severity == "warning" for problem in problems)
    return NumberCheck(kind, value, normalised, valid, tuple(problems), parts)


def unreadable(kind: str, value: str, expected: Words) -> NumberCheck:
    """The result for a value that is no number of its kind at all (无法识别).

    Returns:
        An invalid result with one error: ``empty``, ``scientific_notation``, ``masked`` or ``shape``.
    """
    return refused(kind, value, why_unreadable(value, expected))


def refused(kind: str, value: str, problem: Problem) -> NumberCheck:
    """An invalid result without normal form or parts, for one stated reason (不予识别)."""
    return NumberCheck(kind, value, "", valid=False, problems=(problem,), parts=NO_PARTS)


_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+E\+?|E\+)[0-9]{1,3}")


def why_unreadable(value: str, expected: Words) -> Problem:
    """The error for a value that is no number of its kind (无法识别的原因).

    Args:
        value: what was given.
        expected: the form it should have, as the end of a sentence in both languages.
    """
    text = tidy(value)
    if not text:
        return error("empty", "没有填写号码", "no number was given")
    if _SCIENTIFIC.fullmatch(text):
        return error(
            "scientific_notation",
            "电子表格已把号码变成科学计数法，后面的数字已经丢失，无法还原；请回到原始文件，把该列设为文本后重新导出",
            "a spreadsheet turned the number into scientific notation and its last digits are lost; "
            "go back to the original file, set the column to text and export again",
        )
    if "*" in text:
        return error(
            "masked",
            "号码中有星号，部分数字被遮盖，无法核对",
            "some digits are hidden behind asterisks, so the number cannot be checked",
        )
    return error("shape", f"认不出这个号码；应为：{expected.zh}", f"not readable; expected: {expected.en}")
