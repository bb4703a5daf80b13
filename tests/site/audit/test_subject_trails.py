"""The trail of one thing tells who did what from the audit and the register together, to those who may see both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pyarrow as pa
import pytest
from django.test import Client

from zhiquan.register.batches import Source
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
PLAN = "changshou-2021-2025"


def test_a_duty_tells_its_file_its_urging_and_its_proof_in_order(
    own_house: House, client_of: Callable[..., Client]
) -> None:
    row = {"plan": [PLAN], "number": ["T1"], "text": ["演示：T1"], "lead": ["区教委"],
           "due_on": pa.array([date(2025, 6, 30)], pa.date32())}  # fmt: skip
    own_house.register().load(
        {"duties": pa.table(row)}, source=Source(file="演示任务.xlsx"), actor=own_house.actor("甲")
    )
    head = client_of(Role.HEAD)
    head.post("/desk/duties/T1/urge/", {"text": "演示：催", "answer_by": "2026-12-01"})
    rows = head.get("/desk/duties/T1/prove/").context["groups"][0]["rows"]
    head.post("/desk/duties/T1/prove/", {"row": [rows[0]["key"]]})
    steps = client_of(Role.OVERSIGHT).get(f"/desk/audit/trail/?of=duty&id={PLAN}/T1").context["steps"]
    assert [one.says.zh for one in steps] == ["证实任务", "催办任务", "由文件载入"]
    assert (steps[-1].who, steps[-1].detail) == ("甲", "演示任务.xlsx")
    assert all(one.line for one in steps[:2])


def test_a_right_tells_the_lines_it_was_loaded_from(demo_house: House, client_of: Callable[..., Client]) -> None:
    with demo_house.reader() as reader:
        name = reader.records(
            f"""SELECT id FROM (SELECT unnest(ids) AS id, batch FROM {reader.from_("observations_rights")})
                GROUP BY 1 HAVING count(*) > 2 ORDER BY 1 LIMIT 1"""
        )[0]["id"]
    client = client_of(Role.OVERSIGHT)
    answer = client.get("/desk/audit/trail/", {"of": "right", "id": name})
    assert len([one for one in answer.context["steps"] if one.batch]) > 2
    assert client.get("/desk/audit/trail/?of=right&id=none").context["steps"] == []
    assert client.get("/desk/audit/trail/?of=nothing").status_code == 200


def test_who_may_see_the_audit_but_not_the_register_sees_no_trail(
    demo_house: House, client_of: Callable[..., Client]
) -> None:
    assert client_of(Role.ADMINISTRATOR).get("/desk/audit/trail/?of=right&id=x").status_code == 404
    assert client_of(Role.OFFICER).get("/desk/audit/trail/").status_code == 403
