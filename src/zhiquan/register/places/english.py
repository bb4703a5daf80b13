"""Addresses without a Chinese character (英文地址)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zhiquan.knowledge.regions import district
from zhiquan.knowledge.regions_districts import district_files
from zhiquan.knowledge.regions_written import COUNTRIES_IN_ENGLISH, PROVINCE_IN_ENGLISH

_CHINA = re.compile(r"\b(?:china|cn|p\.?\s?r\.?\s?c)\b", re.IGNORECASE)
_FIRST_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class EnglishPlace:
    """What English words say: codes or None, the words, and whether the address is in another country."""

    region: str | None
    town: str | None
    written: tuple[str, ...]
    is_abroad: bool


def english_place(address: str, overlay: Path | None) -> EnglishPlace:
    """District, else province, of an English address.

    ``english_place("Yanjia, Changshou District, Chongqing, China", None)`` is in region 500115, town 500115002.
    """
    text = " ".join(re.findall(r"[a-z.]+", address.lower()))
    padded = f" {text.replace('.', '')} "
    provinces = {name: code for name, code in PROVINCE_IN_ENGLISH.items() if f" {name} " in padded}
    if not provinces and not _CHINA.search(address):
        is_abroad = any(f" {name.replace('.', '')} " in padded for name in COUNTRIES_IN_ENGLISH)
        return EnglishPlace(None, None, (), is_abroad)
    for code, word, towns in _districts(overlay):
        if f" {word} " in padded and (not provinces or f"{code[:2]}0000" in provinces.values()):
            named = [(town, english) for english, town in towns if f" {english} " in padded]
            town, english = named[0] if len(named) == 1 else (None, "")
            return EnglishPlace(code, town, tuple(filter(None, (*provinces, word, english))), is_abroad=False)
    names = tuple(provinces)
    return EnglishPlace(provinces[names[0]] if len(names) == 1 else None, None, names, is_abroad=False)


@cache
def _districts(overlay: Path | None) -> tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...]:
    """Code, first English word and towns of every district that has a file."""
    homes = [district(code, overlay) for code in district_files(overlay)]
    return tuple(
        (home.code, word[0], tuple((found[0], town.code) for town in home.towns if (found := _word(town.name_en))))
        for home in homes
        if (word := _word(home.label.en))
    )


def _word(english: str) -> re.Match[str] | None:
    return _FIRST_WORD.match(english.lower())
