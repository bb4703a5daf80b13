"""Which plans a district has, and which one is meant (规划清单)."""

from __future__ import annotations

from datetime import date

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.plans import Plan


def plans_of(knowledge: Knowledge, place: str) -> list[Plan]:
    """The plans of one district, the earliest first; a draft stands among them until it is confirmed."""
    return sorted((plan for plan in knowledge.all(Plan) if plan.place == place), key=lambda plan: (plan.from_, plan.id))


def plan_meant(knowledge: Knowledge, place: str, name: str | None) -> Plan:
    """The plan of that id; without one the latest confirmed plan of the district that is not made up.

    Raises:
        NotFound: no plan has the id, or the district has none.
    """
    if name is not None:
        return knowledge.get(Plan, name)
    own = [plan for plan in plans_of(knowledge, place) if plan.status == "confirmed"]
    real = [plan for plan in own if not plan.is_demo] or own
    if not real:
        raise NotFound(
            Words(f"区划 {place} 还没有已确认的规划", f"district {place} has no confirmed plan"),
            where={"district": place},
            remedy=Words(
                "用 zhiquan plan read FILE --draft 读入规划文件，确认后用 zhiquan plan confirm 采用。",
                "Read the document with zhiquan plan read FILE --draft, then zhiquan plan confirm the draft.",
            ),
        )
    return real[-1]


def default_day(plan: Plan, today: date) -> date:
    """The day a plan is looked at by default: today, or its last day once it is over."""
    return min(today, plan.to)
