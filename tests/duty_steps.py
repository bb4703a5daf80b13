"""What tests of duties and scores share: a town, a duty for it, what is offered, what it has (任务测试步骤)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
from django.test import Client

from zhiquan.knowledge.regions_districts import district
from zhiquan.plan.organisations import directory
from zhiquan.register.batches import Source
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.scores import Scores, scores_seen
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House

PLAN = "changshou-2021-2025"


@dataclass(frozen=True)
class Town:
    """A town of the demo district with most inventions, and another."""

    number: str
    name: str
    code: str
    other: str
    other_number: str


def town_of(house: House) -> Town:
    with house.reader() as reader:
        rows = reader.records(
            f"""SELECT town, count(*) AS n FROM {reader.from_("rights")}
                WHERE town IS NOT NULL AND kind = 'invention_patent' GROUP BY 1 ORDER BY n DESC, 1 LIMIT 2"""
        )
        units = directory(reader, district("500115", house.settings.knowledge)).on(date(2025, 12, 31))
    first, second = (next(unit for unit in units if unit.town == row["town"] and unit.kind == "town") for row in rows)
    return Town(first.number, first.name, first.town, second.name, second.number)


def give_duty(house: House, number: str, lead: str, *, due: date = date(2025, 6, 30), indicators: Any = None) -> None:
    row = {
        "plan": [PLAN],
        "number": [number],
        "clause": ["三（一）"],
        "text": [f"演示：{number}"],
        "lead": [lead],
        "due_on": pa.array([due], pa.date32()),
        "indicators": pa.array([indicators], pa.list_(pa.string())),
    }
    house.register().load({"duties": pa.table(row)}, source=Source(file="演示任务.xlsx"), actor=house.actor("test"))


def offered(client: Client, number: str) -> list[dict[str, Any]]:
    answer = client.get(f"/desk/duties/{number}/prove/")
    assert answer.status_code == 200
    return [row for group in answer.context["groups"] for row in group["rows"]]


def points(client: Client, unit: str, item: str) -> Decimal | None:
    seen = client.get(f"/desk/appraisal/{unit}/?year=2025").context["score"]
    told = next(one["points"] for one in seen["items"] if one["id"] == item)
    return None if told is None else Decimal(told)


def scores_for(by: Visitor) -> Scores:
    return scores_seen(asked_by({}), by, 2025)
