"""One day of a State Council notice, and the answer when a year has no notice (放假安排)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words


@dataclass(frozen=True, slots=True)
class ListedDay:
    """A day a notice names: a rest day, or a weekend day worked instead (放假日、调休上班日).

    ``notice`` is its number as printed, for example ``国办发明电〔2024〕12号``.
    """

    day: date
    is_working: bool
    name: Words
    notice: str


class NoSchedule(NotFound):
    """Whether days of a year are worked is not known: its notice is not held (放假安排尚未公布).

    Args:
        year: the year asked for.
        first_held: the earliest year that is held; an earlier ``year`` is old, a later one not yet published.
        folder: where the office puts the file of that year.
    """

    label: ClassVar[Words] = Words("安排未公布", "not published")

    def __init__(self, year: int, *, first_held: int, folder: str) -> None:
        self.year = year
        message = Words(f"{year} 年放假安排尚未公布", f"no schedule published for {year}")
        if year < first_held:
            message = Words(f"未收录 {year} 年放假安排", f"the schedule for {year} is not held")
        file = f"{folder}/{year}.yaml"
        super().__init__(
            message,
            where={"year": year},
            remedy=Words(
                f"国务院办公厅通知公布后，照 docs/legal-days.md 的格式把该年安排写入 {file}。",
                f"Write the State Council's notice of that year into {file} (form: docs/legal-days.md).",
            ),
        )
