"""US tagged text: search-system documents (BRS) and the full-text files of 1976-2001 (APS) (美国标签文本)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from zhiquan.basics.words import Words
from zhiquan.register.intake.structured.encodings import utf8_chunks
from zhiquan.register.intake.structured.faults import bad_file

Tags = list[tuple[str, str]]
"""Tag and text in order; a tag alone on its line, such as ``INVT``, opens a group and has no text."""

_BRS_TAG = re.compile(r"([A-Z]{3,4}) (.*)").fullmatch
_APS_TAG = re.compile(r"([A-Z0-9]{2,4}) {1,3}(.*)").fullmatch
_GROUP = re.compile(r"([A-Z]{4})\s*").fullmatch
_BOUNDARY = "*** BRS DOCUMENT BOUNDARY ***"
_APS_HEAD = re.compile(r"(?:HHHHHT.*|PATN)\s*").fullmatch
_WKU = re.compile(r"WKU {1,2}\S+\s*").fullmatch


def tagged_format(head: str) -> str | None:
    """Which tagged text a file begins like: ``"us-brs"``, ``"us-aps"`` or None (标签文本判定).

    Args:
        head: first characters of the file.
    """
    lines = [line for line in head.splitlines()[:40] if line.strip()]
    if any(line.strip() == _BOUNDARY for line in lines):
        return "us-brs"
    if not lines or not any(map(_WKU, lines)):
        return None
    if _APS_HEAD(lines[0]):
        return "us-aps"
    return "us-brs" if _WKU(lines[0]) and sum(_BRS_TAG(line) is not None for line in lines) > 5 else None


def tagged_documents(file: Path, *, form: str, shown: str) -> Iterator[tuple[Tags, int]]:
    """The documents of a tagged file: their tags, and the line each starts at (逐件读取).

    Args:
        file: the file.
        form: ``us-brs`` or ``us-aps``.
        shown: name to show in errors.

    Raises:
        BadInput: a document does not state its number, as when the file begins in the middle of one.
    """
    tags: Tags = []
    first = 1
    for number, line in enumerate(_lines(file, shown), start=1):
        if _starts(line, form) and any(tag == "WKU" for tag, _ in tags):
            yield tags, first
            tags = []
        if not tags:
            first = number
        _add(tags, line, form)
    if any(tag == "WKU" for tag, _ in tags):
        yield tags, first
    elif any(text for _, text in tags):
        raise bad_file(Words("末尾的文献没有编号 WKU", "the last document has no number WKU"), file=shown, line=first)


def _starts(line: str, form: str) -> bool:
    return line.startswith(("WKU ", "0")) if form == "us-brs" else line.strip() == "PATN"


def _add(tags: Tags, line: str, form: str) -> None:
    """Read one line: a tag with text, a group, or more text of the tag before."""
    if not line.strip() or line.strip() == _BOUNDARY or line.startswith("HHHHHT"):
        return
    group = _GROUP(line)
    if form == "us-aps" and group:
        tags.append((group[1], ""))
        return
    found = _BRS_TAG(line) if form == "us-brs" else _APS_TAG(line)
    if found and (form == "us-brs" or not line.startswith(" ")):
        tags.append((found[1], found[2].strip("\r\n")))
    elif tags and line.startswith("  "):
        tag, text = tags[-1]
        tags[-1] = (tag, f"{text} {line.strip()}")


def _lines(file: Path, shown: str) -> Iterator[str]:
    rest = b""
    for piece in utf8_chunks(file, shown=shown):
        *whole, rest = (rest + piece).split(b"\n")
        for line in whole:
            yield _decoded(line)
    if rest:
        yield _decoded(rest)


def _decoded(line: bytes) -> str:
    """The older files hold single bytes and declare nothing."""
    try:
        return line.decode("utf-8").rstrip("\r")
    except UnicodeDecodeError:
        return line.decode("latin-1").rstrip("\r")
