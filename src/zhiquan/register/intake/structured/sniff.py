"""What a file is, told from its first bytes (文件判别)."""

from __future__ import annotations

import re
from typing import NamedTuple

from zhiquan.register.intake.structured.encodings import encoding_of

HEAD = 1 << 16
"""Bytes looked at first; more are read while a document type declaration goes on."""

_SKIP = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_ROOT = re.compile(r"<([A-Za-z_][^\s/>]*)((?:\s[^>]*)?)>?", re.DOTALL).match
_DECLARATION = re.compile(r"<!(?:ELEMENT|ENTITY|ATTLIST|NOTATION)\b|<!\[").match


class Head(NamedTuple):
    """What stands at the beginning of a file (文件开头).

    Attributes:
        form: ``xml``, ``dtd``, ``json``, ``text``, or empty for none of them.
        root: local name of the root element of XML.
        text: the first characters, mark removed.
    """

    form: str
    root: str = ""
    text: str = ""


def head_of(first: bytes) -> Head | None:
    """The beginning of a file; None when more bytes are needed to tell (文件开头判别).

    Args:
        first: first bytes, 64 KiB or more.

    Returns:
        For ``b"<?xml version='1.0'?><ops:world-patent-data>"``: form ``xml``, root ``world-patent-data``.
    """
    try:
        text = first.decode(encoding_of(first), "replace").removeprefix("\ufeff")
    except LookupError:
        text = first.decode("latin-1")
    bare = text.lstrip()
    if bare.startswith(("{", "[")):
        return Head("json", "", bare)
    if not bare.startswith("<"):
        return Head("" if "\x00" in text[:1024] else "text", "", text)
    return _markup(bare)


def _markup(text: str) -> Head | None:
    place = 0
    while True:
        while found := _SKIP.match(text, place):
            place = found.end()
        if _DECLARATION(text, place):
            return Head("dtd", "", text)
        if text[place : place + 9].upper() == "<!DOCTYPE":
            end = _end_of_doctype(text, place)
            if end < 0:
                return None
            place = end
            continue
        break
    root = _ROOT(text, place)
    if root is None:
        return None if _is_unfinished(text, place) else Head("", "", text)
    return Head("xml", root[1].rpartition(":")[2], text[place:])


def _is_unfinished(text: str, place: int) -> bool:
    return place >= len(text) or text.startswith(("<!--", "<?"), place)


def _end_of_doctype(text: str, place: int) -> int:
    """Place behind a document type declaration, -1 when it goes on behind the text."""
    inside, quote, at = 0, "", place
    while at < len(text):
        one = text[at]
        if quote:
            quote = "" if one == quote else quote
        elif text.startswith("<!--", at):
            end = text.find("-->", at)
            if end < 0:
                return -1
            at = end + 2
        elif one in "\"'":
            quote = one
        elif one == "[":
            inside += 1
        elif one == "]":
            inside -= 1
        elif one == ">" and inside <= 0:
            return at + 1
        at += 1
    return -1
