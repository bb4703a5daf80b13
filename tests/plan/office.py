"""A small office for the tests of the plan's work: units, duties, meetings, budget, inputs and a few rights."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from factory import read, right
from measure.asking import KNOWLEDGE, invention
from zhiquan.knowledge.plans import Plan
from zhiquan.knowledge.regions import district
from zhiquan.measure.measuring import Measuring, Setting
from zhiquan.measure.question import Question
from zhiquan.plan.organisations import Directory, directory
from zhiquan.register.batches import Register

PLAN = KNOWLEDGE.get(Plan, "changshou-2021-2025")
NEXT = KNOWLEDGE.get(Plan, "demo-successor-2026-2030")
HOME = district(PLAN.place)
FIRST, SECOND = "500115001", "500115002"


@dataclass(frozen=True, slots=True)
class Work:
    """Figures over a register and who exists when."""

    measuring: Measuring
    units: Directory


@contextmanager
def working(made: Register, *, plan: Plan = PLAN) -> Iterator[Work]:
    """The plan's work over a register's newest snapshot."""
    with read(made) as reader:
        measuring = Measuring(reader, Setting(KNOWLEDGE), Question(plan.place, plan.from_))
        yield Work(measuring, directory(reader, HOME))


def unit(number: str, name: str, kind: str, **more: Any) -> dict[str, Any]:
    """One unit since 2021 below the leading group."""
    return {"number": number, "name": name, "kind": kind, "from": date(2021, 1, 1), "parent": "演示领导小组"} | more


UNITS: Sequence[Mapping[str, Any]] = (
    unit("G1", "演示领导小组", "leading_group", parent=None),
    unit("D1", "区知识产权局", "department"),
    unit("D2", "区财政局", "department"),
    unit("D3", "区文化和旅游委", "department", parent="没有的上级"),
    unit("T1", "凤城街道", "town", town=FIRST),
    unit("T2", "邻封镇", "town", town="500115008"),
    unit("P1", "演示园管委会", "park", to=date(2024, 1, 1), became=["P2", "演示西园管委会"]),
    unit("P2", "演示东园管委会", "park", **{"from": date(2024, 1, 1)}),
    unit("P3", "演示西园管委会", "park", **{"from": date(2024, 1, 1)}),
    unit("S1", "演示甲站", "other", to=date(2022, 7, 1), became=["S3"]),
    unit("S2", "演示乙站", "other", to=date(2023, 7, 1), became=["S3"]),
    unit("S3", "演示中心", "other", **{"from": date(2022, 7, 1)}),
    unit("S4", "演示旧办", "other", to=date(2022, 1, 1)),
)
"""A park split in two, two stations merged into a centre, an office closed for good."""


def duty(number: int | str, text: str, lead: str, **more: Any) -> dict[str, Any]:
    """One duty that tells no plan, with a paper named as its proof."""
    return {"number": str(number), "text": text, "lead": lead, "clause": "三（一）", "proof": "演示文件"} | more


DUTIES: Sequence[Mapping[str, Any]] = (
    duty(1, "演示按时", "区知识产权局", due_on=date(2022, 6, 30), done_on=date(2022, 6, 1), budget_line="宣传"),
    duty(
        2,
        "演示迟办",
        "长寿区知识产权局",
        due_on=date(2022, 12, 31),
        done_on=date(2023, 2, 14),
        budget_line="宣传、农业",
    ),
    duty(3, "演示自报", "区财政局", due_on=date(2023, 12, 31), done_on=date(2023, 12, 1), proof=None, clause="四"),
    duty(4, "演示质押", "区财政局、区知识产权局", due_on=date(2025, 12, 31), indicators=["知识产权质押融资登记金额"]),
    duty(5, "演示园区", "演示园管委会", due_on=date(2023, 6, 30), gap="演示：用地未落实", helpers=["各部门"]),
    duty(6, "演示镇街", "各镇街", due_on=date(2024, 12, 31), done_on=date(2024, 12, 20), plan=PLAN.id),
    duty(7, "演示权利", "演示无名局", due_on=date(2021, 12, 31), right_numbers=[right(1, year=2018)]),
    duty(8, "演示长期", "区财政局", plan=PLAN.label.zh),
    duty(9, "演示：建立月报", "区财政局", source="演示纪要1号", due_on=date(2023, 3, 31), done_on=date(2023, 3, 30)),
    duty(1, "演示下期", "区财政局", plan=NEXT.id, due_on=date(2026, 6, 30)),
    duty(10, "演示下期无名", "区财政局", due_on=date(2027, 6, 30)),
)


def decision(number: str, item: str, text: str, *, held_on: date, due_on: date, **more: Any) -> dict[str, Any]:
    """One decision of a meeting, for the finance office."""
    told = {"number": number, "item": item, "held_on": held_on, "decision": text, "due_on": due_on}
    return {"title": "演示会议", "organisation": "区财政局"} | told | more


IN_2022 = date(2022, 11, 1)
MEETINGS: Sequence[Mapping[str, Any]] = (
    decision("演示纪要1号", "1", "演示：列入预算", held_on=IN_2022, due_on=date(2023, 3, 31), clause="七"),
    decision("演示纪要1号", "2", "演示：建立月报", held_on=IN_2022, due_on=date(2023, 3, 31)),
    decision("演示纪要2号", "1", "演示：下期事项", held_on=date(2026, 2, 1), due_on=date(2026, 3, 31)),
)

BUDGETS: Sequence[Mapping[str, Any]] = (
    {"year": 2022, "budget_line": "宣传", "planned": 1_000_000, "spent": 805_000},
    {"year": 2022, "budget_line": "版权", "planned": 200_000, "spent": None, "organisation": "区财政局"},
    {"year": 2023, "budget_line": "宣传", "planned": 500_000, "spent": 600_000},
    {"year": 2026, "budget_line": "宣传", "planned": 900_000, "spent": 100_000},
)

RIGHTS: Sequence[Mapping[str, Any]] = (
    *(invention(serial, town=FIRST, granted_on=date(2020, 5, 5)) for serial in range(1, 41)),
    *(invention(serial, town=FIRST, granted_on=date(2023, 5, 5)) for serial in (41,)),
    invention(50, town="500115008", granted_on=date(2024, 5, 5)),
)
"""Forty inventions of the first town in force since 2020 and one more since 2023; one of the second since 2024."""

PLEDGES: Sequence[Mapping[str, Any]] = (
    {"number": "演示Z1", "region": "500115", "registered_on": date(2023, 5, 1), "amount": 150_000_000},
    {"number": "演示Z2", "region": "500115", "registered_on": date(2024, 5, 1), "amount": 60_000_000},
)
"""1.5 hundred million yuan in 2023 and 2.1 from May 2024; the plan wants 2."""

ALL: Mapping[str, Sequence[Mapping[str, Any]]] = {
    "organisations": UNITS,
    "duties": DUTIES,
    "meetings": MEETINGS,
    "budgets": BUDGETS,
    "rights": RIGHTS,
    "pledges": PLEDGES,
}
