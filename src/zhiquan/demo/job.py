"""One run of the generator: where to, from which seed, up to which day, and what was planted (生成任务)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from zhiquan.basics.words import Words
from zhiquan.demo.chances import stream
from zhiquan.demo.truth import Truth
from zhiquan.demo.writing import DemoFile, Line, Sheet, write_delimited, write_workbook


@dataclass(frozen=True, slots=True)
class About:
    """What is told of a file besides its rows: see ``DemoFile``. No day stands for the day of the run."""

    says: Words
    kinds: tuple[str, ...] = ()
    authority: str = "office"
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One run of the generator.

    Args:
        folder: where files go.
        seed: of all chance.
        today: nothing later is written.
        truth: collects what was planted.
    """

    folder: Path
    seed: int
    today: date
    truth: Truth

    def chance(self, topic: str) -> random.Random:
        """The stream of chance of one topic."""
        return stream(self.seed, topic)

    def workbook(self, name: str, sheets: Sequence[Sheet], about: About) -> DemoFile:
        """Write a workbook of this run."""
        return self._made(name, write_workbook(self.folder / name, sheets), about)

    def delimited(  # noqa: PLR0913 - the file, its content, its form
        self,
        name: str,
        heading: Sequence[str],
        rows: Sequence[Line],
        about: About,
        *,
        encoding: str = "gb18030",
        is_shifted: bool = False,
    ) -> DemoFile:
        """Write a CSV of this run; see ``write_delimited``."""
        count = write_delimited(self.folder / name, heading, rows, encoding=encoding, is_shifted=is_shifted)
        return self._made(name, count, about)

    def _made(self, name: str, rows: int, about: About) -> DemoFile:
        as_of = about.as_of or self.today
        return DemoFile(self.folder / name, about.says, about.kinds, rows, as_of, about.authority)
