"""One column seen as a whole: how full, how varied, how long, how many of its cells look like something (列概貌)."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.values.texts import half_width, text_of

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_PARTS = re.compile(r"[|;；\n]")


@dataclass(frozen=True)
class Profile:
    """A sample of one column.

    Args:
        cells: its cells, empty ones too.
    """

    cells: Sequence[Cell]

    @cached_property
    def filled(self) -> list[Cell]:
        """The cells that say something."""
        return [cell for cell in self.cells if text_of(cell) is not None]

    @cached_property
    def texts(self) -> list[str]:
        """The cells that say something, as text in half width."""
        return [half_width(text) for cell in self.filled if (text := text_of(cell))]

    @cached_property
    def fullness(self) -> float:
        """Share of cells that say something."""
        return len(self.filled) / len(self.cells) if self.cells else 0.0

    @cached_property
    def variety(self) -> float:
        """Distinct texts over texts: 1 when no two are alike."""
        return len(set(self.texts)) / len(self.texts) if self.texts else 0.0

    @cached_property
    def length(self) -> float:
        """Characters of a text, on average."""
        return statistics.mean(map(len, self.texts)) if self.texts else 0.0

    @cached_property
    def chinese(self) -> float:
        """Share of texts with a Chinese character."""
        return self.matching(_CHINESE)

    @cached_property
    def items(self) -> float:
        """Parts of a cell between bars, semicolons or line breaks, on average."""
        if not self.texts:
            return 0.0
        return statistics.mean(sum(bool(part.strip()) for part in _PARTS.split(text)) for text in self.texts)

    def share(self, looks_like: Callable[[Cell], bool]) -> float:
        """Share of filled cells that look like something."""
        if looks_like not in self._shares:
            self._shares[looks_like] = sum(map(looks_like, self.filled)) / len(self.filled) if self.filled else 0.0
        return self._shares[looks_like]

    @cached_property
    def _shares(self) -> dict[Callable[[Cell], bool], float]:
        """Shares told before: many fields ask the same of a column."""
        return {}

    def matching(self, pattern: re.Pattern[str]) -> float:
        """Share of texts in which a pattern is found."""
        return sum(bool(pattern.search(text)) for text in self.texts) / len(self.texts) if self.texts else 0.0


Sure: TypeAlias = Callable[[Profile, Mapping[str, Profile]], float]
"""How sure a column holds a field, 0 to 0.79, given the columns settled before."""

ENOUGH = 0.85
"""Share of values that must look like a field when nothing but the values speaks for it."""
