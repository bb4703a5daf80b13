"""What a column of cells was read into, and the cells that break a rule (取值结果)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from zhiquan.basics.words import Words


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Why one cell cannot be taken (问题).

    Args:
        rule: short stable name, such as ``check_digit`` or ``day``.
        value: the cell as printed.
        words: what is wrong, for the clerk.
        remedy: what to do.
    """

    rule: str
    value: str
    words: Words
    remedy: Words


@dataclass(frozen=True, slots=True)
class Column:
    """Values of one column of a piece of rows, None where a cell is empty or broken, and the problems by place."""

    values: Sequence[Any]
    problems: dict[int, CellProblem] = field(default_factory=dict)
