"""Plain texts, days and numbers out of elements (取文本).

Paths are local names joined by ``/``; ``*`` is any child. The first path that finds something counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from xml.etree.ElementTree import Element

_DAY = re.compile(r"\s*([0-9]{4})[-./年]?([0-9]{1,2})[-./月]?([0-9]{1,2})(?:日|T.*|\s.*)?\s*", re.DOTALL).fullmatch
_BLOCKS = frozenset(
    {"p", "P", "li", "PARA", "paragraph", "claim-text", "ClaimText", "CLMSTEP", "Paragraphs", "heading", "H", "row"}
)


_BREAK_IN_CHINESE = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t\r\u3000]*\n\s*(?=[\u3000-\u9fff\uff00-\uffef])"
).sub


def collapse(text: str | None) -> str:
    """A text with its white space collapsed (空白合并).

    Returns:
        ``collapse(" a  b ")`` is ``"a b"``; a line break between two Chinese characters leaves no blank.
    """
    if not text:
        return ""
    if "\n" in text and not text.isascii():
        text = _BREAK_IN_CHINESE("", text)
    return " ".join(text.split())


def plain(element: Element | None) -> str:
    """All text within an element, markup dropped, white space collapsed (纯文本).

    ``<p>a <b>1</b>.<br/>b</p>`` gives ``"a 1. b"``.
    """
    if element is None:
        return ""
    if not len(element):
        return collapse(element.text)
    return collapse("".join(_pieces(element)))


def _pieces(element: Element) -> Iterator[str]:
    """Texts in document order; a blank stands where a block begins or ends, a line break for ``br``."""
    stack: list[tuple[Element, bool]] = [(element, False)]
    while stack:
        node, left = stack.pop()
        edge = " " if node.tag in _BLOCKS else "\n" if node.tag in {"br", "BR"} else ""
        if left:
            yield edge
            yield node.tail or ""
            continue
        yield edge
        yield node.text or ""
        if node is not element:
            stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def found(element: Element | None, *paths: str) -> Element | None:
    """The first element at the first path that has one, None when no path has (取元素)."""
    if element is not None:
        for path in paths:
            hit = element.find(path)
            if hit is not None:
                return hit
    return None


def every(element: Element | None, *paths: str) -> list[Element]:
    """All elements at the first path that has any (取全部元素)."""
    if element is not None:
        for path in paths:
            hits = element.findall(path)
            if hits:
                return hits
    return []


def text(element: Element | None, *paths: str) -> str | None:
    """Plain text at the first path where some stands, None when none does (取文本)."""
    if element is not None:
        for path in paths:
            for hit in element.iterfind(path):
                said = plain(hit)
                if said:
                    return said
    return None


def distinct(texts: Iterable[str | None]) -> list[str]:
    """Texts without empty and repeated ones, in order (去重)."""
    return list(dict.fromkeys(one for one in texts if one))


def day(said: str | None) -> date | None:
    """A day of any printed form, None when it is incomplete or impossible (日期).

    Returns:
        ``day("20221021")`` is 2022-10-21; ``day("19930400")`` and ``day("00010101")`` are None.
    """
    match = _DAY(said) if said else None
    if match is None:
        return None
    try:
        made = date(*map(int, match.groups()))
    except ValueError:
        return None
    return made if made.year >= 1800 else None


def day_at(element: Element | None, *paths: str) -> date | None:
    """The first readable day at any of the paths (取日期)."""
    if element is not None:
        for path in paths:
            for hit in element.iterfind(path):
                made = day(plain(hit))
                if made:
                    return made
    return None


def whole(said: str | None) -> int | None:
    """A whole number >= 0, None when it is none (整数). ``whole("17")`` is 17."""
    plain_text = (said or "").strip()
    return int(plain_text) if plain_text.isascii() and plain_text.isdecimal() and len(plain_text) < 10 else None
