"""Columns of names and words, told by their values (名称与用语列)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from zhiquan.knowledge.definition_files import SHIPPED, find_files, read_definition
from zhiquan.knowledge.status_words import StatusWords, clean_word
from zhiquan.register.intake.understanding import looks
from zhiquan.register.intake.understanding.profiles import ENOUGH, Profile, Sure
from zhiquan.register.intake.understanding.siblings import is_cleaned, is_first_of
from zhiquan.register.intake.values.lists import names_in
from zhiquan.register.intake.values.texts import half_width, text_of
from zhiquan.register.intake.values.vocabularies import COUNTRIES

_AGENCY = re.compile(r"代理|事务所|律师|专利商标|patent (?:agency|attorney)|law (?:firm|office)", re.IGNORECASE)
_LABEL = re.compile(r"^\s*\[.*\]\s*$")
_DIGITS = re.compile(r"\d{5}")


def _kind(profile: Profile, known: Mapping[str, Profile]) -> float:
    del known
    share = profile.share(looks.is_kind)
    return 0.65 * share if share >= ENOUGH else 0.0


def _country(profile: Profile, known: Mapping[str, Profile]) -> float:
    """Countries, in every row; where numbers begin with a country, the same."""
    share = profile.share(looks.is_country)
    if share < 0.95 or profile.fullness < 0.95:
        return 0.0
    numbers = known.get("pub_no") or known.get("app_no")
    return 0.55 * share if numbers is None or _begins_numbers(profile, numbers) else 0.0


def _begins_numbers(profile: Profile, numbers: Profile) -> bool:
    pairs = [
        (half_width(country).casefold(), found[0])
        for cell, other in zip(profile.cells, numbers.cells, strict=True)
        if (country := text_of(cell)) and (found := re.match(r"[A-Z]{2}", text_of(other) or ""))
    ]
    return not pairs or sum(COUNTRIES.get(one, one.upper()) == two for one, two in pairs) >= 0.9 * len(pairs)


def _status(profile: Profile, known: Mapping[str, Profile]) -> float:
    """Words of the tools' vocabularies; the column with more of them where there are two."""
    del known
    if profile.length > 20:
        return 0.0
    words = status_words()
    share = sum(clean_word(text) in words for text in profile.texts) / len(profile.texts)
    return 0.6 * share + min(len(set(profile.texts)), 10) / 500 if share >= ENOUGH else 0.0


@cache
def status_words() -> frozenset[str]:
    """The words of every shipped vocabulary, cleaned, without those for kinds of rights."""
    files = find_files("status_words", shipped=SHIPPED, overlay=None)
    found: set[str] = set()
    for file in files.values():
        read = read_definition(file, StatusWords)
        assert isinstance(read, StatusWords)
        found.update(word for word in read.by_cleaned_word() if not word.isdecimal())
    return frozenset(found)


def _agency(profile: Profile, known: Mapping[str, Profile]) -> float:
    del known
    share = profile.share(looks.is_organisation)
    return 0.65 if share >= 0.5 and profile.matching(_AGENCY) >= ENOUGH and profile.length < 60 else 0.0


def _labels(profile: Profile, known: Mapping[str, Profile]) -> float:
    """Labels in square brackets, as one tool prints its standardised applicants."""
    del known
    return 0.6 if profile.matching(_LABEL) >= 0.95 and profile.length < 200 else 0.0


def _standard(profile: Profile, known: Mapping[str, Profile]) -> float:
    """Names that are those of the applicants, cleaned: one for each, fewer or not, and alike where they differ."""
    if "applicants" not in known or profile.matching(_DIGITS) > 0.2 or profile.length > 200:
        return 0.0
    return 0.55 if is_cleaned(known["applicants"], profile) else 0.0


def _applicants(profile: Profile, known: Mapping[str, Profile]) -> float:
    """Organisations, also with persons among them; of several such columns the more varied, then the longer names."""
    del known
    share = profile.share(looks.is_organisation)
    if share < 0.15 or profile.matching(_DIGITS) > 0.2 or profile.length > 200 or profile.fullness < 0.8:
        return 0.0
    named = profile.share(lambda cell: looks.is_organisation(cell) or looks.is_person_list(cell))
    if named < 0.75 or (share < 0.5 and profile.length > 40):
        return 0.0
    return 0.55 * named + 0.05 * profile.variety + min(profile.length, 100) / 10_000


def _inventors(profile: Profile, known: Mapping[str, Profile]) -> float:
    """Persons, several to a cell or ever different ones."""
    del known
    share = profile.share(looks.is_person_list)
    if share < ENOUGH or (_people(profile) < 1.3 and profile.variety < 0.3 and len(profile.filled) > 10):
        return 0.0
    return 0.5 * share + min(_people(profile), 8) / 80


def _agents(profile: Profile, known: Mapping[str, Profile]) -> float:
    """Persons beside inventors, and not the first of them, where an agency is named too."""
    if not {"agency", "inventors"} <= known.keys() or profile.share(looks.is_person_list) < ENOUGH:
        return 0.0
    if is_first_of(profile, known["inventors"]):
        return 0.0
    return 0.5 if profile.variety >= 0.1 or len(profile.filled) < 10 else 0.0


def _people(profile: Profile) -> float:
    """Names in a cell, on average."""
    return max(profile.items, sum(len(names_in(text)) for text in profile.texts) / len(profile.texts))


def _address(profile: Profile, known: Mapping[str, Profile]) -> float:
    del known
    share = profile.share(looks.is_address)
    return 0.6 * share if share >= 0.7 and profile.length < 80 else 0.0


PARTIES: Sequence[tuple[str, Sure]] = (
    ("kind", _kind),
    ("country", _country),
    ("status_word", _status),
    ("agency", _agency),
    ("standard_applicants", _labels),
    ("applicants", _applicants),
    ("standard_applicants", _standard),
    ("inventors", _inventors),
    ("agents", _agents),
    ("address", _address),
)
"""Fields in the order they are sought, and how sure a column is one, 0 to 0.79."""
