"""Files as they are sent in, kept whole under their hash (上传文件的保存)."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePath
from uuid import uuid4

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.register.intake.opening.archives import BROKEN
from zhiquan.register.intake.opening.other_files import OTHERS
from zhiquan.register.intake.opening.refusals import empty_file, not_a_table, refused

_HEAD = 64
_LONGEST = 180
"""Bytes of a file's name that are kept."""
_MACROS = "xl/vbaProject.bin"
_UNFIT = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file on disk: its name, hash and bytes."""

    name: str
    sha256: str
    size: int


def store(folder: Path, name: str, chunks: Iterable[bytes], *, limit: int) -> Stored:
    """Keep a file under ``folder/<sha256>/<name>``; the same bytes take their room once.

    Args:
        folder: where files sent in are kept.
        name: its name as sent.
        chunks: its bytes, read once.
        limit: bytes it may have.

    Raises:
        BadInput: empty, too large, a program, a workbook with macros, or another kind that never holds rows.
    """
    plain = safe_name(name)
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{uuid4().hex}.draft"
    try:
        digest, size = _write(draft, chunks, name=plain, limit=limit)
        _refuse_unfit(draft, plain)
        _settle(draft, folder / digest, plain)
    finally:
        draft.unlink(missing_ok=True)
    return Stored(plain, digest, size)


def path_of(folder: Path, sha256: str, name: str) -> Path:
    """Where a stored file lies.

    Raises:
        BadInput: it is not there any more.
    """
    file = folder / sha256 / name
    if not file.is_file():
        raise BadInput(
            Words("上传的文件已不在服务器上", "the file sent in is no longer on the server"),
            where={"file": name},
            remedy=Words("请重新上传。", "Send it in again."),
        )
    return file


def drop(folder: Path, sha256: str) -> None:
    """Take a stored file away."""
    shutil.rmtree(folder / sha256, ignore_errors=True)


def safe_name(name: str) -> str:
    """A file's own name without folders, control characters and what file systems refuse.

    ``safe_name("C:/台账/专利?.xlsx")`` is ``"专利 .xlsx"``.
    """
    last = PurePath(name.replace("\\", "/")).name
    plain = _UNFIT.sub(" ", last).strip(" .") or "file"
    ending = PurePath(plain).suffix[:12]
    stem = plain.removesuffix(ending) if ending else plain
    while len((stem + ending).encode()) > _LONGEST:
        stem = stem[:-1]
    return stem + ending


def _write(draft: Path, chunks: Iterable[bytes], *, name: str, limit: int) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    with draft.open("wb") as handle:
        for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise refused(
                    name,
                    rule=Words(f"文件超过 {limit // 1024**2} MB", f"the file is larger than {limit // 1024**2} MB"),
                    remedy=Words("请分成几个文件导出，或压缩后上传。", "Export it in parts, or pack it."),
                )
            digest.update(chunk)
            handle.write(chunk)
        handle.flush()
        os.fsync(handle.fileno())
    return digest.hexdigest(), size


def _refuse_unfit(file: Path, name: str) -> None:
    """Refuse at the door what can never be loaded; everything else the trial run looks at."""
    with file.open("rb") as handle:
        head = handle.read(_HEAD)
    if not head:
        raise empty_file(name).refusal
    for mark, what in (*OTHERS, (b"MZ", Words("程序文件", "a program"))):
        if head.startswith(mark):
            raise not_a_table(name, what).refusal
    if head.startswith(b"PK") and _has_macros(file):
        raise refused(
            name,
            rule=Words("含宏的工作簿不收", "workbooks with macros are not taken"),
            remedy=Words(
                "请在表格软件里另存为“Excel 工作簿（.xlsx）”后上传。",
                "Save it as a plain workbook (.xlsx) and send that.",
            ),
        )


def _has_macros(file: Path) -> bool:
    try:
        with zipfile.ZipFile(file) as archive:
            return any(name.casefold() == _MACROS.casefold() for name in archive.namelist())
    except BROKEN:
        return False


def _settle(draft: Path, folder: Path, name: str) -> None:
    folder.mkdir(exist_ok=True)
    target = folder / name
    if target.exists():
        return
    same = next((file for file in folder.iterdir() if file.is_file()), None)
    if same is not None:
        os.link(same, target)
    else:
        draft.replace(target)
