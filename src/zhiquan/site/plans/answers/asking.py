"""What a page on the plan asks: plan, day, snapshot, day of knowledge (提问)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.plans import Plan
from zhiquan.plan.plans import default_day, plan_meant, plans_of
from zhiquan.plan.publishing import Asked
from zhiquan.site.office.house import house


@dataclass(frozen=True, slots=True)
class Ask:
    """One question on a plan (提问).

    Args:
        plan: id of the plan.
        day: day of the figures.
        snapshot: whole id of the snapshot.
        known: as the register knew it on this day; None for all the snapshot holds.
        overrides: settings asked for instead, by name.
    """

    plan: str
    day: date
    snapshot: str
    known: date | None = None
    overrides: tuple[tuple[str, str], ...] = ()

    @property
    def asked(self) -> Asked:
        """The question as the core takes it."""
        return Asked(self.plan, self.day, self.known, dict(self.overrides))


def desk_ask(given: Mapping[str, str]) -> Ask:
    """The question of a workbench address: ``plan``, ``asof``, ``known``, ``snapshot``, all optional.

    Raises:
        BadInput: a day cannot be read or has not come.
        NotFound: there is no such plan of the district or snapshot.
    """
    home = house()
    plan = own_plan(given.get("plan") or None)
    day = day_of(given, "asof") or default_day(plan, home.today)
    for name, wanted in (("asof", day), ("known", day_of(given, "known"))):
        if wanted is not None and wanted > home.today:
            raise BadInput(
                Words(f"{wanted} 还没有到", f"{wanted} has not come yet"),
                where={name: wanted, "today": home.today},
                remedy=Words("将来的数看预测。", "See the forecast for what is to come."),
            )
    return Ask(plan.id, day, home.snapshot(given.get("snapshot", "")).id, day_of(given, "known"))


def own_plan(name: str | None) -> Plan:
    """The confirmed plan of that id of the own district, or the latest one.

    Raises:
        NotFound: there is none.
    """
    home = house()
    if name is None:
        return plan_meant(home.knowledge(), home.settings.district, None)
    found = next((one for one in own_plans() if one.id == name), None)
    if found is None:
        raise NotFound(
            Words(f"本区没有编号为 {name} 的规划", f"the district has no plan {name}"),
            where={"plan": name},
            remedy=Words("从看板上方的规划清单里选。", "Choose one of the plans listed above the board."),
        )
    return found


def own_plans() -> list[Plan]:
    """The confirmed plans of the own district, the earliest first."""
    home = house()
    return [one for one in plans_of(home.knowledge(), home.settings.district) if one.status == "confirmed"]


def day_of(given: Mapping[str, str], name: str) -> date | None:
    """A day of an address; None when it is not given.

    Raises:
        BadInput: it is no ISO day of the years 1985 to 2100.
    """
    text = given.get(name, "").strip()
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if not 1985 <= found.year <= 2100:
        raise BadInput(
            Words("日期读不懂", "the day cannot be read"),
            where={name: text},
            remedy=Words("写作 2025-12-31。", "Write it as 2025-12-31."),
        )
    return found
