"""Units of a folded text: one Chinese character or sign, or a whole run of Latin letters and digits (检索单元)."""

from __future__ import annotations

import re
from itertools import pairwise
from operator import add

JOINT = "\x1f"
"""Stands between two Latin units of a pair, so that ``a bc`` is not ``ab c``."""

_RUNS = re.compile(r"([a-z0-9]+)")
_FIRST_SIGN, _MOST_SIGNS = 0xE000, 6_000
_RARE = re.compile(r"[a-z0-9] +[a-z0-9]|[\ue000-\uf8ff]")
"""Runs side by side, or signs of private use, which stand for runs while a text is paired."""

_RUN_SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def units(folded: str) -> list[str]:
    """The units of a folded text, without blanks: ``units("led 灯泡 5w")`` is ``["led", "灯", "泡", "5w"]``."""
    found: list[str] = []
    for place, part in enumerate(_RUNS.split(folded)):
        if place % 2:
            found.append(part)
        elif part:
            found.extend(part.replace(" ", "") if " " in part else part)
    return found


def pairs(found: list[str]) -> list[str]:
    """Each unit with the next one: ``pairs(["结", "晶", "器"])`` is ``["结晶", "晶器"]``."""
    joined = list(map(add, found, found[1:]))
    for place, (one, other) in enumerate(pairwise(found)):
        if one[0] in _RUN_SIGNS and other[0] in _RUN_SIGNS:
            joined[place] = one + JOINT + other
    return joined


def is_run(unit: str) -> bool:
    """True for a run of Latin letters and digits."""
    return unit[0] in _RUN_SIGNS


def stream(folded: str) -> tuple[str, str]:
    """What is indexed of a folded text: its pairs in order, and its distinct units; blanks between."""
    if _RARE.search(folded):
        return _stream(folded)
    runs: dict[str, str] = {}

    def sign_of(found: re.Match[str]) -> str:
        return runs.setdefault(found[0], chr(_FIRST_SIGN + len(runs)))

    text = _RUNS.sub(sign_of, folded).replace(" ", "")  # one sign for each run: a text of signs is quickly paired
    if len(runs) > _MOST_SIGNS:
        return _stream(folded)
    joined, distinct = " ".join(map(add, text, text[1:])), " ".join(dict.fromkeys(text))
    for run, sign in runs.items():
        joined, distinct = joined.replace(sign, run), distinct.replace(sign, run)
    return joined, distinct


def _stream(folded: str) -> tuple[str, str]:
    """The same of any text, also of runs side by side."""
    found = units(folded)
    return " ".join(pairs(found)), " ".join(dict.fromkeys(found))
