"""The office of a home made for a test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from zhiquan.site.office.house import House, house


@contextmanager
def opened_house(home: Path, *, today: str, district: str = "500115") -> Iterator[House]:
    """The office whose home is ``home``, on a day; settings around the tests do not count."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZHIQUAN_HOME", str(home))
        patch.setenv("ZHIQUAN_TODAY", today)
        patch.setenv("ZHIQUAN_DISTRICT", district)
        for name in ("ZHIQUAN_LAKE", "ZHIQUAN_KNOWLEDGE"):
            patch.delenv(name, raising=False)
        house.cache_clear()
        yield house()
    house.cache_clear()
