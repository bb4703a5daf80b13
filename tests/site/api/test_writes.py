"""Questions and proofs sent by programs go through the same rules as on the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
ASKED = {"kind": "correction", "text": "演示：这个数与公报不符", "name": "王小明", "contact": "13800138000"}


def post(path: str, body: Any, token: str = "") -> Any:
    headers = {"Authorization": token} if token else {}
    return Client().post(f"/api/v1{path}", body, content_type="application/json", headers=headers)


def test_a_question_is_sent_once_and_read_with_its_code(demo_house: House) -> None:
    mark = {"sent_once": "0b0f9d3e-6b8e-4a43-9c2b-0c8f6f0f7a11"}
    first, again = post("/questions", {**ASKED, **mark}), post("/questions", {**ASKED, **mark})
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json()["number"] == first.json()["number"]
    assert again.json()["code"] is None
    number, code = first.json()["number"], first.json()["code"]
    told = post(f"/questions/{number}/reading", {"code": code})
    assert (told.status_code, told.json()["text"]) == (200, ASKED["text"])
    wrong = post(f"/questions/{number}/reading", {"code": "AAAA-AAAA-AAAA"})
    nowhere = post("/questions/Q20200101-0001/reading", {"code": "AAAA-AAAA-AAAA"})
    assert (wrong.status_code, wrong.content) == (404, nowhere.content)


def test_a_misspelt_field_is_not_lost(demo_house: House) -> None:
    refused = post("/questions", {**ASKED, "contct": "13800138000"})
    assert refused.status_code == 422
    assert "contct" in str(refused.json()["fields"])


def test_one_address_asks_six_times_an_hour(demo_house: House) -> None:
    statuses = [post("/questions", ASKED).status_code for _ in range(7)]
    assert statuses == [201] * 6 + [429]


def test_who_answers_reads_questions_without_names(
    demo_house: House, token_of: Callable[..., str], get: Callable[..., Any]
) -> None:
    post("/questions", {**ASKED, "text": "演示：我的电话 13800138000 没有人接"})
    told = get("/questions", token_of(Role.OFFICER))
    assert told.json()["total"] == 1
    assert "王小明" not in told.content.decode()
    assert "13800138000" not in told.content.decode()
    assert get("/questions", token_of(Role.ANALYST)).status_code == 403


def test_a_duty_is_proved_by_rows_that_were_offered(
    own_house: House, token_of: Callable[..., str], get: Callable[..., Any]
) -> None:
    token = token_of(Role.OFFICER)
    slug, offers = next(
        (row["slug"], found)
        for row in get("/duties", token).json()["rows"]
        for found in [get(f"/duties/{row['slug']}/offers", token).json()["rows"]]
        if found
    )
    narrow = token_of(Role.OFFICER, ["duties", "prove"])  # rows of the register ask for the scope of the register
    unread = get(f"/duties/{slug}/offers", narrow)
    unproved = post(f"/duties/{slug}/proof", {"rows": [offers[0]["key"]]}, narrow)
    assert [(one.status_code, one.json()["where"]["scope"]) for one in (unread, unproved)] == [(403, "register")] * 2
    strange = post(f"/duties/{slug}/proof", {"rows": ["none\tsuch"]}, token)
    assert (strange.status_code, strange.json()["remedy"] is not None) == (422, True)
    proved = post(f"/duties/{slug}/proof", {"rows": [offers[0]["key"]], "note": "演示"}, token)
    assert proved.status_code == 201, proved.content.decode()
    assert get(f"/batches/{proved.json()['batch']}", token).json()["action"] == "decision"
    assert Line.objects.filter(action="duty.proved").count() == 1
