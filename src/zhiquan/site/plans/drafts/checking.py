"""Whether a document that is sent in is one that can be read (文件检查)."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePath

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words

LARGEST = 20 * 1024 * 1024
"""Bytes a document may have."""

_UNPACKED = 200 * 1024 * 1024
_TAKE = Words("请另存为 .docx、.pdf 或 .txt 再上传。", "Save it as .docx, .pdf or .txt and send that.")


def suffix_of(data: bytes, *, name: str) -> str:
    """The kind of a document by its content: ``.pdf``, ``.docx`` or ``.txt``.

    Args:
        data: the whole document.
        name: its name, for messages only.

    Raises:
        BadInput: it is empty, too large, of another kind, or grows beyond bounds when unpacked.
    """
    if not data.strip():
        raise _refused(name, Words("文件是空的", "the file is empty"))
    if len(data) > LARGEST:
        raise _refused(name, Words("文件超过 20 MiB", "the file is larger than 20 MiB"))
    if data.startswith(b"%PDF"):
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return _docx(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refused(name, Words("旧版 .doc 读不了", "an old .doc cannot be read"))
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\x00" in data[:4096]:
        raise _refused(name, Words("不是文本、DOCX 或 PDF", "neither text, DOCX nor PDF"))
    return ".txt"


def bare_name(name: str) -> str:
    """A file's name without folders and control characters, at most 120 characters."""
    bare = PurePath(name.replace("\\", "/")).name
    return "".join(sign for sign in bare if sign.isprintable())[-120:] or "document"


def _docx(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile:
        raise _refused(name, Words("DOCX 文件损坏", "the DOCX file is damaged")) from None
    if not any(entry.filename == "word/document.xml" for entry in entries):
        raise _refused(name, Words("压缩包里不是 DOCX 文档", "the archive is no DOCX document"))
    if sum(entry.file_size for entry in entries) > _UNPACKED:
        raise _refused(name, Words("文件解压后过大", "the file grows too large when unpacked"))
    return ".docx"


def _refused(name: str, rule: Words) -> BadInput:
    return BadInput(rule, where={"file": name}, remedy=_TAKE)
