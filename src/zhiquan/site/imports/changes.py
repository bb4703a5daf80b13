"""The plan's figures before and after a load, worked out by the job that warms the board (入库前后的指标)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from zhiquan.basics.errors import NotAllowed, NotFound
from zhiquan.basics.words import Words
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.imports.models import LOADED, Upload
from zhiquan.site.imports.telling import both
from zhiquan.site.jobs.kinds import Telling
from zhiquan.site.jobs.models import OPEN, Job
from zhiquan.site.office.house import house
from zhiquan.site.plans.addresses import figure_address
from zhiquan.site.plans.answers.asking import Ask, desk_ask, own_plans
from zhiquan.site.plans.answers.reading import board_answer

FIGURES = "figures"
"""Where a load's outcome keeps ``{before, after, plan, day, rows, problem}``; the first two name snapshots."""

_WARMING = "answers.warm"


@dataclass(frozen=True, slots=True)
class Changed:
    """One figure of the plan before and after a load, None where there was none (一项指标的前后)."""

    label: Mapping[str, str]
    unit: Mapping[str, str]
    before: str | None
    after: str | None
    address: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a load did to the figures of the plan (指标变化).

    Args:
        day: day of the figures; None until they are worked out.
        rows: figures that changed.
        same: how many did not.
        problem: why they cannot be told, in both languages.
        is_working: a job that works them out waits or runs.
    """

    day: date | None
    rows: list[Changed]
    same: int
    problem: Mapping[str, str] | None
    is_working: bool


def begun() -> dict[str, Any]:
    """What is to be remembered of the register before a load."""
    return {FIGURES: {"before": house().current()}}


def note_end(upload: Upload) -> None:
    """Remember the snapshot a load ended with, its corrected rows included; the figures are worked out later."""
    with transaction.atomic():
        held = Upload.objects.select_for_update().get(pk=upload.pk)
        found = (held.outcome or {}).get(FIGURES)
        if held.outcome is not None and found is not None:
            held.outcome[FIGURES] = {"before": found["before"], "after": house().current()}
            held.save(update_fields=["outcome"])


def tell_changes(tell: Telling) -> None:
    """Work out the figures before and after each load that has none yet.

    The board of the snapshot a load ended with is kept, as are all boards, so that nobody works it out again.
    """
    plans = own_plans()
    if not plans:
        return
    for upload in _untold():
        tell("figures", 0)
        found = (upload.outcome or {})[FIGURES]
        told = _told(found["before"], found["after"])
        with transaction.atomic():
            held = Upload.objects.select_for_update().get(pk=upload.pk)
            if held.outcome is not None and held.outcome.get(FIGURES) == found:
                held.outcome[FIGURES] = found | told
                held.save(update_fields=["outcome"])


def changes_of(upload: Upload | None, visitor: Visitor) -> Changes | None:
    """What a load did to the figures, once it is worked out; None when nothing was noted or they may not be seen."""
    found = ((upload.outcome if upload else None) or {}).get(FIGURES)
    if not found or not visitor.may(May.SEE_BOARD):
        return None
    if "rows" not in found:
        is_working = Job.objects.filter(kind=_WARMING, state__in=OPEN).exists()
        return Changes(None, [], 0, None, is_working)
    day = date.fromisoformat(found["day"])
    address_of = figure_address(Ask(found["plan"], day, found["after"]), is_desk=True, with_snapshot=True)
    rows = [
        Changed(row["label"], row["unit"], row["before"], row["after"], address_of(row["indicator"]))
        for row in found["rows"]
        if row["before"] != row["after"]
    ]
    return Changes(day, rows, len(found["rows"]) - len(rows), found["problem"], is_working=False)


def _untold() -> QuerySet[Upload]:
    noted = Upload.objects.filter(state=LOADED, outcome__figures__has_key="after")
    return noted.filter(outcome__figures__rows__isnull=True)


def _told(before: str, after: str) -> dict[str, Any]:
    """The figures of two snapshots on the same day, by the plan the board opens with."""
    now = desk_ask({})
    told: dict[str, Any] = {"plan": now.plan, "day": now.day.isoformat(), "rows": [], "problem": None}
    try:
        then, since = _values(now, before), _values(now, after)
    except (NotFound, NotAllowed) as gone:  # pruned, or of an older layout, before this job came to it
        return told | {"problem": both(Words(f"{gone.message.zh}，无法比较", f"{gone.message.en}: nothing to compare"))}
    rows = [
        {
            "indicator": name,
            "label": target["label"],
            "unit": target["unit"],
            "before": then[name]["value"] if name in then else None,
            "after": target["value"],
        }
        for name, target in since.items()
    ]
    return told | {"rows": rows}


def _values(now: Ask, snapshot: str) -> dict[str, dict[str, Any]]:
    """The targets tied to an indicator, by its name; none in a register nobody had written to."""
    if not snapshot:
        return {}
    targets = board_answer(Ask(now.plan, now.day, house().snapshot(snapshot).id))["targets"]
    return {one["indicator"]: one for one in targets if one["indicator"]}
