"""Values made once and kept for a while, whichever thread asks first (保留的计算结果)."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """The values made last, each made once even when several threads want it at once.

    Args:
        most: how many are kept; what was asked for longest ago goes.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._made: OrderedDict[Hashable, tuple[Lock, list[T]]] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value of a key, made when it is not there; when making fails, the next who asks tries again."""
        with self._lock:
            own, value = self._made.setdefault(key, (Lock(), []))
            self._made.move_to_end(key)
            while len(self._made) > self._most:
                self._made.popitem(last=False)
        with own:
            if not value:
                value.append(make())
        return value[0]

    def __len__(self) -> int:
        return len(self._made)
