"""Answers worked out once: in memory, and on disk for the next process (留存答案).

A key names everything an answer depends on, so a kept answer is never stale; the folder may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import filelock

_MOST = 256
_MOST_BYTES = 512 * 1024 * 1024
_MOST_DAYS = 365
_WRITES_A_LOOK = 50
_DAY = 24 * 3600
_LEFTOVER, _HELD = ".new", ".lock"
_PASSING = {_LEFTOVER, _HELD}
"""Endings of files that stand only while an answer is worked out."""

_WAIT_SECONDS = 120
"""How long a process waits for another that works out the same answer, before it does so itself."""


class Kept:
    """Answers by key, safe for several threads and processes; who asks for the same at once shares one computation.

    Args:
        folder: where answers are kept between processes.
        most: how many are held in memory.

    The folder is pruned with the first answer written and then with every fiftieth.
    """

    def __init__(self, folder: Path, *, most: int = _MOST) -> None:
        self._folder = folder
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[str, Any] = OrderedDict()
        self._making: dict[str, threading.Lock] = {}
        self._written = 0

    def get(self, kind: str, depends_on: tuple[object, ...], make: Callable[[], Any]) -> Any:  # noqa: ANN401 - JSON
        """The answer, made when it is not kept.

        Args:
            kind: name of the question, such as ``board``.
            depends_on: everything the answer depends on; texts, numbers and days.
            make: works the answer out: JSON-ready values only.
        """
        key = _key(kind, depends_on)
        found = self._look(key)
        if found is not None:
            return found
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        with making:
            found = self._look(key)
            if found is None:
                with self._alone(key):
                    found = self._look(key)  # another process may have worked it out meanwhile
                    if found is None:
                        found = json.loads(json.dumps(make(), ensure_ascii=False, default=str))
                        self._keep(key, found)
        with self._lock:
            self._making.pop(key, None)
        return found

    def look(self, kind: str, depends_on: tuple[object, ...]) -> Any:  # noqa: ANN401 - JSON
        """The answer when it is kept; None when it is not, also while it is being made."""
        return self._look(_key(kind, depends_on))

    @contextlib.contextmanager
    def _alone(self, key: str) -> Iterator[None]:
        """The right to work out an answer among the processes; after two minutes of waiting without it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        file = self._folder / f"{key}{_HELD}"
        lock = filelock.FileLock(file)
        with contextlib.suppress(filelock.Timeout):
            lock.acquire(timeout=_WAIT_SECONDS)
        try:
            yield
        finally:
            if lock.is_locked:
                file.unlink(missing_ok=True)  # before it is given up: who waited for it finds the answer
                lock.release()

    def _look(self, key: str) -> Any:  # noqa: ANN401 - JSON
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]
        file = self._folder / f"{key}.json"
        try:
            found = json.loads(file.read_bytes())
            os.utime(file)  # read now, so among the last to be pruned
        except (FileNotFoundError, ValueError):
            return None
        self._hold(key, found)
        return found

    def _keep(self, key: str, found: Any) -> None:  # noqa: ANN401 - JSON
        self._hold(key, found)
        draft = self._folder / f"{key}.{os.getpid()}.{threading.get_ident()}{_LEFTOVER}"
        draft.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
        draft.replace(self._folder / f"{key}.json")
        if self._written % _WRITES_A_LOOK == 0:
            prune(self._folder, now=time.time())
        self._written += 1

    def _hold(self, key: str, found: Any) -> None:  # noqa: ANN401 - JSON
        with self._lock:
            self._held[key] = found
            self._held.move_to_end(key)
            while len(self._held) > self._most:
                self._held.popitem(last=False)


def _key(kind: str, depends_on: tuple[object, ...]) -> str:
    text = json.dumps([kind, *[str(one) for one in depends_on]], ensure_ascii=False)
    return f"{kind}-{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def prune(folder: Path, *, now: float, most: int = _MOST_BYTES, days: int = _MOST_DAYS) -> int:
    """Take away the answers nobody asked for longest, and what a killed process left.

    Args:
        folder: where answers are kept.
        now: seconds since 1970.
        most: bytes that may stay.
        days: an answer nobody read for so long goes in any case.

    Returns:
        Files taken away. Another process may take the same ones away meanwhile.
    """
    found = sorted(_files(folder), reverse=True)
    gone, size = 0, 0
    for used, bytes_held, file in found:
        is_leftover = file.suffix in _PASSING
        size += 0 if is_leftover else bytes_held
        if size > most or now - used > (1 if is_leftover else days) * _DAY:
            file.unlink(missing_ok=True)
            gone += 1
    return gone


def _files(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """Moment of the last use, bytes and path of each file."""
    for file in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):
            state = file.stat()
            if file.suffix in {".json", *_PASSING}:
                yield state.st_mtime, state.st_size, file
