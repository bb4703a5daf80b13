"""Compiling the kernels ahead of the first use: ``python -m zhiquan.kernels.warm`` (预编译)."""

from __future__ import annotations

import numpy as np

from zhiquan.kernels.spells import EventColumns, StatusModel, status_spells


def warm() -> None:
    """Run every kernel once on a tiny input, so that its machine code is on disk."""
    one = np.zeros(1, dtype=np.int32)
    events = EventColumns(
        right=one,
        code=np.zeros(1, dtype=np.int16),
        effective=one,
        known=one,
        standing=np.zeros(1, dtype=np.int64),
        value=one,
    )
    model = StatusModel(
        transition=np.zeros((2, 1), dtype=np.int8),
        single=np.zeros(1, dtype=np.bool_),
        term=0,
        renewal=0,
        compensation=0,
        expiry=0,
    )
    status_spells(events, model)


if __name__ == "__main__":
    warm()
