"""Answers of the definitions that readers of columns ask for (取值查询)."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

from zhiquan.knowledge.regions import district
from zhiquan.knowledge.tables_open import open_table
from zhiquan.register.intake.values import Lookups
from zhiquan.register.rules import Rules


def lookups_for(rules: Rules, *, tool: str, home: str, overlay: Path | None) -> Lookups:
    """The look-ups for files of one tool in one home district.

    Args:
        rules: the definitions.
        tool: vocabulary of the file.
        home: six-digit code of the home district.
        overlay: the office's own data files.
    """
    regions, towns = _regions(home, overlay), _towns(home, overlay)
    events: dict[str, str | None] = {}

    def event(word: str) -> str | None:
        if word not in events:
            reading = rules.read_word(tool, word)
            events[word] = reading.event if reading else None
        return events[word]

    return Lookups(event=event, region=lambda name: regions.get(_short(name)), town=towns.get, home=home)


@cache
def _regions(home: str, overlay: Path | None) -> dict[str, str]:
    """Names of districts that are one place only, or one place in the home district's province."""
    codes: dict[str, set[str]] = defaultdict(set)
    for row in open_table("regions", overlay).rows:
        if not row["replaced_by"]:
            codes[_short(row["name"])].add(row["code"])
            codes[row["name"]].add(row["code"])
    found: dict[str, str] = {}
    for name, several in codes.items():
        near = {code for code in several if code[:2] == home[:2]}
        chosen = several if len(several) == 1 else near
        if len(chosen) == 1:
            found[name] = next(iter(chosen))
    return found


def _short(name: str) -> str:
    """A district's name without the city before it: of 重庆市长寿区 it is 长寿区."""
    plain = name.strip()
    for mark in ("省", "市"):
        head, found, tail = plain.partition(mark)
        if found and len(tail) >= 2 and len(head) >= 2:
            plain = tail
    return plain


@cache
def _towns(home: str, overlay: Path | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for town in district(home, overlay).towns:
        for name in (town.name, town.short_name, *town.aliases):
            found.setdefault(name, town.code)
    return found
