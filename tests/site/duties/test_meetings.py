"""Decisions of a meeting become duties; a number is taken once (会议决定)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pyarrow as pa
import pytest
from django.test import Client

from duty_steps import town_of
from zhiquan.register.batches import Source
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]


def test_decisions_of_a_meeting_become_duties_of_their_units(own_house: House, client_of: Clients) -> None:
    town = town_of(own_house)
    head = client_of(Role.HEAD)
    form = {
        "number": "演示纪要〔2025〕9号",
        "held_on": "2025-03-03",
        "title": "演示：专题会议",
        "chair": "演示：组长",
        "d0-text": "演示：补齐商标台账",
        "d0-unit": town.name,
        "d0-due_on": "2025-09-30",
        "d0-clause": "三（三）",
        "d1-text": "演示：没有写单位",
    }
    refused = head.post("/desk/meetings/new/", form)
    assert refused.status_code == 422
    del form["d1-text"]
    assert head.post("/desk/meetings/new/", form).status_code == 302
    unit = client_of(Role.UNIT, unit=town.number, town=town.code)
    (own,) = [row for row in unit.get("/desk/duties/").context["rows"] if row["text"] == "演示：补齐商标台账"]
    assert (own["due_on"], own["clause"]) == ("2025-09-30", "三（三）")
    again = head.post("/desk/meetings/new/", form)
    assert again.status_code == 422
    assert Line.objects.get(action="meeting.recorded").detail["cells"] == 8


def test_a_meeting_s_number_is_taken_whichever_plan_and_day_it_is_of(own_house: House, client_of: Clients) -> None:
    town = town_of(own_house)
    row = {"number": ["演示纪要 7705 号"], "item": ["1"], "held_on": pa.array([date(2026, 3, 3)], pa.date32()),
           "decision": ["演示：别的规划的决定"], "organisation": [town.name], "plan": ["another-plan"]}  # fmt: skip
    own_house.register().load({"meetings": pa.table(row)}, source=Source(file="会议.xlsx"), actor=own_house.actor("x"))
    form = {"number": "演示纪要7705号", "held_on": "2025-03-03", "d0-text": "演示：一项", "d0-unit": town.name}
    refused = client_of(Role.HEAD).post("/desk/meetings/new/", form)
    assert refused.status_code == 422
    assert "已有记录" in refused.content.decode()
    with own_house.reader() as reader:
        kept = reader.records(f"SELECT decision FROM {reader.from_('meetings')} WHERE number LIKE '演示纪要%7705%号'")
    assert kept == [{"decision": "演示：别的规划的决定"}]
