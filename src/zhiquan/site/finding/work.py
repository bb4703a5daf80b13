"""Keeping the index in step with the register, in the background (索引更新作业)."""

from __future__ import annotations

from zhiquan.site.finding.room import library_of
from zhiquan.site.jobs.kinds import Telling
from zhiquan.site.office.house import House


def refresh_index(office: House, tell: Telling) -> int:
    """Bring the index to the newest snapshot and the office's day; the number of records written."""
    library = library_of(office)
    published = tuple(one.snapshot for one in office.published())
    built = library.refresh(day=office.today, keep=published, tell=tell)
    return built.added if built else 0
