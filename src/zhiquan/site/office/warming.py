"""What a server process works out before the first reader asks: charts, the browser's columns, packed rows (预热)."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable

from django.db import DatabaseError, connections

from zhiquan.basics.errors import ZhiquanError
from zhiquan.basics.settling import settle
from zhiquan.register.browsing.packed import ROWS
from zhiquan.register.browsing.prepared import PREPARED
from zhiquan.register.browsing.right_page import READ
from zhiquan.search.text.folding import meet_usual
from zhiquan.site.drawing import warm_up
from zhiquan.site.office.house import House, house

_log = logging.getLogger(__name__)


def begin_warming(*others: Callable[[], object]) -> threading.Thread:
    """Start warming in a thread of its own, this room's first, then others'; the server answers meanwhile."""
    thread = threading.Thread(target=_begin, args=(house(), others), daemon=True)
    thread.start()
    return thread


def _begin(office: House, others: Iterable[Callable[[], object]]) -> None:
    warm(office)
    for other in others:
        try:
            other()
        except (ZhiquanError, OSError, DatabaseError) as problem:  # pages say what is wrong when they are asked for
            _log.warning("not warmed: %s", problem)
    connections.close_all()  # this thread's own
    meet_usual()
    settle()


def warm(office: House) -> None:
    """Draw one chart, read the newest snapshot's rights and pack their rows; an empty or foreign register is left."""
    warm_up()
    if not office.is_filled():
        return
    try:
        with office.reader() as reader:
            PREPARED.table(reader, day=office.today)
            ROWS.fill(reader, (*READ, "parties", "aliases"))
    except ZhiquanError as problem:
        _log.warning("not warmed: %s", problem)
