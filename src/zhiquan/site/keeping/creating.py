"""Making a back-up: desk first, then everything that may only be newer, so that the two agree (做备份).

The desk is copied as of one moment. What the register gained since then is in the back-up too: its snapshots say
themselves what was written, and the restored audit trail takes them over. A job that ran at that moment is taken up
again after a restore; the same file is never loaded twice. So no moment has to be waited for and nobody is stopped.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import filelock

from zhiquan import __version__
from zhiquan.basics.errors import BadInput, NotAllowed
from zhiquan.basics.settings import FILE_NAME, Settings, nearest_file
from zhiquan.basics.words import Words
from zhiquan.register.lake.durable import sync_folder
from zhiquan.register.lake.home import LakeHome
from zhiquan.site.keeping.desk_part import FILE, about_desk, copy_desk, desk_exists, is_of_a_desk, uploads_named
from zhiquan.site.keeping.lake_part import copy_lake
from zhiquan.site.keeping.lake_part import size_of as lake_size
from zhiquan.site.keeping.listing import NAME, ListWriter
from zhiquan.site.place import Place, place_of
from zhiquan.site.running.sizes import bytes_of, desk_bytes

PATTERN = re.compile(r"^zhiquan-\d{8}-\d{6}$")
_PARTIAL = ".partial"
_SPARE = 64 * 1024 * 1024
"""Bytes that stay free besides the back-up itself."""
_MOST_ROUNDS = 3
_NOT_KEPT = {"cache", "demo", "lake", "run"}
"""Folders under the home that can be made again, are a home of their own, or are copied by their own rule."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished back-up.

    Attributes:
        folder: where it lies.
        seal: digest over its list; keep it elsewhere.
        about: what it is a back-up of.
        lacking: files sent in that the desk names and the disk no longer has.
    """

    folder: Path
    seal: str
    about: dict[str, Any]
    lacking: tuple[str, ...]


def create(settings: Settings, target: Path, *, at: datetime) -> Made:
    """Make a back-up of lake, desk, uploads, own data files, settings and keys.

    Args:
        settings: of the home to back up.
        target: folder to make; in an existing folder a folder ``zhiquan-<day>-<time>`` is made.
        at: now, aware.

    Raises:
        NotAllowed: the folder is there already, another back-up is being made there, or there is too little room.
        BadInput: the target lies in the home, or the register is damaged.
    """
    folder = target / f"zhiquan-{at:%Y%m%d-%H%M%S}" if target.is_dir() else target
    _refuse_unfit(settings, folder)
    with _alone(folder.parent):
        _clear_remains(folder.parent)
        draft = folder.with_name(f".{folder.name}{_PARTIAL}")
        _require_room(settings, folder.parent)
        draft.mkdir(mode=0o700)
        try:
            made = _fill(settings, draft, at)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        _sync_folders(draft)
        draft.rename(folder)
        sync_folder(folder.parent)
    return Made(folder, made.seal, made.about, made.lacking)


def clear_old(folder: Path, *, keep: int) -> list[str]:
    """Take away all but the newest ``keep`` finished back-ups named by their time; returns their names."""
    held = sorted(one.name for one in folder.iterdir() if PATTERN.match(one.name) and (one / NAME).is_file())
    going = held[:-keep] if keep else held
    for name in going:
        (folder / name / NAME).unlink()  # without its list it no longer passes for a back-up
        shutil.rmtree(folder / name)
    return going


def _fill(settings: Settings, draft: Path, at: datetime) -> Made:
    place, home = place_of(settings), LakeHome(settings.lake)
    with ListWriter(draft, settings.digest) as into:
        desk, lacking = _copy_desk_and_uploads(place, into) if desk_exists() else (None, ())
        _copy_home(settings, place, into)
        lake = copy_lake(home, into)
        if desk is None and lake is None:
            raise BadInput(
                Words("这里没有可备份的内容", "there is nothing to back up here"),
                where={"home": settings.home, "lake": settings.lake},
                remedy=Words("请核对 ZHIQUAN_HOME。", "Check ZHIQUAN_HOME."),
            )
        about: dict[str, Any] = {
            "product": __version__,
            "made_at": at.isoformat(),
            "lake": lake.as_json() if lake else None,
            "desk": desk,
            "lacking": list(lacking),
        }
        seal = into.close(about)
    about |= {"files": into.files, "bytes": into.size}
    return Made(draft, seal, about, lacking)


def _copy_desk_and_uploads(place: Place, into: ListWriter) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The desk and the files it names; taken anew when one of them was dropped between the two."""
    file = into.folder / FILE
    for _ in range(_MOST_ROUNDS):
        file.unlink(missing_ok=True)
        copy_desk(file)
        _copy_folder(place.uploads, "uploads", into)
        lacking = {name for name in uploads_named(file) if f"uploads/{name}" not in into}
        if not lacking:
            break
    into.add(FILE)
    return about_desk(file), tuple(sorted(lacking))


