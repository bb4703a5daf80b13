"""Words that the names of parties are made of, as data: forms, trades, branches, places (主体名称用语)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zhiquan.knowledge.definition_files import SHIPPED, find_files, read_definition
from zhiquan.knowledge.shapes import Definition
from zhiquan.knowledge.tables_open import open_table

FOLDER = "party_names"
_ENDINGS = re.compile(
    r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|[\u4e00-\u9fff]{1,3}族自治[州县]|自治[州县旗]|地区|省|市|区|县|旗|州|盟)$"
)


class PartyNameWords(Definition):
    """One list of words (主体名称用语表).

    Attributes:
        words: words as unified; or a spelling to the one form it is read as.
    """

    words: Mapping[str, str] | tuple[str, ...]


class WordList:
    """Words that texts may begin or end with, found in one step (词表).

    ``WordList(["重庆", "重庆市"]).leading("重庆市甲公司")`` is ``"重庆市"``.
    """

    __slots__ = ("_ends", "_starts", "words")

    def __init__(self, words: Iterable[str]) -> None:
        self.words = frozenset(word for word in words if len(word) > 1)
        self._starts = _lengths(self.words, lambda word: word[:2])
        self._ends = _lengths(self.words, lambda word: word[-2:])

    def leading(self, text: str) -> str:
        """The longest word the text begins with; empty when none."""
        for size in self._starts.get(text[:2], ()):
            if text[:size] in self.words:
                return text[:size]
        return ""

    def ending(self, text: str) -> str:
        """The longest word the text ends with; empty when none."""
        for size in self._ends.get(text[-2:], ()):
            if text[-size:] in self.words:
                return text[-size:]
        return ""

    def __contains__(self, word: str) -> bool:
        return word in self.words


def _lengths(words: Iterable[str], part: Callable[[str], str]) -> dict[str, tuple[int, ...]]:
    """Two characters to the lengths of the words that begin or end with them, longest first."""
    found: dict[str, set[int]] = {}
    for word in words:
        found.setdefault(part(word), set()).add(len(word))
    return {part: tuple(sorted(sizes, reverse=True)) for part, sizes in found.items()}


@dataclass(frozen=True, slots=True, eq=False)
class PartyWords:
    """The words of names, ready to look up; two are equal only when they are the same object (名称用语).

    Attributes:
        spellings: spelling of a legal form and the form it is read as, longest first.
        chinese_forms: legal forms at the end of Chinese names.
        latin_forms: words that make a name in Latin letters an organisation's.
        organisations: words that make a Chinese name an organisation's.
        institutions: endings of an institution's own name, before which and after which parts stand.
        branches: endings of the name of a branch.
        trades: words of a trade, which tell no enterprise apart.
        places: names of places that may begin a name or stand in brackets.
        inner_places: names that are a place only after another one.
    """

    spellings: tuple[tuple[str, str], ...]
    chinese_forms: WordList
    latin_forms: frozenset[str]
    organisations: re.Pattern[str]
    institutions: re.Pattern[str]
    branches: WordList
    trades: WordList
    places: WordList
    inner_places: WordList


@cache
def party_words(overlay: Path | None = None) -> PartyWords:
    """The words of names, with an office's own files laid over the shipped ones.

    Returns:
        Of the shipped files: ``"科技" in party_words().trades``, ``"重庆" in party_words().places``.

    Raises:
        BadDefinition: a file is wrong.
    """
    files = find_files(FOLDER, shipped=SHIPPED, overlay=overlay)
    read = {name: read_definition(file, PartyNameWords) for name, file in files.items()}
    lists = {name: found.words for name, found in read.items() if isinstance(found, PartyNameWords)}
    forms = lists["legal_forms"]
    assert isinstance(forms, Mapping)
    places, inner = _places(overlay)
    return PartyWords(
        spellings=tuple(sorted(forms.items(), key=lambda pair: (-len(pair[0]), pair[0]))),
        chinese_forms=WordList(lists["chinese_forms"]),
        latin_forms=frozenset(lists["latin_forms"]),
        organisations=_any_of(lists["organisations"]),
        institutions=_any_of(lists["institutions"]),
        branches=WordList(lists["branches"]),
        trades=WordList(lists["trades"]),
        places=WordList({*lists["places"], *places}),
        inner_places=WordList(inner),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words; those of one character only at the end."""
    listed = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(re.escape(word) + ("$" if len(word) == 1 else "") for word in listed))


def _places(overlay: Path | None) -> tuple[set[str], set[str]]:
    """Names of places; and short names of districts and counties, which are common words as well."""
    places: set[str] = set()
    inner: set[str] = set()
    for row in open_table("regions", overlay).rows:
        name = row["name"]
        short = _ENDINGS.sub("", name)
        places.add(name)
        if len(short) > 1:
            (places if name.endswith(("省", "市", "自治区", "特别行政区", "自治州", "地区")) else inner).add(short)
    return places, inner - places
