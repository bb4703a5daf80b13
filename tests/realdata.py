"""Real files for tests, which stay outside the repository (真实数据)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

_REPOSITORY = Path(__file__).resolve().parents[1]


def real_data(name: str) -> Path:
    """The file or folder ``name`` under ``ZHIQUAN_TEST_DATA``, else under ``../shared/data``.

    The test is skipped, with a reason beginning ``real data absent``, when it is not there.
    """
    folder = Path(os.environ.get("ZHIQUAN_TEST_DATA") or _REPOSITORY.parent / "shared" / "data")
    path = folder / name
    if not path.exists():
        pytest.skip(f"real data absent: {path} (set ZHIQUAN_TEST_DATA)")
    return path
