"""US grants in SGML, whose tags need not be closed (SGML 专利文献)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from zhiquan.basics.words import Words
from zhiquan.register.intake.structured.encodings import utf8_chunks
from zhiquan.register.intake.structured.entities import Declared, shown
from zhiquan.register.intake.structured.faults import bad_file
from zhiquan.register.intake.structured.stream import DEEPEST

_LARGEST: Final = 1 << 26  # bytes of one document
_BEGIN = b"<PATDOC"
_END = b"</PATDOC>"
_PASSED_OVER: Final = frozenset({"SDODE", "SDODR", "SDOCR"})
_ALONE: Final = frozenset({"EMI", "CITED-BY-EXAMINER", "CITED-BY-OTHER", "COLSPEC", "SPANSPEC", "CUSTOM-CHARACTER"})
_ENTITY = re.compile(rb"<!ENTITY\s+(%\s+)?([^\s>]+)\s+([^>]*)>", re.IGNORECASE)
_OUTER = re.compile(rb"^(?:SYSTEM|PUBLIC)\b", re.IGNORECASE).match
_IMAGE = re.compile(rb"\bNDATA\b", re.IGNORECASE).search
_LITERAL = re.compile(rb"""^(?:CDATA\s+|SDATA\s+)?(["'])(.*)\1\s*$""", re.DOTALL | re.IGNORECASE).match


class _Document(HTMLParser):
    """One document as a tree; what is not closed closes with its parent."""

    def __init__(self, *, declared: Declared, file: str, line: int) -> None:
        super().__init__(convert_charrefs=False)
        self.root: Element | None = None
        self._open: list[Element] = []
        self._declared, self._file, self._before = declared, file, line - 1
        self._passing = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        name = tag.upper()
        given = {key.upper(): value or "" for key, value in attrs}
        node = SubElement(self._open[-1], name, given) if self._open else Element(name, given)
        self.root = node if self.root is None else self.root
        if name not in _ALONE:
            self._open.append(node)
        if len(self._open) > DEEPEST:
            raise self._here(Words(f"元素嵌套超过 {DEEPEST} 层", f"elements are nested more than {DEEPEST} deep"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._open:
            SubElement(self._open[-1], tag.upper(), {key.upper(): value or "" for key, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        name = tag.upper()
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].tag == name:
                del self._open[place:]
                return

    def handle_data(self, data: str) -> None:
        if not self._open:
            return
        holder = self._open[-1]
        if len(holder):
            holder[-1].tail = (holder[-1].tail or "") + data
        else:
            holder.text = (holder.text or "") + data

    def handle_entityref(self, name: str) -> None:
        rule = self._declared.refused(name)
        if rule:
            raise self._here(rule, "hostile")
        self.handle_data(shown(name))

    def handle_charref(self, name: str) -> None:
        digits = name[1:] if name[:1] in "xX" else name
        is_hex = digits != name
        number = int(digits, 16) if is_hex else int(digits) if len(digits) < 8 else 0
        is_character = 31 < number < 0x110000 and not 0xD800 <= number < 0xE000
        self.handle_data(chr(number) if is_character else f"&#{name};")

    def _here(self, rule: Words, remedy: str = "broken") -> Exception:
        line, column = self.getpos()
        return bad_file(rule, file=self._file, line=self._before + line, column=column + 1, remedy=remedy)


def sgml_documents(file: Path, *, shown: str) -> Iterator[tuple[Element, int]]:
    """The ``PATDOC`` elements of a file, one after another, and the line each starts at (逐件读取).

    Raises:
        BadInput: a document is cut off, or calls for content outside the file.
    """
    held, line, declared = b"", 1, Declared()
    for piece in utf8_chunks(file, shown=shown):
        held += piece
        while True:
            start = held.find(_BEGIN)
            end = held.find(_END, max(start, 0))
            if start < 0 or end < 0:
                break
            declared = _declarations(held[:start], file=shown, line=line) or declared
            first = line + held.count(b"\n", 0, start)
            yield _tree(held[start : end + len(_END)], declared=declared, file=shown, line=first), first
            line += held.count(b"\n", 0, end)
            held = held[end + len(_END) :]
        if len(held) > _LARGEST:
            break
    if held.find(_BEGIN) >= 0:
        line += held.count(b"\n")
        raise bad_file(Words("SGML 不完整：文件中途结束", "the SGML is cut off"), file=shown, line=line)


def _tree(document: bytes, *, declared: Declared, file: str, line: int) -> Element:
    parser = _Document(declared=declared, file=file, line=line)
    for name in _PASSED_OVER:
        document = _without(document, name.encode())
    try:
        text = document.decode("utf-8")
    except UnicodeDecodeError:
        text = document.decode("latin-1")  # the older weekly files hold single bytes and declare nothing
    parser.feed(text)
    parser.close()
    return parser.root if parser.root is not None else Element("PATDOC")


def _without(document: bytes, name: bytes) -> bytes:
    """The document without the first part of that name, its lines kept."""
    start = document.find(b"<" + name)
    end = document.find(b"</" + name + b">", start)
    if start < 0 or end < 0:
        return document
    return document[:start] + b"\n" * document.count(b"\n", start, end) + document[end + len(name) + 3 :]


def _declarations(head: bytes, *, file: str, line: int) -> Declared | None:
    """Entities declared before a document; None when it declares nothing."""
    if b"<!DOCTYPE" not in head and b"<!doctype" not in head:
        return None
    declared = Declared()
    for found in _ENTITY.finditer(head):
        body = found[3]
        literal = _LITERAL(body)
        outer = _OUTER(body) is not None
        rule = declared.add(
            found[2].decode("utf-8", "replace"),
            is_set=found[1] is not None,
            text=None if outer or not literal else literal[2].decode("utf-8", "replace"),
            address=body.decode("utf-8", "replace").split()[-1].strip("\"'") if outer else "",
            is_image=_IMAGE(body) is not None,
        )
        if rule:
            at = line + head.count(b"\n", 0, found.start())
            raise bad_file(rule, file=file, line=at, remedy="hostile")
    return declared
