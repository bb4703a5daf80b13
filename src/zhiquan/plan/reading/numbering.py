"""Numbers before headings: 第一章, 一、, （一）, 1., 2.3.1 (标题编号)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhiquan.plan.reading.numerals import chinese_number

_CN = "[一二三四五六七八九十百零〇○]{1,5}"
_KINDS = {
    "part": rf"第\s*(?P<part>{_CN}|\d{{1,2}})\s*(?:篇|编|部分)",
    "chapter": rf"第\s*(?P<chapter>{_CN}|\d{{1,2}})\s*章",
    "section": rf"第\s*(?P<section>{_CN}|\d{{1,2}})\s*节",
    "article": rf"第\s*(?P<article>{_CN}|\d{{1,3}})\s*条(?![款例件])",
    "chinese": rf"(?P<chinese>{_CN})\s*[、.．]",
    "bracketed": rf"[（(﹙]\s*(?P<bracketed>{_CN})\s*[）)﹚]\s*、?",
    "decimal": r"(?P<decimal>\d{1,2}(?:[.．]\d{1,2}){1,3})(?![\d%％.．万亿个家项年])[.．、]?",
    "arabic": r"(?P<arabic>\d{1,2})\s*[.．、](?!\d)",
    "bare": r"(?P<bare>\d{1,2})\s+(?=[一-鿿]{2,30}$)",
    "digits": r"[（(]\s*(?P<digits>\d{1,2})\s*[）)]",
}
RANKS = {kind: rank for rank, kind in enumerate(_KINDS)} | {"bare": list(_KINDS).index("arabic")}
"""Kinds of numbers, the highest first."""

_AT_START = re.compile("|".join(_KINDS.values()))
_INSIDE = re.compile(
    r"(?<=[。！？”）)：])\s*(?:"
    + "|".join(_KINDS[kind] for kind in ("part", "chapter", "section", "chinese", "bracketed", "arabic"))
    + ")"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A number that may open a heading (编号).

    Attributes:
        kind: a key of ``RANKS``.
        ordinal: its last number.
        parts: all its numbers; more than one only for 2.3.1.
        printed: as printed.
        start, end: where it stands in its line.
    """

    kind: str
    ordinal: int
    parts: tuple[int, ...]
    printed: str
    start: int
    end: int


def mark_at_start(text: str) -> Mark | None:
    """The number a line begins with.

    ``mark_at_start("（二）发展目标。")`` is of kind ``bracketed``, ordinal 2; None for ``"二是发展"``.
    """
    found = _AT_START.match(text)
    return _mark(found) if found else None


def marks_inside(text: str) -> list[Mark]:
    """Numbers after the end of a sentence within a line, where a document has lost its line breaks."""
    return [_mark(found) for found in _INSIDE.finditer(text)]


def open_mark(text: str, start: int) -> Mark | None:
    """The number of kind （一） nearest after ``start``, within the 40 characters a bare heading may have."""
    found = re.compile(_KINDS["bracketed"]).search(text, start, start + 40)
    return _mark(found) if found and not re.search("[。；]", text[start : found.start()]) else None


def _mark(found: re.Match[str]) -> Mark:
    kind = found.lastgroup or ""
    written = found[kind]
    parts = tuple(_number(part) for part in re.split("[.．]", written))
    printed = found[0].strip()
    return Mark(kind, parts[-1], parts, printed, found.end() - len(found[0].lstrip()), found.end())


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() else int(chinese_number(written) or 0)
