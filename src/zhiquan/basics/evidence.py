"""Where a statement comes from: a line of a file, or a place in a law (证据与出处)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from zhiquan.basics.words import Words


@dataclass(frozen=True, slots=True)
class Origin:
    """The line of a loaded file that a value was read from (数据出处).

    ``line`` is the 1-based row of the sheet as the office program shows it; ``sheet`` is empty for
    files without sheets; ``sha256`` is the hash of the whole file.
    """

    batch: str
    file: str
    sheet: str
    line: int
    sha256: str
    known_on: date

    def __str__(self) -> str:
        where = f"{self.file} · {self.sheet}" if self.sheet else self.file
        return f"{where} · {self.line}"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a law, standard, plan or official statistic (法律依据).

    ``instrument`` is the id of a file under ``knowledge/data/instruments``; ``place`` is the article,
    chapter or table as printed, for example ``第四十二条``.
    """

    instrument: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.instrument} {self.place}".strip()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement with what it rests on (证据).

    Args:
        says: the statement, as shown to people.
        origins: the lines of files it was read from; empty when it rests on law alone.
        citations: the law it rests on; empty when it rests on files alone.
        facts: the values that went into it, by name, already rendered as text.
    """

    says: Words
    origins: tuple[Origin, ...] = ()
    citations: tuple[Citation, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_grounded(self) -> bool:
        """True when at least one file line or one place in a law stands behind the statement."""
        return bool(self.origins or self.citations)
