"""What rows will need of the definitions, loaded while a large file is laid out (预先就绪).

The library that lays a workbook out leaves the interpreter free meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from zhiquan.kernels.warm import warm
from zhiquan.knowledge.party_names import party_words
from zhiquan.register.intake.lookups import lookups_for
from zhiquan.register.places.names import place_names
from zhiquan.register.rules import Rules

LARGE = 1024 * 1024
"""Bytes of a file that takes long enough to lay out for this to pay."""


@contextmanager
def ready_beforehand(rules: Rules, *, size: int, home: str, overlay: Path | None) -> Iterator[None]:
    """Load the definitions beside the work of the block, when the file is large; those needed first come first.

    What goes wrong here is not told here: it goes wrong again where the definition is needed.

    Args:
        rules: the definitions.
        size: bytes of the file.
        home: six-digit code of the home district.
        overlay: the office's own data files.
    """
    if size < LARGE:
        yield
        return
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_load, rules, home, overlay)
        yield


def _load(rules: Rules, home: str, overlay: Path | None) -> None:
    lookups_for(rules, tool="", home=home, overlay=overlay)
    party_words(overlay)
    place_names(overlay)
    assert rules.status_model.transition.size
    warm()
