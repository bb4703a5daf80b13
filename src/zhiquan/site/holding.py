"""Who uses the desk on this machine: programs hold it together, a move holds it alone (工作库占用)."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO

from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words
from zhiquan.site.place import Place

LOCK = "use.lock"
_held: dict[Path, IO[bytes]] = {}


def hold_desk(place: Place) -> None:
    """Hold the desk together with others until this process ends, however it ends.

    Raises:
        NotAllowed: a move of the database is under way.
    """
    if not _take(place, fcntl.LOCK_SH):
        raise NotAllowed(
            Words("工作库正在迁移", "the desk's database is being moved"),
            where={"home": place.home},
            remedy=Words("请等迁移结束后重试。", "Try again when the move has ended."),
        )


def hold_desk_alone(place: Place) -> None:
    """Hold the desk alone until this process ends.

    Raises:
        NotAllowed: a server, a worker or another program uses it.
    """
    if not _take(place, fcntl.LOCK_EX):
        raise NotAllowed(
            Words("网站或后台进程正在使用工作库", "a server, a worker or another program is using the desk"),
            where={"home": place.home},
            remedy=Words("请先停止 zhiquan serve 和 zhiquan worker。", "Stop zhiquan serve and zhiquan worker first."),
        )


def _take(place: Place, kind: int) -> bool:
    """Take the lock of a kind, or turn the one this process has into it."""
    file = place.desk / LOCK
    handle = _held.get(file)
    if handle is None:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle = file.open("ab")
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        if file not in _held:
            handle.close()
        return False
    _held[file] = handle
    return True
