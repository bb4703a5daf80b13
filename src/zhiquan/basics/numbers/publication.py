"""Publication numbers of patent documents, Chinese and foreign (专利公布号、公告号)."""

from __future__ import annotations

import re

from zhiquan.basics.numbers import application_words as office
from zhiquan.basics.numbers import publication_words as say
from zhiquan.basics.numbers.application import normalise_application
from zhiquan.basics.numbers.result import (
    NOTHING_GIVEN,
    Given,
    NumberCheck,
    Problem,
    outcome,
    refused,
    unreadable,
)
from zhiquan.basics.numbers.tidying import tidy
from zhiquan.basics.words import Words

KIND = "publication"
FOREIGN = "foreign_publication"

_CLEAN = re.compile(r"(?:CN)?([123](?:[0-9]{8}|[0-9]{6}))([ABCDSUY][0-9]?)?").fullmatch
_STORED = re.compile(r"CN([0-9]+)([A-Z]?)[0-9]?").fullmatch
_FORM = re.compile(r"(CN)?([0-9]{7,9})([A-Z][0-9]?)?").fullmatch
_LEAD = re.compile(r"^(?:申请|授权)?(?:公布|公开|公告)?号?:?")
_EARLY_YEARS = re.compile(r"(?:8[5-9]|9[0-2])[123]").match
_ABROAD = re.compile(r"([A-Z]{2})([A-Z]{0,2}[0-9]{4,13})([A-Z][0-9]?)?").fullmatch
_DIGIT_OF_LETTER = {"A": "1", "B": "1", "C": "1", "Y": "2", "U": "2", "D": "3", "S": "3"}
_RIGHT_KINDS = {"1": "invention_patent", "2": "utility_model", "3": "design_patent"}
_DOCUMENTS = {
    "A": "published_application",
    "1": "granted_invention",
    "2": "granted_utility_model",
    "3": "granted_design",
}


def normalise_publication(text: str) -> str | None:
    """The stored form of a Chinese publication number, or None when it is not one (公布号规范化).

    Returns:
        ``normalise_publication("cn 105950882 a")`` is ``"CN105950882A"``.
    """
    found = _CLEAN(text)
    if found:
        return f"CN{found[1]}{found[2] or ''}"
    result = check_publication(text)
    return result.normalised if result.valid else None


def publication_key(text: str) -> str | None:
    """The id under which the documents of one application's publication meet (公布号主键).

    Nine-digit numbers lose the kind code, since A and B share digits from 2007; so do the eight digits of
    1985-1989, which were the application number. Seven-digit numbers keep the letter, since the A and C
    series overlap. Without a letter the number stays as it is.

    Returns:
        ``"CN105950882"`` for ``CN105950882B``; ``"CN1059371C"`` for ``CN1059371C2``; None for no number.
    """
    found = _STORED(normalise_publication(text) or "")
    if found is None:
        return None
    letter = found[2] if len(found[1]) == 7 else ""
    return f"CN{found[1]}{letter}"


def right_kind_of_publication(text: str) -> str | None:
    """The kind of right a Chinese publication number belongs to (专利类型).

    Returns:
        ``"invention_patent"``, ``"utility_model"`` or ``"design_patent"``; None for no number.
        ``right_kind_of_publication("CN202322865413U")`` is None (12 digits are no publication number).
    """
    found = _STORED(normalise_publication(text) or "")
    return _RIGHT_KINDS[_type_digit(found[1])] if found else None


def check_publication(value: str, given: Given = NOTHING_GIVEN) -> NumberCheck:
    """Check one Chinese publication number (核对公布号、公告号).

    Args:
        value: 7 or 9 digits, or the 8 of 1985-1989, with or without ``CN`` and kind code.
        given: ``published`` warns where length or kind code were not in use on that day.

    Returns:
        Normal form such as ``CN105950882A``; parts ``digits``, ``right_kind`` and, with a kind code,
        ``kind_code`` and ``document``.

    Source:
        ZC 0007. The days of the letter changes in 2010 and the correction codes are unverified.
    """
    text = _LEAD.sub("", tidy(value).replace("-", ""))
    found = _FORM(text)
    if found is None or (len(found[2]) == 8 and not (found[1] or found[3])):
        return _not_a_publication(value, text)
    digits, code = found[2], found[3] or ""
    if len(digits) == 8 and not _EARLY_YEARS(digits):
        return refused(KIND, value, say.eight_digits())
    if _type_digit(digits) not in _RIGHT_KINDS:
        return refused(KIND, value, say.first_digit(digits[0]))
    if code and code[0] not in _DIGIT_OF_LETTER:
        return refused(KIND, value, say.unknown_letter(code[0]))
    problems = _code_problems(digits, code) if code else []
    problems += say.out_of_period(digits, code, given.published)
    return outcome(KIND, value, normalised=f"CN{digits}{code}", problems=problems, parts=_parts(digits, code))


def _type_digit(digits: str) -> str:
    return digits[2] if len(digits) == 8 else digits[0]


def _parts(digits: str, code: str) -> dict[str, str]:
    kind = _type_digit(digits)
    parts = {"digits": digits, "right_kind": _RIGHT_KINDS[kind]}
    if code:
        document = _DOCUMENTS["A" if code[0] == "A" else kind]
        if code[0] == "B" and len(digits) < 9:
            document = "examined_or_granted_invention"
        parts |= {"kind_code": code, "document": document}
    return parts


def _code_problems(digits: str, code: str) -> list[Problem]:
    letter, number = code[0], code[1:]
    problems = []
    if _DIGIT_OF_LETTER[letter] != _type_digit(digits):
        problems.append(say.letter_and_digit(letter, _type_digit(digits)))
    if number and number not in say.CORRECTIONS.get(letter, ""):
        problems.append(say.unusual_code(code))
    if len(digits) == 8 and letter in "CYD":
        problems.append(say.letter_not_yet(letter))
    return problems


def _not_a_publication(value: str, text: str) -> NumberCheck:
    if text and normalise_application(text):
        return refused(KIND, value, say.application_number())
    abroad = _ABROAD(text)
    if abroad and abroad[1] != "CN":
        return refused(KIND, value, say.foreign_document(abroad[1]))
    return unreadable(KIND, value, say.EXPECTED)


def check_foreign_publication(value: str) -> NumberCheck:
    """Check the outer form of a publication number of another office (核对境外专利公布号).

    Args:
        value: two country letters, digits and an optional kind code; ``/ - , .`` are ignored.

    Returns:
        Normal form such as ``WO2020123456A1``; parts ``country``, ``number`` and ``kind_code``.
    """
    text = re.sub("[-/,.]", "", tidy(value))
    found = _ABROAD(text)
    if found is None:
        expected = Words(
            "两位国家代码加数字和文献种类代码，如 US10123456B2",
            "two country letters, digits and a kind code, such as US10123456B2",
        )
        return unreadable(FOREIGN, value, expected)
    if found[1] == "CN":
        return refused(FOREIGN, value, say.chinese_document())
    parts = {"country": found[1], "number": found[2], "kind_code": found[3] or ""}
    if found[1] in office.PLACES:
        parts["office"] = office.PLACES[found[1]].zh
    return outcome(FOREIGN, value, normalised=text, problems=(), parts=parts)
