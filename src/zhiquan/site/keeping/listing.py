"""The list of a back-up: every file with size and digest, what it is a back-up of, and a seal over the list (备份清单).

``manifest.jsonl`` is read and written line by line, so neither needs more memory for more files: first a line that
names the format and the algorithm, then one line for each file, then one about the whole, and last the seal: the digest
of every byte before it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import Any

from zhiquan.basics.digests import ALGORITHMS, Hasher, named, new_hasher, parts
from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words

NAME = "manifest.jsonl"
FORMAT = "backup/1"
PIECE = 1 << 20
_LONGEST_LINE = 1 << 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a back-up: its path in it, bytes, and digest with its algorithm."""

    path: str
    size: int
    digest: str


class ListWriter:
    """Copies files into a back-up and lists each as it is copied.

    Args:
        folder: the back-up being made.
        algorithm: of every digest in it.
    """

    def __init__(self, folder: Path, algorithm: str) -> None:
        self.folder = folder
        self.algorithm = algorithm
        self.files = 0
        self.size = 0
        self._names: set[str] = set()
        self._seal = new_hasher(algorithm)
        self._sink = (folder / NAME).open("xb")
        self._line({"format": FORMAT, "digest": algorithm})

    def __enter__(self) -> ListWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._sink.close()

    def __contains__(self, path: str) -> bool:
        return path in self._names

    def copy(self, source: Path, path: str, *, most: int | None = None) -> Entry:
        """Copy a file, or its first ``most`` bytes, to ``path`` in the back-up and list it.

        Raises:
            FileNotFoundError: the source is gone.
        """
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        size, digits = copy_hashed(source, target, new_hasher(self.algorithm), most=most)
        return self._list(Entry(path, size, named(self.algorithm, digits)))

    def add(self, path: str) -> Entry:
        """List a file that was written into the back-up in another way."""
        size, digits = hash_of_file(self.folder / path, new_hasher(self.algorithm))
        return self._list(Entry(path, size, named(self.algorithm, digits)))

    def close(self, about: Mapping[str, Any]) -> str:
        """Say what it is a back-up of, and seal the list; returns the seal."""
        self._line({"about": {**about, "files": self.files, "bytes": self.size}})
        seal = named(self.algorithm, self._seal.hexdigest())
        self._sink.write(_text({"seal": seal}))
        self._sink.flush()
        os.fsync(self._sink.fileno())
        self._sink.close()
        return seal

    def _list(self, entry: Entry) -> Entry:
        self._names.add(entry.path)
        self._line({"path": entry.path, "size": entry.size, "digest": entry.digest})
        self.files += 1
        self.size += entry.size
        return entry

    def _line(self, said: Mapping[str, Any]) -> None:
        text = _text(said)
        self._seal.update(text)
        self._sink.write(text)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list whose seal holds."""

    folder: Path
    algorithm: str
    about: Mapping[str, Any]
    seal: str

    def entries(self) -> Iterator[Entry]:
        """The files, in the order they were copied."""
        with (self.folder / NAME).open("rb") as held:
            for line in held:
                said = json.loads(line)
                if "path" in said:
                    yield Entry(said["path"], said["size"], said["digest"])


def read_list(folder: Path) -> Listed:
    """The list of a back-up.

    Raises:
        BadInput: there is none, it was changed, or it is of a newer format.
    """
    if not (folder / NAME).is_file():
        raise BadInput(
            Words("这里没有备份：缺少清单", "this is no back-up: it has no list of its files"),
            where={"file": folder / NAME},
            remedy=Words(
                "中断的备份没有清单，不能用；请另选一份。", "A back-up that was cut off has none; take another one."
            ),
        )
    first, about, seal = _read_ends(folder / NAME)
    if first.get("format") != FORMAT:
        raise BadInput(
            Words(
                f"备份格式 {first.get('format')} 不是 {FORMAT}", f"the format is {first.get('format')}, not {FORMAT}"
            ),
            where={"file": folder / NAME},
            remedy=Words("请用做备份的版本恢复。", "Restore it with the version that made it."),
        )
    return Listed(folder, str(first["digest"]), about, seal)


def _read_ends(file: Path) -> tuple[dict[str, Any], dict[str, Any], str]:
    """First line, what the whole is about, and the seal, once every line and the seal hold."""
    try:
        with file.open("rb") as held:
            first = json.loads(held.readline(_LONGEST_LINE))
            hasher, last, lines = new_hasher(str(first["digest"])), b"", 0
            hasher.update(_text(first))
            about: dict[str, Any] | None = None
            while line := held.readline(_LONGEST_LINE):
                if last:
                    hasher.update(last)
                    about = _about_of(last)
                last, lines = line, lines + 1
        written = json.loads(last)["seal"]
        if last != _text({"seal": written}) or about is None:
            raise _changed(file)
        if parts(written) != (first["digest"], hasher.hexdigest()) or parts(written)[0] not in ALGORITHMS:
            raise _changed(file)
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise _changed(file) from problem
    return first, about, written


def _about_of(line: bytes) -> dict[str, Any] | None:
    said = json.loads(line)
    if "about" in said:
        found: dict[str, Any] = said["about"]
        return found
    path = PurePosixPath(said["path"])
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise ValueError(said["path"])
    return None


def _changed(file: Path) -> BadInput:
    return BadInput(
        Words("备份的清单已被改动或不完整", "the list of the back-up was changed or cut off"),
        where={"file": file},
        remedy=Words("这份备份不能用；请另选一份。", "This back-up cannot be used; take another one."),
    )


def copy_hashed(source: Path, target: Path, hasher: Hasher, *, most: int | None = None) -> tuple[int, str]:
    """Copy a file piece by piece, durably; its bytes and hex digest. The target must not be there yet."""
    size = 0
    with source.open("rb") as read, target.open("xb") as write:
        while piece := read.read(PIECE if most is None else min(PIECE, most - size)):
            hasher.update(piece)
            write.write(piece)
            size += len(piece)
        write.flush()
        os.fsync(write.fileno())
    return size, hasher.hexdigest()


def hash_of_file(file: Path, hasher: Hasher) -> tuple[int, str]:
    """Bytes and hex digest of a file."""
    size = 0
    with file.open("rb") as read:
        while piece := read.read(PIECE):
            hasher.update(piece)
            size += len(piece)
    return size, hasher.hexdigest()


def _text(said: Mapping[str, Any]) -> bytes:
    return (json.dumps(said, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
