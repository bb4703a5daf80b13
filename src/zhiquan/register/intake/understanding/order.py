"""Whether days rise with the numbers beside them, as those of one office do (号码与日期同序)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.values.texts import half_width, text_of

FEWEST = 8
"""Pairs of neighbours with different days that must be there before their order tells anything."""

_NUMBER = re.compile(r"((?:PCT/|ZL|[A-Z]{2})?)\s*([A-Z]{0,2}[\d/,]{5,16})(?:\.[\dX])?\s*([A-Z]?)\d?")


def agreement(numbers: Sequence[Cell], days: Sequence[date | None]) -> float | None:
    """How far days rise with numbers, 0 to 1; about a half when they have nothing to do with each other.

    Numbers of one series, such as ``CN...A``, are put in order; of neighbours with different days the share whose day
    rises is told. Ten publications of rising number and rising days are 1.0. Chinese grants of inventions, which keep
    the number of the application's publication, are left out.

    Returns:
        The share; None for fewer than :data:`FEWEST` such neighbours.
    """
    series: dict[tuple[str, str, int], list[tuple[int, date]]] = {}
    for cell, day in zip(numbers, days, strict=True):
        found = _NUMBER.fullmatch(half_width(text_of(cell) or "").strip().upper()) if day else None
        if found and day and not (found[1] == "CN" and found[3] in {"B", "C"}):
            digits = re.sub(r"\D", "", found[2])
            sort = digits[4] if len(digits) in {12, 13} and digits[:2] in {"19", "20"} else ""
            series.setdefault((found[1], found[3] + sort, len(digits)), []).append((int(digits), day))
    steps = [
        late > early
        for members in series.values()
        for (_, early), (_, late) in pairwise(sorted(members))
        if late != early
    ]
    return sum(steps) / len(steps) if len(steps) >= FEWEST else None
