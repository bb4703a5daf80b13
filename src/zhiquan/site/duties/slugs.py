"""Names for addresses made from numbers of lists: short, unique, without slashes (地址中的编号)."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

_PLAIN = re.compile(r"[\w〔〕（）()\-]+(?:[.·][\w〔〕（）()\-]+)*")
_DIGITS = 8


def slugs(entries: Sequence[tuple[str, str]]) -> list[str]:
    """A name for each numbered text of a list, each once.

    A number that cannot stand in an address, is missing or stands twice gets a short hash of number and text.

    Args:
        entries: number and text of each.

    Returns:
        ``slugs([("7", "甲"), ("纪要1号/2", "乙")])`` is ``["7", "纪要1号·2"]``.
    """
    plain = [number.strip().replace("/", "·") for number, _ in entries]
    often = Counter(plain)
    found: list[str] = []
    seen: set[str] = set()
    for place, ((number, text), name) in enumerate(zip(entries, plain, strict=True)):
        chosen = name if often[name] == 1 and _PLAIN.fullmatch(name) else _hashed(number, text)
        if chosen in seen:
            chosen = _hashed(number, text, str(place))
        seen.add(chosen)
        found.append(chosen)
    return found


def by_number(entries: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The name of each number that stands once.

    Returns:
        ``by_number([("7", "甲")])`` is ``{"7": "7"}``.
    """
    often = Counter(number for number, _ in entries)
    pairs = zip(entries, slugs(entries), strict=True)
    return {number: name for (number, _), name in pairs if often[number] == 1}


def _hashed(*parts: str) -> str:
    return "n-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_DIGITS]
