"""Working out what pages show before somebody asks: after a load, a publication, at the start (预先计算)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import date
from typing import Any

from zhiquan.basics.errors import ZhiquanError
from zhiquan.plan.plans import plans_of
from zhiquan.site.collecting.work import follow_ids
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.warming import warm as warm_duties
from zhiquan.site.finding.work import is_index_behind, refresh_index
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.imports.changes import tell_changes
from zhiquan.site.jobs.actions import begin
from zhiquan.site.jobs.kinds import Telling
from zhiquan.site.jobs.models import Job
from zhiquan.site.office.house import house
from zhiquan.site.plans.work import warm_answers
from zhiquan.site.portal.desk_register import register_items
from zhiquan.site.watching.work import tell_new_hits

_log = logging.getLogger(__name__)

_LOOKED: dict[str, tuple[str, str, date]] = {}
"""Register, snapshot and day at the last look of this process."""


def warm_everything(request: Mapping[str, Any], visitor: Visitor, tell: Telling) -> dict[str, Any]:
    """Search and its alerts, what loads changed, boards, figures, back-tests, duties, the portal's facts, own queues.

    Args:
        request: ``{plan, asof, known, snapshot}`` for one board; empty for every plan of the district.
        visitor: who asked.
        tell: told where it is.
    """
    is_all = not request.get("plan")
    try:
        if house().is_filled():  # first: soon done, and what was loaded or published is found only then
            refresh_index(house(), tell)
            follow_ids(house())
            tell_new_hits(house(), tell)
    finally:  # also when search fails, which the job then tells; likewise below
        try:
            if is_all:
                tell_changes(tell)
        finally:
            result = warm_answers(request, visitor, tell)
            if is_all:
                _warm_work(visitor, tell)
    return result


def look_after() -> Job | None:
    """Have what is behind made once for each snapshot and day; called again and again by the background worker."""
    office = house()
    now = (str(office.lake.root), office.current() if office.is_filled() else "", office.today)
    if _LOOKED.get("at") == now:
        return None
    job = begin_if_behind()
    if job or not _is_behind():  # else one runs already that may have read the register before it changed: look again
        _LOOKED["at"] = now
    return job


def begin_if_behind() -> Job | None:
    """Have the index made that is not there: after an upgrade, a load on the command line, or when a day has passed.

    Returns:
        The job; None when there is nothing to do, or it waits or runs already.
    """
    return begin("answers.warm", house().current()) if _is_behind() else None


def _is_behind() -> bool:
    try:
        return is_index_behind(house())
    except (ZhiquanError, OSError) as problem:  # of another layout, as pages say; other jobs can be done
        _log.warning("not looked whether there is an index: %s", problem)
        return False


def _warm_work(visitor: Visitor, tell: Telling) -> None:
    office = house()
    for plan in plans_of(office.knowledge(), office.settings.district):
        tell("figures", 0)
        warm_duties(asked_by({"plan": plan.id}))
    list(register_items(office, visitor))
