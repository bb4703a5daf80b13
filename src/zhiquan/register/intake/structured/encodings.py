"""The text of a structured file, as UTF-8 bytes, whatever encoding it declares (编码)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from zhiquan.basics.words import Words
from zhiquan.register.intake.structured.faults import bad_file

CHUNK = 1 << 16
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""").search
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_WIDE = {"utf-16", "utf16", "ucs-2", "utf-16le", "utf-16be", "utf-32"}
_CHINESE = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "csgb2312"}


def encoding_of(head: bytes) -> str:
    """The codec a file is read with, from its mark, its declaration and its bytes (编码判定).

    Args:
        head: first bytes of the file, 64 KiB at most.

    Returns:
        ``encoding_of(b'<?xml version="1.0" encoding="GBK"?>...')`` is ``"gb18030"``; UTF-8 when nothing is declared,
        and when a file that declares a Chinese encoding is plainly UTF-8.

    Raises:
        LookupError: the declared encoding does not exist.
    """
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return codec
    found = _DECLARED(head)
    declared = found[1].decode("ascii").lower() if found else "utf-8"
    if declared in _WIDE:  # the declaration itself was readable as single bytes, so it cannot be true
        return "utf-8"
    if declared in _CHINESE:
        return "utf-8" if not head.isascii() and _is_utf8(head) else "gb18030"
    return codecs.lookup(declared).name


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def utf8_chunks(file: Path, *, shown: str) -> Iterator[bytes]:
    """The file as UTF-8 in pieces of about 64 KiB, without its mark (分块读取).

    Args:
        file: the file.
        shown: name to show in errors.

    Raises:
        BadInput: the bytes are not in the declared encoding, or nobody knows that encoding.
    """
    with file.open("rb") as stream:
        head = stream.read(CHUNK)
        codec = _codec(head, shown)
        if codec in {"utf-8", "utf-8-sig"}:
            yield head.removeprefix(codecs.BOM_UTF8)
            while piece := stream.read(CHUNK):
                yield piece
            return
        decoder = codecs.getincrementaldecoder(codec)()
        line = 1
        piece = head
        while True:
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as problem:
                line += problem.object[: problem.start].count(b"\n")
                raise bad_file(_not_in(codec), file=shown, line=line, remedy="encoding") from problem
            line += text.count("\n")
            yield text.removeprefix("\ufeff").encode("utf-8", "surrogatepass")
            if not piece:
                return
            piece = stream.read(CHUNK)


def _codec(head: bytes, shown: str) -> str:
    try:
        return encoding_of(head)
    except LookupError as problem:
        rule = Words("声明的编码不存在", "the declared encoding does not exist")
        raise bad_file(rule, file=shown, line=1, remedy="encoding", value=str(problem)) from problem


def _not_in(codec: str) -> Words:
    return Words(f"内容不合声明的编码 {codec}", f"the content is not in the declared encoding {codec}")
