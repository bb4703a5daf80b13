"""The parts of an organisation's name: place, distinctive core, trade, legal form (名称的组成)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from zhiquan.knowledge.party_names import PartyWords
from zhiquan.register.matching.keys import is_latin, is_person, latin_words, unified

_BRACKETED = re.compile(r"\(([^()]*)\)")
_NOT_WORD = re.compile(r"[\W_]+")
_NO_HEAD = "城生路村"
"""After 大学 these make another word."""


@dataclass(frozen=True, slots=True)
class NameParts:
    """What a name is made of (名称要素).

    ``places`` are in the order of the name; ``core`` is what tells the enterprise from others (字号).
    """

    places: tuple[str, ...]
    core: str
    trade: str
    form: str


@lru_cache(maxsize=200_000)
def name_parts(cleaned: str, words: PartyWords) -> NameParts:
    """Take a cleaned name apart.

    ``"重庆长安汽车(北京)销售有限公司"`` has places 重庆 and 北京, core 长安汽车销售 and form 有限公司: 销售 is no
    listed trade.
    """
    text = unified(cleaned, words)
    if is_latin(text):
        return _latin_parts(latin_words(cleaned, words), words)
    inside = [place for place in _BRACKETED.findall(text) if is_place(place, words)]
    text = _NOT_WORD.sub("", _BRACKETED.sub(lambda found: "" if found[1] in inside else found[1], text))
    leading, text = _leading_places(text, words)
    form = words.chinese_forms.ending(text)
    text = text.removesuffix(form)
    trailing, text = _trailing_place(text, words)
    core = text
    while trade := words.trades.ending(core):
        core = core.removesuffix(trade)
    return NameParts((*leading, *inside, *trailing), core, text[len(core) :], form)


def is_place(text: str, words: PartyWords) -> bool:
    """True for the name of a place, or of several in a row: 重庆市长寿区."""
    found, rest = _leading_places(text, words)
    return (bool(found) and not rest) or text in words.inner_places


def is_unique(cleaned: str, words: PartyWords) -> bool:
    """True when a name tells one organisation wherever it is met.

    A company's name with a core of two characters is unique where it is registered, with a place or nationally;
    so is a university's with a place. Persons, shops, plants and co-operatives are not.
    """
    if is_person(cleaned, words):
        return False
    parts = name_parts(cleaned, words)
    if is_latin(cleaned):
        return bool(parts.form) and len(parts.core) >= 4
    if parts.form.endswith(("公司", "集团", "会社")):
        return len(parts.core) >= 2
    return bool(parts.places) and words.institutions.search(cleaned) is not None


@lru_cache(maxsize=200_000)
def main_enterprise(cleaned: str, words: PartyWords) -> str:
    """The enterprise or institution a name is a branch or part of; empty when it is none.

    ``"重庆甲化工有限公司长寿分公司"`` gives ``"重庆甲化工有限公司"``, ``"四川大学华西医院"`` gives ``"四川大学"``.
    """
    if is_latin(cleaned):
        return ""
    text = unified(cleaned, words)
    head = re.match(r"(.{2,}?(?:有限公司|集团公司|总公司|公司))(.{2,})$", text)
    if head and words.branches.ending(head[2]):
        return head[1] if not head[2].startswith("(") else ""
    for found in words.institutions.finditer(text):
        rest = text[found.end() :]
        if found.start() >= 2 and len(rest) >= 3 and rest[0] not in _NO_HEAD and "集团" not in found[0]:
            return text[: found.end()]
    return ""


def _leading_places(text: str, words: PartyWords) -> tuple[list[str], str]:
    found: list[str] = []
    while place := words.places.leading(text) or (words.inner_places.leading(text) if found else ""):
        found.append(place)
        text = text[len(place) :]
    return found, text


def _trailing_place(text: str, words: PartyWords) -> tuple[list[str], str]:
    place = words.places.ending(text)
    return ([place], text.removesuffix(place)) if place and len(text) - len(place) >= 2 else ([], text)


def _latin_parts(parts: list[str], words: PartyWords) -> NameParts:
    form: list[str] = []
    while parts and parts[-1] in words.latin_forms and len(parts[-1]) <= 4:
        form.insert(0, parts[-1])
        parts = parts[:-1]
    return NameParts((), " ".join(parts), "", " ".join(form))
