"""Meetings of the leading group and what they decided; each decision becomes a duty (领导小组会议)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol, TypeAlias, TypeVar

from zhiquan.basics.evidence import Origin
from zhiquan.knowledge.plans import Plan
from zhiquan.plan.organisations import clean, lines_of, origin_as_plain
from zhiquan.register.lake.reader import Reader

PlanNamer: TypeAlias = Callable[[Mapping[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a meeting (议定事项).

    Attributes:
        meeting, item: number of the meeting and of the decision in it.
        unit: who must do it, as printed.
        origin: line it was read from.
    """

    plan: str
    meeting: str
    item: str
    held_on: date | None
    title: str
    chair: str
    text: str
    unit: str
    due_on: date | None
    clause: str
    origin: Origin | None = None

    @property
    def mark(self) -> tuple[str, str]:
        """Meeting and item, by which its duty names it."""
        return self.meeting, self.item


class FromDecisions(Protocol):
    """A duty as far as a meeting is concerned."""

    @property
    def decisions(self) -> tuple[tuple[str, str], ...]:
        """Meeting and item of the decisions it comes from."""
        ...


D = TypeVar("D", bound=FromDecisions)


def plan_namer(meant: Plan, plans: Sequence[Plan]) -> PlanNamer:
    """What tells the plan of a row (所属规划).

    It is the id or name told; of a row that tells none the plan whose period holds its last day, meeting or year;
    else ``meant``.
    """
    names = {clean(name): plan.id for plan in plans for name in (plan.id, plan.label.zh, plan.label.en)}

    def belongs(row: Mapping[str, Any]) -> str:
        if row["plan"]:
            return names.get(clean(row["plan"]), str(row["plan"]))
        year = row.get("year")
        day = row.get("due_on") or row.get("held_on") or (date(year, 12, 31) if year else None)
        if day is None or meant.from_ <= day <= meant.to:
            return meant.id
        return next((plan.id for plan in plans if plan.from_ <= day <= plan.to), meant.id)

    return belongs


def decisions_of(reader: Reader, plan: str, belongs: PlanNamer, day: date) -> list[Decision]:
    """The decisions of a plan's meetings held up to a day, the earliest meeting first (会议议定事项)."""
    lines = lines_of(reader, "meetings")
    rows = reader.records(f"SELECT * FROM {reader.from_('meetings')} ORDER BY held_on NULLS LAST, number, item, key")
    return [
        Decision(
            plan=plan,
            meeting=row["number"] or "",
            item=row["item"] or "",
            held_on=row["held_on"],
            title=row["title"] or "",
            chair=row["chair"] or "",
            text=row["decision"] or "",
            unit=row["organisation"] or "",
            due_on=row["due_on"],
            clause=row["clause"] or "",
            origin=lines.get(row["key"]),
        )
        for row in rows
        if (row["held_on"] is None or row["held_on"] <= day) and belongs(row) == plan
    ]


def became(decisions: Iterable[Decision], duties: Iterable[D]) -> list[tuple[Decision, D | None]]:
    """Each decision with the duty it became (任务转化); None when the duties given do not hold it."""
    by_mark = {mark: duty for duty in duties for mark in duty.decisions}
    return [(decision, by_mark.get(decision.mark)) for decision in decisions]


def decision_as_plain(decision: Decision) -> dict[str, Any]:
    """A decision as ``meeting/1`` tells it, without its duty."""
    return {
        "plan": decision.plan,
        "meeting": decision.meeting,
        "item": decision.item,
        "held_on": decision.held_on,
        "title": decision.title or None,
        "chair": decision.chair or None,
        "decision": decision.text,
        "unit": decision.unit or None,
        "due_on": decision.due_on,
        "clause": decision.clause or None,
        "origin": origin_as_plain(decision.origin),
    }
