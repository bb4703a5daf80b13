"""Which plan, day and snapshot a page is asked about (提问)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlencode

from zhiquan import __version__
from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.plans import Plan
from zhiquan.measure.sources import NEEDED
from zhiquan.plan.plans import default_day, plan_meant, plans_of
from zhiquan.site.office.house import house

LAYOUT = 4
"""Raised when the form of an answer changes, so that older ones are made anew."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The question behind a page (提问).

    Attributes:
        plan: the plan meant; ``plans`` are all a reader may choose from, the earliest first.
        day: the day asked, never one that has not come.
        snapshot: id of the newest snapshot; empty when nothing was ever loaded.
        given: the parameters of the address that name plan and day, to be carried on in links.
    """

    plan: Plan
    plans: tuple[Plan, ...]
    day: date
    snapshot: str
    given: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """Everything an answer about this plan and day depends on."""
        return (*self.ground, self.plan.id, self.day)

    @property
    def ground(self) -> tuple[object, ...]:
        """What every answer depends on: form, product, definitions, district, snapshot."""
        office = house()
        return (LAYOUT, __version__, digest_of(office.knowledge()), office.settings.district, self.snapshot)

    @property
    def counted(self) -> tuple[object, ...]:
        """What the rows that figures count depend on: as ``key``, but the same while only other tables change.

        A duty proved, a file published or a meeting held makes a new snapshot in which every right is as it was.
        """
        tables = house().snapshot(self.snapshot).tables
        files = hashlib.sha256()
        for name in NEEDED:
            files.update(f"{name}:{','.join(file.name for file in tables[name].files)};".encode())
        return (*self.ground[:-1], files.hexdigest(), self.plan.id, self.day)

    def link(self, **more: object) -> str:
        """The part of an address from ``?`` on that carries plan and day, with more parameters."""
        given = dict(self.given) | {name: str(value) for name, value in more.items() if value not in {None, ""}}
        return f"?{urlencode(given)}" if given else ""


@lru_cache(maxsize=4)
def digest_of(knowledge: Knowledge) -> str:
    """Hash of all definitions in use, worked out once for each time they are read."""
    return knowledge.digest()


def asked_by(parameters: Mapping[str, str]) -> Asked:
    """What the parameters ``plan`` and ``asof`` of an address ask.

    Args:
        parameters: of the address; a missing plan is the district's latest, a missing day today or its plan's last.

    Raises:
        NotFound: no plan in use has the id.
        BadInput: the day is no day, or has not come.
    """
    office = house()
    knowledge, place = office.knowledge(), office.settings.district
    plans = tuple(plan for plan in plans_of(knowledge, place) if plan.status == "confirmed")
    name = parameters.get("plan", "").strip()
    plan = _named(plans, name) if name else plan_meant(knowledge, place, None)
    told = parameters.get("asof", "").strip()
    day = read_day(told, office.today) if told else default_day(plan, office.today)
    given = tuple((key, value) for key, value in (("plan", name), ("asof", told)) if value)
    return Asked(plan, plans, day, office.current(), given)


def read_day(text: str, today: date) -> date:
    """A day of an address, such as ``2025-09-30``.

    Raises:
        BadInput: it is no day, or has not come.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError as problem:
        raise BadInput(
            Words("日期写法不对", "this is not a day"),
            where={"asof": text[:40]},
            remedy=Words("写作 2025-09-30。", "Write it like 2025-09-30."),
        ) from problem
    if day > today:
        raise BadInput(
            Words(f"{day} 还没有到", f"{day} has not come yet"),
            where={"asof": day, "today": today},
            remedy=Words("请选今天或以前的日期。", "Choose today or an earlier day."),
        )
    return day


def _named(plans: tuple[Plan, ...], name: str) -> Plan:
    found = next((plan for plan in plans if plan.id == name), None)
    if found is None:
        raise NotFound(
            Words("没有这个规划", "there is no such plan"),
            where={"plan": name[:80]},
            remedy=Words("请从规划清单中选。", "Choose one of the plans listed."),
        )
    return found
