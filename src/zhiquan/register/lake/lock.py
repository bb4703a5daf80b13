"""One writer at a time (写锁): a lock that goes with its process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import filelock

from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words
from zhiquan.register.lake.home import LakeHome


@contextmanager
def writing(home: LakeHome, *, wait: float) -> Iterator[None]:
    """Hold the lake's lock.

    Args:
        home: the lake; its folder is made when it is not there.
        wait: seconds to wait for another writer to finish.

    Raises:
        NotAllowed: another writer still holds it.
    """
    home.root.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(home.lock)
    try:
        lock.acquire(timeout=wait)
    except filelock.Timeout:
        raise NotAllowed(
            Words("登记库正在被另一个程序写入", "another program is writing to the register"),
            where={"lake": home.root},
            remedy=Words("请等它结束后重试。", "Try again when it has finished."),
        ) from None
    try:
        yield
    finally:
        lock.release()
