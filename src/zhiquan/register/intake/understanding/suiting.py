"""Whether the values of a column bear out what only the words of its heading say (值是否相称)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from zhiquan.knowledge.columns import Form
from zhiquan.knowledge.status_words import clean_word
from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.understanding import looks
from zhiquan.register.intake.understanding.name_columns import status_words
from zhiquan.register.intake.understanding.number_columns import is_application_anywhere, is_lettered_publication
from zhiquan.register.intake.understanding.profiles import Profile
from zhiquan.register.intake.values.texts import half_width, text_of

_DATED = re.compile(r"(?:19|20)\d{2}\D?\d{1,2}\D?\d{1,2}")
_INDUSTRY = re.compile(r"^\s*[A-T]?\d{2,4}\b|^\s*[A-T]\d{2,4}|[\u4e00-\u9fff]{2}业")
_EMERGING = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2})+|[\u4e00-\u9fff]{2}(?:产业|技术|服务|制造)")
_LOCARNO = re.compile(r"\b\d{2}-\d{2}\b")
_LETTERS = re.compile(r"[A-Za-z\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2}")
_DIGITS = re.compile(r"\d{5}")
_MOST = 10_000
"""Claims, citations and the like stay below; days and years written as numbers do not."""


def suits(field: str, form: Form, profile: Profile) -> float:
    """How far a column's values are what a field holds, 0 to 1; 0 too when nothing is filled.

    Stricter than what a known heading needs: words can be read wrongly, so the values must say the same.
    """
    if not profile.filled:
        return 0.0
    test = _OF_FIELDS.get(field) or _OF_FORMS.get(form)
    return test(profile) if test else 0.0


def is_other_number(form: Form, profile: Profile) -> bool:
    """True when a column that should hold applications holds publications, or the reverse."""
    if form not in {"application", "publication"} or not profile.filled:
        return False
    filed, published = profile.share(is_application_anywhere), profile.share(is_lettered_publication)
    own, other = (filed, published) if form == "application" else (published, filed)
    return other >= 0.8 and own < 0.2


def _share(looks_like: Callable[[Cell], bool]) -> Callable[[Profile], float]:
    return lambda profile: profile.share(looks_like)


def _is_whole(cell: Cell) -> bool:
    found = re.fullmatch(r"(\d{1,5})(?:\.0+)?", half_width(text_of(cell) or "").strip())
    return bool(found) and int(found[1]) < _MOST if found else False


def _days(profile: Profile) -> float:
    return looks.share("day", profile.cells) or 0.0


def _counts(profile: Profile) -> float:
    share = profile.share(_is_whole)
    return share if share >= 0.9 and any(int(float(half_width(text))) < 1900 for text in profile.texts[:50]) else 0.0


def _names(profile: Profile) -> float:
    """Words rather than numbers, of a length of names."""
    if profile.length > 300 or profile.matching(_DIGITS) > 0.5 or profile.share(looks.is_long) > 0.5:
        return 0.0
    return profile.matching(_LETTERS)


def _parties(profile: Profile) -> float:
    """Organisations or persons, several of them or one."""
    named = profile.share(lambda cell: looks.is_organisation(cell) or looks.is_person_list(cell))
    return _names(profile) if named >= 0.6 else 0.0


def _people(profile: Profile) -> float:
    if profile.share(looks.is_organisation) > 0.5:
        return 0.0
    return _names(profile) if profile.share(looks.is_person_list) >= 0.6 else 0.0


def _agencies(profile: Profile) -> float:
    return _names(profile) if profile.share(looks.is_organisation) >= 0.5 else 0.0


def _titles(profile: Profile) -> float:
    if profile.matching(_DIGITS) > 0.5 or profile.length < 2 or profile.share(looks.is_organisation) > 0.8:
        return 0.0
    return profile.share(looks.is_title)


def _states(profile: Profile) -> float:
    if profile.length > 40 or profile.matching(_DIGITS) > 0.2:
        return 0.0
    words = status_words()
    known = sum(clean_word(text) in words for text in profile.texts) / len(profile.texts)
    return max(known, 0.7 if len(set(profile.texts)) <= max(3, len(profile.texts) // 4) else 0.0)


def _addresses(profile: Profile) -> float:
    share = profile.share(looks.is_address)
    if share >= 0.6 or profile.chinese > 0.5:
        return share
    return 0.7 * profile.matching(_LETTERS) if profile.length > 12 else 0.0


def _texts(profile: Profile) -> float:
    return sum(len(text) >= 20 for text in profile.texts) / len(profile.texts)


_OF_FORMS: Mapping[Form, Callable[[Profile], float]] = {
    "address": _addresses,
    "application": _share(is_application_anywhere),
    "country": _share(looks.is_country),
    "cpc": _share(looks.is_symbol),
    "day": _days,
    "events": lambda profile: profile.matching(_DATED) if profile.length > 8 else 0.0,
    "gbt4754": lambda profile: profile.matching(_INDUSTRY),
    "ipc": _share(looks.is_symbol),
    "kind": _share(looks.is_kind),
    "locarno": lambda profile: profile.matching(_LOCARNO),
    "long_text": _texts,
    "name": _agencies,
    "names": _parties,
    "publication": _share(looks.is_publication),
    "registration": lambda profile: profile.matching(re.compile(r"\d{3}")),
    "sei": lambda profile: profile.matching(_EMERGING),
    "status": _states,
    "title": _titles,
    "whole": _counts,
}

_OF_FIELDS: Mapping[str, Callable[[Profile], float]] = {
    "main_class": lambda profile: profile.share(looks.is_symbol) if profile.items <= 1.2 else 0.0,
    "inventors": _people,
    "agents": _people,
    "standard_applicants": _names,
}
"""Fields whose values are told more closely than by their form."""
