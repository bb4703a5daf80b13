"""The 80 % range of simulated paths, and what stands in its place when there is too little to go by (预测范围)."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from zhiquan.basics.words import Words
from zhiquan.measure.forecast.days import Grid, Numbers
from zhiquan.measure.forecast.shapes import Known

LOW, MID, HIGH = 0.1, 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Outcome:
    """Low, middle and high end at each step of a grid: numerators, or values of a share or a score (预测结果).

    Attributes:
        ends: three rows, a column a step; None when it cannot be forecast.
        is_value: the ends are values already, not numerators to be divided.
    """

    grid: Grid
    ends: Numbers | None
    method: Words
    needs: tuple[Words, ...] = ()
    known: Known = field(default_factory=Known)
    is_value: bool = False


def range_of(paths: Numbers) -> Numbers:
    """Low, middle and high end of paths, a row a path: three rows."""
    found: Numbers = np.quantile(paths, [LOW, MID, HIGH], axis=0)
    return found


def cannot(grid: Grid, needs: tuple[Words, ...], known: Known | None = None) -> Outcome:
    """No range, and what one needs."""
    said = Words(
        "暂不能预测：" + "；".join(need.zh for need in needs), "no forecast: " + "; ".join(n.en for n in needs)
    )
    return Outcome(grid, None, said, needs, known or Known())
