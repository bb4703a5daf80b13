"""What changed lately, and how many cells were typed (近日变化、手工录入)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from zhiquan.basics.days.lengths import add_months
from zhiquan.basics.words import Words
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House
from zhiquan.site.portal.boards import Board, boards
from zhiquan.site.portal.keeping import kept_answer

TYPED = ("review.decided", "import.repaired", "plan.edited", "question.answered", "score.objected",
         "score.answered", "meeting.recorded")  # fmt: skip
"""Actions that stand for something a person typed or decided; their detail may say ``cells``, else each is one."""

FILLED = ("sheet.filled", "duty.proved")
"""Actions by which the register fills cells or stands for what would else be typed: ``filled`` cells, or ``rows``."""

_BATCHES, _BOARDS = 5, 2


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: what, a number beside it, when (变化)."""

    what: str
    is_quoted: bool
    says: Words
    on: date
    address: str


@dataclass(frozen=True, slots=True)
class Typed:
    """Cells typed this month and last month, and those the register filled this month (手工录入)."""

    now: int
    before: int
    filled: int = 0


def changes_for(house: House, visitor: Visitor) -> list[Change]:
    """What was loaded and published last, the newest first, as far as the reader may see it."""
    found = [_publication(one) for one in boards(house)[:_BOARDS]]
    if visitor.may(May.SEE_BATCHES) and house.is_filled():
        kept: list[dict[str, Any]] = kept_answer(house, "desk-batches", (house.current(),), lambda: _batches(house))
        found += [_batch(row) for row in kept]
    return sorted(found, key=lambda one: one.on, reverse=True)


def typed_by(visitor: Visitor, today: date) -> Typed:
    """Cells the reader typed or decided this month and the month before, by the audit trail."""
    first = today.replace(day=1)
    before = add_months(first, -1)
    since = timezone.make_aware(datetime.combine(before, datetime.min.time()))
    lines = Line.objects.filter(account=visitor.account, action__in=TYPED, at__gte=since).values_list("at", "detail")
    counts = {True: 0, False: 0}
    for at, detail in lines:
        counts[timezone.localtime(at).date() >= first] += int(detail.get("cells", 1))
    filled = Line.objects.filter(
        account=visitor.account,
        action__in=FILLED,
        at__gte=timezone.make_aware(datetime.combine(first, datetime.min.time())),
    ).values_list("detail", flat=True)
    return Typed(counts[True], counts[False], sum(int(one.get("filled", one.get("rows", 0))) for one in filled))


def _publication(one: Board) -> Change:
    met = sum(target["status"] == "met" for target in one.targets)
    return Change(
        what=one.label.zh,
        is_quoted=True,
        says=Words(f"发布看板：{met}/{len(one.targets)} 项已达成", f"board published: {met} of {len(one.targets)} met"),
        on=one.published_on,
        address=reverse("publication", args=[one.id]),
    )


def _batches(house: House) -> list[dict[str, Any]]:
    with house.reader() as reader:
        rows = reader.records(f"""
            SELECT batch, action, file, rows, loaded_at FROM {reader.from_("batches")}
            ORDER BY loaded_at DESC, batch LIMIT {_BATCHES}
        """)
    return [
        {
            "batch": row["batch"],
            "action": row["action"],
            "file": row["file"] or row["batch"],
            "rows": sum(json.loads(row["rows"]).values()),
            "on": row["loaded_at"].date().isoformat(),
        }
        for row in rows
    ]


def _batch(row: dict[str, Any]) -> Change:
    rows, noun = f"{row['rows']:,}", "row" if row["rows"] == 1 else "rows"
    says = Words(f"入库 {rows} 行", f"{rows} {noun} loaded")
    if row["action"] != "import":
        says = Words(f"人工判定或补录 {rows} 条", f"{rows} decided or entered by hand")
    return Change(
        what=row["file"],
        is_quoted=True,
        says=says,
        on=date.fromisoformat(row["on"]),
        address=reverse("batch", args=[row["batch"]]),
    )
