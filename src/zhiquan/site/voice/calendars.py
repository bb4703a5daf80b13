"""The calendar of working days, read once (工作日历)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from zhiquan.basics.days import Calendar
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.holidays import load_calendar
from zhiquan.site.office.house import House


def calendar_of(house: House) -> Calendar:
    """The calendar in force; read anew once a data file of the office changes."""
    return _read(house.knowledge(), house.settings.knowledge)


@lru_cache(maxsize=4)
def _read(knowledge: Knowledge, overlay: Path) -> Calendar:
    del knowledge  # another object once the files changed: then the calendar is read again
    return load_calendar(overlay)