def _copy_home(settings: Settings, place: Place, into: ListWriter) -> None:
    """Everything else under the home, own data files from wherever they lie, and the settings file."""
    elsewhere = {settings.lake.resolve(), settings.knowledge.resolve(), place.uploads.resolve()}
    if place.home.is_dir():
        for one in sorted(place.home.iterdir()):
            if one.resolve() in elsewhere or one.name in _NOT_KEPT or one.name.startswith("."):
                continue
            if one.is_dir():
                _copy_folder(one, one.name, into)
            elif one.is_file() and one.suffix != ".lock":
                _copy_file(one, one.name, into)
    _copy_folder(settings.knowledge, "knowledge", into)
    stated = nearest_file(Path.cwd())
    if stated is not None and f"settings/{FILE_NAME}" not in into:
        into.copy(stated, f"settings/{FILE_NAME}")
        (into.folder / "settings" / FILE_NAME).chmod(0o600)
    if "desk/secret.key" in into:
        (into.folder / "desk" / "secret.key").chmod(0o600)


def _copy_folder(folder: Path, under: str, into: ListWriter) -> None:
    for file in _files_in(folder):
        path = f"{under}/{file.relative_to(folder).as_posix()}"
        if path not in into:
            _copy_file(file, path, into)


def _copy_file(file: Path, path: str, into: ListWriter) -> None:
    """Copy a file unless it is a desk, which is copied by its own rule, or was dropped since the folder was listed."""
    if not is_of_a_desk(file):
        with suppress(FileNotFoundError):
            into.copy(file, path)


def _files_in(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not (Path(place) / name).is_symlink())
        for name in sorted(files):
            if not name.endswith((".lock", ".draft", ".new", ".part")) and not (Path(place) / name).is_symlink():
                yield Path(place) / name


def _refuse_unfit(settings: Settings, folder: Path) -> None:
    if folder.exists():
        raise NotAllowed(
            Words("目标已存在", "the target is there already"),
            where={"target": folder},
            remedy=Words("请给一个新的名字，或给它所在的文件夹。", "Give a new name, or the folder it is to lie in."),
        )
    if not folder.parent.is_dir():
        raise BadInput(
            Words("目标所在的文件夹不存在", "the folder of the target does not exist"),
            where={"folder": folder.parent},
            remedy=Words("请先建立，或挂载备份盘。", "Make it, or mount the disk for back-ups."),
        )
    inside = folder.resolve()
    for held in (settings.home, settings.lake):
        if inside.is_relative_to(held.resolve()):
            raise BadInput(
                Words("备份不能放在被备份的文件夹里", "a back-up cannot lie in what it backs up"),
                where={"target": folder, "home": held},
                remedy=Words("请放到另一块盘上。", "Put it on another disk."),
            )


def _require_room(settings: Settings, folder: Path) -> None:
    """Refuse to begin what cannot end.

    Raises:
        NotAllowed: too little room.
    """
    place = place_of(settings)
    needed = lake_size(LakeHome(settings.lake)) + desk_bytes() + _SPARE
    needed += bytes_of(_files_in(place.uploads))
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NotAllowed(
            Words("备份盘空间不足", "too little room for the back-up"),
            where={"folder": folder, "needed": f"{needed / 2**20:.0f} MiB", "free": f"{free / 2**20:.0f} MiB"},
            remedy=Words("请清理旧备份或换一块盘。", "Clear away old back-ups or take another disk."),
        )


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One back-up at a time in one folder, so that what is unfinished there is known to be left over."""
    lock = filelock.FileLock(folder / ".zhiquan-backup.lock")
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        raise NotAllowed(
            Words("这个文件夹里正在做另一份备份", "another back-up is being made in this folder"),
            where={"folder": folder},
            remedy=Words("请等它结束。", "Wait until it has ended."),
        ) from None
    try:
        yield
    finally:
        lock.release()


def _clear_remains(folder: Path) -> None:
    """What killed back-ups left behind."""
    for left in folder.glob(f".*{_PARTIAL}"):
        if (left / NAME).exists() or not any(left.iterdir()):
            shutil.rmtree(left, ignore_errors=True)


def _sync_folders(folder: Path) -> None:
    for place, _, _ in os.walk(folder):
        sync_folder(Path(place))
