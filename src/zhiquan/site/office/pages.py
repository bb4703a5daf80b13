"""Parts of pages kept by everything they depend on, in the memory of one process (留存页面)."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass

_MOST_BYTES = 64 * 1024 * 1024
_AROUND = 1_000
"""Bytes that a kept page takes besides its text, about."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What one page shows inside the shell (页面内容).

    Args:
        title: of the window.
        styles: links to its own style sheets.
        main: the main element's content.
        snapshot: snapshot named at the foot; empty for the newest.
    """

    title: str
    styles: str
    main: str
    snapshot: str = ""

    @property
    def size(self) -> int:
        """Bytes of memory, about: Python keeps a text with Chinese in two bytes a character."""
        return 2 * (len(self.title) + len(self.styles) + len(self.main)) + _AROUND


class KeptPages:
    """The pages made last, safe for several threads; what was asked for longest ago goes first.

    Nothing here is written to disk, so a start always begins anew.

    Args:
        most: bytes held at most, keys counted: an address may be long.
    """

    def __init__(self, *, most: int = _MOST_BYTES) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[Hashable, tuple[Parts, int]] = OrderedDict()
        self._size = 0

    def look(self, key: Hashable) -> Parts | None:
        """The page of a key; None when it is not held."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found[0] if found is not None else None

    def hold(self, key: Hashable, parts: Parts) -> None:
        """Keep a page; one larger than everything that may be held is left."""
        size = parts.size + _size_of(key)
        if size > self._most:
            return
        with self._lock:
            _, before = self._held.pop(key, (None, 0))
            self._size += size - before
            self._held[key] = (parts, size)
            while self._size > self._most:
                _, (_, gone) = self._held.popitem(last=False)
                self._size -= gone

    @property
    def size(self) -> int:
        """Bytes held, about."""
        return self._size

    def __len__(self) -> int:
        return len(self._held)


def _size_of(key: Hashable) -> int:
    """Bytes of a key, about: twice as many as it has characters when printed."""
    return 2 * len(repr(key))
