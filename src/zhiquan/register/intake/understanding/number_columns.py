"""Columns of numbers of rights and parties, told by their values (号码列)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.understanding import looks
from zhiquan.register.intake.understanding.profiles import ENOUGH, Profile, Sure
from zhiquan.register.intake.values.texts import half_width, text_of

_FOREIGN_APPLICATION = re.compile(r"(?:[A-Z]{2}|PCT/)[\s-]?[A-Z]{0,2}\d{2,4}[\d/,]{4,10}(?:\.\d)?")
_DERWENT_APPLICATION = re.compile(r"CN(?:19|20)\d{2}[1-389]\d{7}[A-Z]")
"""One tool's application numbers end with a letter in place of the check digit."""

_LETTERED = re.compile(r"[A-Z]{2}[\s-]?[A-Z]{0,2}\d{4,13}[\s-]?[A-Z]\d?")
GRANTED = re.compile(r"(?:B\d?|C|U|Y|S)$")
"""Kind of document that is a grant."""

_DOCUMENTS = re.compile(
    r"^[A-Z]{2}\d{5,13}[A-Z]\d?(?:[,(].*)?(?:\s*[|;\n]\s*[A-Z]{2}\d{5,13}[A-Z]\d?(?:[,(].*)?)*$", re.DOTALL
)


def _application(profile: Profile, known: Mapping[str, Profile]) -> float:
    del known
    chinese = profile.share(_is_chinese_application)
    if chinese >= ENOUGH:
        return 0.75 * chinese
    bare = sum(bool(_FOREIGN_APPLICATION.fullmatch(text.strip())) for text in profile.texts) / len(profile.texts)
    return 0.6 * (chinese + bare) if chinese + bare >= ENOUGH and profile.matching(re.compile("^[A-Z]{2}")) > 0.2 else 0


def _publication(profile: Profile, known: Mapping[str, Profile]) -> float:
    del known
    if profile.items > 1.2:
        return 0.0
    share = profile.share(is_lettered_publication)
    return 0.75 * share + 0.01 * profile.fullness - 0.02 * profile.matching(GRANTED) if share >= ENOUGH else 0.0


def _grant(profile: Profile, known: Mapping[str, Profile]) -> float:
    if "pub_no" not in known or profile.items > 1.2 or profile.matching(GRANTED) < 0.98:
        return 0.0
    pairs = list(zip(known["pub_no"].cells, profile.cells, strict=True))
    same = [_digits(own) == _digits(cell) and own != cell for own, cell in pairs if text_of(own) and text_of(cell)]
    return 0.6 if same and sum(same) >= 0.5 * len(same) else 0.0


def _digits(cell: Cell) -> str:
    return re.sub(r"[A-Z]\d?$|\D", "", (text_of(cell) or "").strip())


def _family(profile: Profile, known: Mapping[str, Profile]) -> float:
    """Lists of publications that hold the row's own number."""
    if "pub_no" not in known or profile.items < 1.2 or profile.matching(_DOCUMENTS) < ENOUGH:
        return 0.0
    pairs = [
        (own, text) for number, cell in zip(known["pub_no"].cells, profile.cells, strict=True)
        if (own := text_of(number)) and (text := text_of(cell))
    ]  # fmt: skip
    return 0.6 if pairs and sum(own in text for own, text in pairs) >= 0.5 * len(pairs) else 0.0


def _code(profile: Profile, known: Mapping[str, Profile]) -> float:
    del known
    share = profile.share(looks.is_code)
    return 0.75 * share if share >= ENOUGH else 0.0


def is_lettered_publication(cell: Cell) -> bool:
    """True for a publication number that begins with a country and ends with its kind of document."""
    text = half_width((text_of(cell) or "")[: looks.LONGEST]).strip().upper()
    return bool(_LETTERED.fullmatch(text)) or (looks.is_publication(text) and text[-2:].strip("0123456789") != "")


def _is_chinese_application(cell: Cell) -> bool:
    return looks.is_application(cell) or bool(_DERWENT_APPLICATION.fullmatch((text_of(cell) or "").strip()))


def is_application_anywhere(cell: Cell) -> bool:
    """True for an application number of any office, such as ``US16/123,456``."""
    text = half_width(text_of(cell) or "").strip().upper()
    return _is_chinese_application(text) or bool(_FOREIGN_APPLICATION.fullmatch(text))


NUMBERS: Sequence[tuple[str, Sure]] = (
    ("app_no", _application),
    ("pub_no", _publication),
    ("grant_no", _grant),
    ("family", _family),
    ("holder_codes", _code),
)
"""Fields in the order they are sought, and how sure a column is one, 0 to 0.79."""
