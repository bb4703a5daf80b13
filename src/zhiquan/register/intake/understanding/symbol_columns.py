"""Columns of classification symbols, told by their values (分类号列)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from zhiquan.knowledge.tables_open import open_table
from zhiquan.register.intake.understanding import looks
from zhiquan.register.intake.understanding.profiles import ENOUGH, Profile, Sure
from zhiquan.register.intake.values.texts import half_width, text_of

_INDEXING = re.compile(r"\bY\d\d[A-Z]|[A-H]\d\d[A-Z] ?0*2\d{3}/?\d")
"""What only the cooperative classification has: section Y and main groups from 2000."""

_TITLED = re.compile(r"^[A-H]\d\d[A-Z]\s*\d+/\d+\s*[▪·.]*\s*[\u4e00-\u9fff]")
"""A symbol with the title of its group, as one tool prints the main one."""

_INDUSTRY = re.compile(r"(?:[A-T]?\d{4}|[A-T]\d{2,4})(?:\s*[(（][^()（）]*[)）])?")
_EMERGING = re.compile(r"^\s*\d{1,2}(?:\.\d{1,2}){1,2}\s*[(（][^()（）]*[)）]")
_SEPARATORS = re.compile(r"\s*[;；|\n]\s*|(?<=[)）]),")


def _main_class(profile: Profile, known: Mapping[str, Profile]) -> float:
    """One symbol in nearly every cell, before all the first of the lists beside it."""
    share = profile.share(looks.is_symbol)
    if share >= ENOUGH and profile.matching(_TITLED) >= 0.5:
        return 0.7 * share
    if share < ENOUGH or profile.items > 1.05:
        return 0.0
    leading = _leading(profile, known["ipc"]) if "ipc" in known else 0.0
    return (
        0.6 * share
        + 0.1 * leading
        - (0.2 if profile.matching(_INDEXING) > 0.02 else 0.0)
        - 0.1 * (profile.items - 1)
        - min(profile.length, 20) / 1_000
    )


def _leading(profile: Profile, lists: Profile) -> float:
    """Share of rows whose symbol is the first of the list beside it."""
    pairs = [
        (_bare(one), _bare(_SEPARATORS.split(several)[0]))
        for cell, other in zip(profile.cells, lists.cells, strict=True)
        if (one := text_of(cell)) and (several := text_of(other))
    ]
    return sum(first.startswith(one) for one, first in pairs) / len(pairs) if pairs else 0.0


def _bare(symbol: str) -> str:
    return re.sub(r"\s", "", half_width(symbol).upper())


def _lists(profile: Profile, known: Mapping[str, Profile]) -> float:
    """Lists of symbols of the international classification."""
    return _ipc(profile, known) if profile.items >= 1.1 and profile.matching(_TITLED) < 0.5 else 0.0


def _ipc(profile: Profile, known: Mapping[str, Profile]) -> float:
    """Lists of symbols; where there is a column of main ones, lists of one too."""
    share = profile.share(looks.is_symbol)
    if share < ENOUGH or profile.matching(_INDEXING) > 0.02 or (profile.items < 1.1 and "main_class" not in known):
        return 0.0
    return 0.55 * share + min(profile.items, 4) / 100


def _cpc(profile: Profile, known: Mapping[str, Profile]) -> float:
    """Lists of symbols with what only the cooperative classification has, or beside those of the international one."""
    share = profile.share(looks.is_symbol)
    if share < ENOUGH or profile.items < 1.1:
        return 0.0
    if profile.matching(_INDEXING) > 0.02:
        return 0.6 * share
    return 0.5 * share if "ipc" in known and profile.fullness < known["ipc"].fullness else 0.0


def _gbt4754(profile: Profile, known: Mapping[str, Profile]) -> float:
    """Codes of the national classification of industries, most with their letter, or all in its table."""
    del known
    codes = [part for text in profile.texts for part in _SEPARATORS.split(text.strip(" ;")) if part]
    if not codes or sum(bool(_INDUSTRY.fullmatch(code)) for code in codes) < ENOUGH * len(codes):
        return 0.0
    digits = [code[:5].strip("ABCDEFGHIJKLMNOPQRST (（") for code in codes]
    listed = sum(code in _classes() for code in digits) / len(digits)
    if not any(code[0].isalpha() for code in codes) and (listed < 0.9 or len(set(digits)) < 3 or _are_years(digits)):
        return 0.0
    return 0.6 * min(1.0, listed + 0.2) if listed >= 0.6 else 0.0


def _are_years(digits: list[str]) -> bool:
    return all(code.startswith(("19", "20")) for code in digits)


@cache
def _classes() -> frozenset[str]:
    """Digits of the classes; those of older editions still stand in files, so not all codes need be here."""
    return frozenset(row["code"][1:] for row in open_table("gbt4754").rows)


def _sei(profile: Profile, known: Mapping[str, Profile]) -> float:
    del known
    share = profile.matching(_EMERGING)
    return 0.65 * share if share >= ENOUGH else 0.0


SYMBOLS: Sequence[tuple[str, Sure]] = (
    ("ipc", _lists),
    ("main_class", _main_class),
    ("ipc", _ipc),
    ("cpc", _cpc),
    ("gbt4754", _gbt4754),
    ("sei", _sei),
)
"""Fields in the order they are sought, and how sure a column is one, 0 to 0.79."""
