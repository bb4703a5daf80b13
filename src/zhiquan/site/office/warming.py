"""What a server process works out before the first reader asks: charts, the browser's columns (预热)."""

from __future__ import annotations

import logging
import threading

from zhiquan.basics.errors import ZhiquanError
from zhiquan.register.browsing.prepared import PREPARED
from zhiquan.site.drawing import warm_up
from zhiquan.site.office.house import House, house

_log = logging.getLogger(__name__)


def begin_warming() -> threading.Thread:
    """Start warming in a thread of its own; the server answers meanwhile."""
    thread = threading.Thread(target=warm, args=(house(),), daemon=True)
    thread.start()
    return thread


def warm(office: House) -> None:
    """Draw one chart and read the rights of the newest snapshot; an empty or foreign register is left alone."""
    warm_up()
    if not office.is_filled():
        return
    try:
        with office.reader() as reader:
            PREPARED.table(reader, day=office.today)
    except ZhiquanError as problem:
        _log.warning("not warmed: %s", problem)
