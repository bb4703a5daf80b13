"""Where indexes lie, and how one takes another's place without readers noticing (索引存放).

Each index is a folder of its own, made beside the others under a name that begins with a dot and then renamed: it is
there whole or not at all, and who reads another one goes on reading it.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import filelock

from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words
from zhiquan.register.lake.durable import sync_folder, write_new
from zhiquan.search.index.schema import VERSION

ABOUT = "about.json"
_ASKED_BY = frozenset({".idx", ".pos", ".term", ".fast", ".fieldnorm"})
"""Files of the engine that are read to answer; the rest is read of hits only."""

_DRAFT = ".draft-"
_TURN = 6
"""Digits of the number that tells which of the indexes of one snapshot and day was made last."""


@dataclass(frozen=True, slots=True)
class About:
    """What an index was made from (索引说明).

    Args:
        snapshot: id of the snapshot.
        day: day of the legal statuses, ISO.
        marks: hashes of definitions and publications.
        records: records in it.
        version: version of the shape.
    """

    snapshot: str
    day: str
    marks: dict[str, str]
    records: int
    version: str = VERSION


@dataclass(frozen=True, slots=True)
class Place:
    """One index on disk (一个索引)."""

    folder: Path
    about: About

    @property
    def size(self) -> int:
        """Bytes of its files."""
        return sum(file.stat().st_size for file in self.folder.iterdir())


@dataclass(frozen=True, slots=True)
class SearchHome:
    """The folder of all indexes (索引目录)."""

    root: Path

    def places(self) -> list[Place]:
        """The indexes of this program's shape, that of the newest snapshot and day last."""
        found = [place for folder in self._folders() if (place := _read(folder)) is not None]
        return sorted(found, key=lambda place: (place.about.snapshot, place.about.day, place.folder.name))

    def newest(self) -> Place | None:
        """The index of the newest snapshot; None when there is none."""
        return next(reversed(self.places()), None)

    def of(self, snapshot: str, day: str = "") -> Place | None:
        """The newest index of a snapshot, of any day or of one, ISO; None when there is none."""
        for place in reversed(self.places()):
            if place.about.snapshot == snapshot and day in {"", place.about.day}:
                return place
        return None

    def _folders(self) -> Iterator[Path]:
        with suppress(FileNotFoundError):
            yield from (folder for folder in self.root.iterdir() if folder.is_dir() and folder.name[0] != ".")

    @contextmanager
    def building(self, *, wait: float = 600) -> Iterator[None]:
        """Hold the right to build; what killed builds left is cleared away.

        Raises:
            NotAllowed: another program builds for longer than ``wait`` seconds.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(self.root / "build.lock")
        try:
            lock.acquire(timeout=wait)
        except filelock.Timeout:
            raise NotAllowed(
                Words("另一个程序正在建立索引", "another program is building the index"),
                where={"folder": self.root},
                remedy=Words("请等它结束后重试。", "Try again when it has finished."),
            ) from None
        try:
            for left in self.root.glob(f"{_DRAFT}*"):
                shutil.rmtree(left, ignore_errors=True)
            yield
        finally:
            lock.release()

    def draft(self, base: Place | None = None) -> Path:
        """A new folder to build in; with the files of another index, which are shared and never changed."""
        folder = self.root / f"{_DRAFT}{uuid.uuid4().hex[:12]}"
        folder.mkdir()
        for file in base.folder.iterdir() if base else ():
            if file.suffix == ".lock" or file.name == ABOUT:
                continue
            if file.suffix == ".json" or file.name == NAMES:
                shutil.copy2(file, folder / file.name)
            else:
                os.link(file, folder / file.name)
        return folder

    def put(self, draft: Path, about: About) -> Place:
        """Give a finished draft its name: from now on it is found, before others of its snapshot and day."""
        write_new(draft / ABOUT, json.dumps(asdict(about), ensure_ascii=False).encode())
        same = [
            place for place in self.places() if (place.about.snapshot, place.about.day) == (about.snapshot, about.day)
        ]
        turn = 1 + int(same[-1].folder.name.rsplit("_", 1)[1][:_TURN]) if same else 0
        folder = self.root / f"{about.snapshot}_{about.day}_{turn:0{_TURN}d}{uuid.uuid4().hex[:6]}"
        draft.rename(folder)
        sync_folder(self.root)
        return Place(folder, about)

    def keep_only(self, kept: Collection[Path]) -> None:
        """Remove all indexes but some; files that are open stay readable until they are closed."""
        for folder in self._folders():
            if folder not in kept:
                gone = self.root / f"{_DRAFT}{uuid.uuid4().hex[:12]}"
                folder.rename(gone)
                shutil.rmtree(gone, ignore_errors=True)


NAMES = "parties.feather"
"""File of the names of parties by the numbers they are counted by."""


def about_of(snapshot: str, day: date, marks: dict[str, str], records: int) -> About:
    """What is written of an index."""
    return About(snapshot, day.isoformat(), marks, records)


def read_ahead(folder: Path) -> int:
    """Have the system hold what an index is asked by, so that first answers need not wait for the disk.

    The records' own texts are left out, and all of it where it would take over a quarter of the machine's memory. An
    index that is taken away meanwhile is left.

    Returns:
        Bytes read.
    """
    done = 0
    with suppress(FileNotFoundError):
        files = [file for file in folder.iterdir() if file.suffix in _ASKED_BY]
        if sum(file.stat().st_size for file in files) > _memory() // 4:
            return 0
        for file in files:
            with file.open("rb", buffering=0) as opened:
                while part := len(opened.read(1 << 20)):
                    done += part
    return done


def _memory() -> int:
    """Bytes of memory of this machine."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _read(folder: Path) -> Place | None:
    """The index of a folder; None when it was taken away meanwhile or has another shape."""
    try:
        about = About(**json.loads((folder / ABOUT).read_bytes()))
    except (FileNotFoundError, NotADirectoryError, TypeError, ValueError):
        return None
    return Place(folder, about) if about.version == VERSION else None
