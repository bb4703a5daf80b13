"""What is said about a wrong publication number (公布号问题说明)."""

from __future__ import annotations

from datetime import date

from zhiquan.basics.numbers.application_words import PLACES
from zhiquan.basics.numbers.result import Problem, error, warning
from zhiquan.basics.words import Words

EXPECTED = Words(
    "CN 加 9 位或 7 位数字和文献种类代码，如 CN105950882A",
    "CN, 9 or 7 digits and a kind code, such as CN105950882A",
)
CORRECTIONS = {"A": "89", "B": "123456789", "C": "1234567", "Y": "1234567", "U": "89", "S": "89"}
"""Digits after the letter for corrected and partly invalidated documents; unverified."""

_NINE_DIGITS_FROM = date(2007, 8, 1)
_SEVEN_DIGITS_A_UNTIL = date(2007, 9, 1)
_LETTERS_SWITCH = date(2010, 4, 7)  # unverified for Y to U and D to S
_SWITCHED_TO = {"C": "B", "Y": "U", "D": "S"}
_EARLY_LETTERS_UNTIL = date(1993, 1, 1)


def first_digit(digit: str) -> Problem:
    """The first digit names no kind of right (首位数字)."""
    pct = digit in "89"
    return error(
        "first_digit",
        f"首位数字是 {digit}；只能是 1 发明、2 实用新型、3 外观设计"
        + ("（申请号中的 8、9 在公布号中写作 1、2）" if pct else ""),
        f"the first digit is {digit}; it must be 1 invention, 2 utility model or 3 design"
        + (" (8 and 9 of application numbers become 1 and 2 here)" if pct else ""),
    )


def eight_digits() -> Problem:
    """Eight digits that are no number of the 1980s (八位数字)."""
    return error(
        "length",
        "号码有 8 位数字；8 位形式只在上世纪八十年代使用（前两位为年份），可能漏了一位",
        "the number has 8 digits; that form, beginning with the year, was used in the 1980s only, "
        "so one digit may be missing",
    )


def unknown_letter(letter: str) -> Problem:
    """The letter is no Chinese kind code (文献种类代码)."""
    return error(
        "kind_code",
        f"文献种类代码 {letter} 不存在；只有 A、B、C、Y、U、D、S",
        f"there is no kind code {letter}; they are A, B, C, Y, U, D and S",
    )


def letter_and_digit(letter: str, digit: str) -> Problem:
    """The letter and the first digit speak of different rights (种类代码与首位不符)."""
    return warning(
        "kind_code_and_digit",
        f"文献种类代码 {letter} 与表示专利类型的数字 {digit} 不相符，请核对",
        f"kind code {letter} does not go with {digit}, the digit for the kind of right; compare the original",
    )


def unusual_code(code: str) -> Problem:
    """The digit after the letter is not one we know (更正代码)."""
    return warning(
        "kind_code_digit",
        f"文献种类代码 {code} 不在已知的更正和再公告代码之列",
        f"kind code {code} is not among the correction codes known here",
    )


def letter_not_yet(letter: str) -> Problem:
    """An 8-digit number with a letter that came later (八位号码与种类代码)."""
    return warning(
        "kind_code_period",
        f"文献种类代码 {letter} 从 1993 年起使用，而 8 位号码只用于上世纪八十年代",
        f"kind code {letter} began in 1993 but 8-digit numbers belong to the 1980s",
    )


def out_of_period(digits: str, code: str, published: date | None) -> list[Problem]:
    """Warnings where length or kind code were not in use on the publication day (使用时期).

    The days of 1993 and 2010 are unverified, so nothing here is an error.
    """
    if published is None:
        return []
    letter, problems = code[:1], []
    if len(digits) == 9 and published < _NINE_DIGITS_FROM:
        problems.append(_length_period("9 位号码从 2007 年 8 月起使用", "9 digits began in August 2007"))
    if len(digits) == 7 and letter == "A" and published >= _SEVEN_DIGITS_A_UNTIL:
        problems.append(_length_period("7 位的公布号用到 2007 年 8 月", "7-digit applications ended in August 2007"))
    if letter in _SWITCHED_TO and not _EARLY_LETTERS_UNTIL <= published < _LETTERS_SWITCH:
        problems.append(_letter_period(letter, "1993-2010"))
    if letter in _SWITCHED_TO.values() and _EARLY_LETTERS_UNTIL <= published < _LETTERS_SWITCH:
        problems.append(_letter_period(letter, "-1992, 2010-"))
    return problems


def _length_period(zh: str, en: str) -> Problem:
    return warning("length_period", f"{zh}，与公布日不相符", f"{en}, which does not agree with the publication day")


def _letter_period(letter: str, years: str) -> Problem:
    return warning(
        "kind_code_period",
        f"文献种类代码 {letter} 的使用年份为 {years}，与公布日不相符",
        f"kind code {letter} was used in {years}, which does not agree with the publication day",
    )


def application_number() -> Problem:
    """An application number was given (误填申请号)."""
    return error(
        "application_number",
        "这是申请号，不是公布（公告）号；请按申请号核对",
        "this is an application number, not a publication number; check it as an application",
    )


def foreign_document(code: str) -> Problem:
    """A document of another office was given (境外文献)."""
    place = PLACES.get(code, Words(f"代码为 {code} 的国家、地区或组织", f"the office {code}"))
    return error(
        "foreign",
        f"这像是{place.zh}的公布号；请按境外公布号（foreign_publication）核对",
        f"this looks like a document of {place.en}; check it as foreign_publication",
    )


def chinese_document() -> Problem:
    """A Chinese document was given where another office's was asked for (中国文献)."""
    return error(
        "chinese",
        "这是中国的号码；请按公布号（publication）核对",
        "this is a Chinese number; check it as publication",
    )
