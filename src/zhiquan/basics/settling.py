"""A process that runs for long and has loaded what it needs (常驻进程)."""

from __future__ import annotations

import gc


def settle() -> None:
    """Leave all that was loaded by now out of the rounds of the garbage collector.

    Modules, tables and names stay as long as the process does. Looking through them again and again would keep
    readers waiting, some answers for longer than all the rest of their work takes.
    """
    gc.collect()
    gc.freeze()
