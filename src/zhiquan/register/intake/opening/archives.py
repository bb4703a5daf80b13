"""Members of a ZIP, unpacked within bounds into a folder of their own (压缩包)."""

from __future__ import annotations

import contextlib
import errno
import lzma
import os
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.register.intake.opening.limits import MEMBERS, RATIO_FROM, UNPACKED_BYTES, UNPACKED_RATIO
from zhiquan.register.intake.opening.refusals import bomb, damaged, protected, refused

ZIP = Words("ZIP 压缩包", "ZIP archive")
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What the standard library raises over a broken archive."""

_UTF8 = 0x800
_ENCRYPTED = 0x1
_ROOM = "zhiquan-zip-"


@dataclass(slots=True)
class Budget:
    """What all archives of one file, inside one another, may still unpack (解压额度).

    Args:
        bytes_left: bytes.
        members_left: members.
    """

    bytes_left: int = UNPACKED_BYTES
    members_left: int = MEMBERS


@contextmanager
def unpacked(file: Path, *, name: str, budget: Budget) -> Iterator[list[tuple[str, Path]]]:
    """Names and files of an archive's members in its order, without folders; they are gone after the block.

    Args:
        file: the archive.
        name: its name for messages.
        budget: what may still be unpacked; lessened by this archive.

    Raises:
        BadInput: damaged, behind a password, too many members, or members that unpack to far more than they pack.
    """
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as problem:
        raise damaged(name, ZIP, problem) from problem
    _clear_rooms_of_the_dead()
    with archive, tempfile.TemporaryDirectory(prefix=f"{_ROOM}{os.getpid()}-") as room:
        members = [member for member in archive.infolist() if not member.is_dir() and _matters(member)]
        require_bounded(members, name=name, budget=budget)
        _require_space(members, Path(room), name)
        found = []
        for number, member in enumerate(members):
            place = Path(room) / str(number)
            _unpack(archive, member, place, name)
            found.append((_member_name(member), place))
        yield found


def require_bounded(members: list[zipfile.ZipInfo], *, name: str, budget: Budget) -> None:
    """Refuse what unpacks to more than the budget or to far more than it packs; lessen the budget by the rest.

    Raises:
        BadInput: too many members or bytes, a ratio like a bomb's, or a member behind a password.
    """
    total = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    budget.members_left -= len(members)
    budget.bytes_left -= total
    if budget.members_left < 0:
        raise bomb(name, rule=Words("压缩包成员过多", "the archive has too many members"), value=f"{len(members):,}")
    if budget.bytes_left < 0:
        raise bomb(name, rule=Words("解压后过大", "it unpacks to too many bytes"), value=f"{total:,}")
    shares = [(member.file_size, member.compress_size, _member_name(member)) for member in members]
    for size, small, inner in [*shares, (total, packed, "*")]:
        if size > RATIO_FROM and size > UNPACKED_RATIO * max(small, 1):
            rule = Words("压缩比异常，疑为压缩炸弹", "it unpacks to far more than it packs, like a zip bomb")
            raise bomb(name, rule=rule, value=f"{inner} x{size / max(small, 1):,.0f}")
    if any(member.flag_bits & _ENCRYPTED for member in members):
        raise protected(name)


def _matters(member: zipfile.ZipInfo) -> bool:
    """False for what systems leave in archives: resource forks, thumbnails, hidden files, lock files."""
    path = PurePosixPath(_member_name(member))
    is_left_over = path.name.startswith((".", "~$")) or path.name.lower() in {"thumbs.db", "desktop.ini"}
    return "__MACOSX" not in path.parts and not is_left_over


def _require_space(members: list[zipfile.ZipInfo], room: Path, name: str) -> None:
    needed = sum(member.file_size for member in members)
    if needed > shutil.disk_usage(room).free:
        raise _no_space(name, needed)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: Path, name: str) -> None:
    """Unpack one member, never more than the archive says it holds."""
    left = member.file_size
    try:
        with archive.open(member) as packed, place.open("wb") as plain:
            while chunk := packed.read(1 << 20):
                left -= len(chunk)
                if left < 0:
                    raise damaged(name, ZIP, _member_name(member))
                plain.write(chunk)
    except BROKEN as problem:
        if isinstance(problem, OSError) and problem.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise _no_space(name, member.file_size) from problem
        raise damaged(name, ZIP, f"{_member_name(member)}: {problem}") from problem


def _no_space(name: str, needed: int) -> BadInput:
    return refused(
        name,
        value=f"{needed:,}",
        rule=Words("临时目录的磁盘空间不够解压", "the temporary folder has no room to unpack it"),
        remedy=Words("请腾出空间，或先解压再逐个导入。", "Make room, or unpack it and give its files one by one."),
    )


def _clear_rooms_of_the_dead() -> None:
    """Delete folders of processes that were killed while they had an archive open."""
    for room in Path(tempfile.gettempdir()).glob(f"{_ROOM}*-*"):
        number = room.name.removeprefix(_ROOM).partition("-")[0]
        if number.isdecimal() and not _is_alive(int(number)):
            shutil.rmtree(room, ignore_errors=True)


def _is_alive(process: int) -> bool:
    if os.name != "posix":
        return True
    with contextlib.suppress(PermissionError):
        try:
            os.kill(process, 0)
        except (ProcessLookupError, OverflowError):
            return False
    return True


def _member_name(member: zipfile.ZipInfo) -> str:
    """The member's name; Chinese systems pack names in GB18030 without saying so."""
    if member.flag_bits & _UTF8 or member.filename.isascii():
        return member.filename
    packed = member.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return packed.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename
