"""The town an address names once its district is known (区县内的镇街)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from zhiquan.knowledge.regions import district

_ROAD = re.compile(
    r"[东西南北中上下新老正大支环一二三四五六七八九十]{0,2}(?:路|街|大道|巷|桥|村|湖|山|水库|中学|小学)"
    r"|[镇乡](?:路|街|大道)"
)
_SPAN = re.compile(r"(?:组团|工业|园区|开发区|新区|产业|片区|高速|收费站)")
_BETWEEN = frozenset("，,、。.;；:：()（）[]【】-—/·")


@dataclass(frozen=True, slots=True)
class TownFound:
    """A town named: its code, the words, and whether another town is named besides."""

    code: str
    written: str
    is_alone: bool


def town_in(text: str, start: int, *, code: str, overlay: Path | None) -> TownFound | None:
    """The town of district ``code`` that ``text`` names from ``start`` on, or None (镇街).

    A town's full name counts anywhere, then a road or village that only it has; a short name only right after the
    district or a zone, and not as part of a road's or a zone's name.
    """
    by_first = _words(code, overlay)
    found: dict[str, TownFound] = {}
    at, near, size = start, True, len(text)
    while at < size:
        for word, town, form in by_first.get(text[at], ()):
            if text.startswith(word, at) and _counts(text, at + len(word), form, near=near):
                _note(found, form, TownFound(town, word, is_alone=True))
                at += len(word)
                break
        else:
            near = near and text[at] in _BETWEEN
            at += 1
    return found.get("full") or found.get("alias") or found.get("short")


def _counts(text: str, end: int, form: str, *, near: bool) -> bool:
    if form == "zone":
        return True
    if form == "short":
        return near and not _ROAD.match(text, end) and not _SPAN.match(text, end)
    return form == "alias" or not text.startswith(("路", "大道", "街"), end)


def _note(found: dict[str, TownFound], form: str, town: TownFound) -> None:
    held = found.setdefault(form, town)
    if held.code != town.code:
        found[form] = TownFound(held.code, held.written, is_alone=False)


@cache
def _words(code: str, overlay: Path | None) -> dict[str, list[tuple[str, str, str]]]:
    """Words by their first character, longest first: the word, the town and the form."""
    home = district(code, overlay)
    words: dict[str, tuple[str, str]] = {}
    for zone in home.zones:
        words |= dict.fromkeys((zone.name, *zone.aliases), ("", "zone"))
    for town in home.towns:
        words |= dict.fromkeys(town.aliases, (town.code, "alias"))
        if len(town.short_name) > 1:
            words.setdefault(town.short_name, (town.code, "short"))
        words[town.name] = (town.code, "full")
    found: dict[str, list[tuple[str, str, str]]] = {}
    for word in sorted(filter(None, words), key=lambda word: (-len(word), word)):
        found.setdefault(word[0], []).append((word, *words[word]))
    return found
