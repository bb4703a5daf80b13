"""How much the long tests do: a short run always, the full counts with ``ZHIQUAN_DEEP=1``."""

from __future__ import annotations

import os

DEEP = os.environ.get("ZHIQUAN_DEEP") == "1"


def times(short: int, deep: int) -> int:
    """How often a long test repeats itself."""
    return deep if DEEP else short
