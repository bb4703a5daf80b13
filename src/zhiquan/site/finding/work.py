"""Keeping the index in step with the register, in the background (索引更新作业)."""

from __future__ import annotations

from zhiquan.site.finding.room import library_of
from zhiquan.site.jobs.kinds import Telling
from zhiquan.site.office.house import House
from zhiquan.site.registry.public import latest_published


def is_index_behind(office: House) -> bool:
    """True when the workbench or the public lacks its index.

    It was never made, an upgrade changed its shape, something was loaded on the command line, or a day has passed.
    """
    if not office.is_filled():
        return False
    library, shown = library_of(office), latest_published()
    return library.lacks(day=office.today) or (shown is not None and library.lacks(shown.snapshot))


def refresh_index(office: House, tell: Telling) -> int:
    """Bring the workbench's index to the newest snapshot and the public's to what was published last.

    Returns:
        The number of records written.
    """
    library, shown = library_of(office), latest_published()
    keep = (shown.snapshot,) if shown else ()
    built = [library.refresh(day=office.today, keep=keep, tell=tell)]
    if shown:
        built.append(library.refresh(day=shown.day, snapshot=shown.snapshot, tell=tell))
    return sum(one.added for one in built if one)
