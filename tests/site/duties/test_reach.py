"""A town or department sees its own duties and score; list, page, count and export alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from zhiquan.plan.duties import Progress
from zhiquan.site.duties.answers import work_of
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.reach import Reach, reach_of
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]
Duties = Callable[..., list[Progress]]
COURT, PARK_BEFORE = "演示单位015", "演示单位051"
OFFICES = (Role.OFFICER, Role.HEAD, Role.LEADER, Role.ANALYST, Role.OVERSIGHT)


def duty(lead: str, helper: str = "") -> dict[str, object]:
    units = [[{"number": one, "name": one}] if one else [] for one in (lead, helper)]
    return {"lead": {"units": units[0]}, "helpers": {"units": units[1]}}


def test_planted_duties_of_others_are_out_of_reach() -> None:
    every = [duty("1"), duty("2", "1"), duty("2"), duty("")]
    assert Reach(numbers=frozenset({"1"})).duties(every) == every[:2]
    assert Reach().duties(every) == []
    assert Reach(is_all=True).duties(every) == every


def test_a_unit_sees_the_duties_it_leads_or_helps_with_and_no_other(
    demo_house: House, client_of: Clients, core_duties: Duties
) -> None:
    client = client_of(Role.UNIT, unit=COURT)
    duties = core_duties()
    own = [one for one in duties if COURT in one.duty.lead.numbers | one.duty.helpers.numbers]
    answer = client.get("/desk/duties/")
    assert {one["number"] for one in answer.context["rows"]} == {one.duty.number for one in own}
    assert answer.context["total"] == len(own) < len(duties)
    for told in work_of(asked_by({}))["duties"]:
        wanted = 200 if told["number"] in {one.duty.number for one in own} else 404
        assert client.get(f"/desk/duties/{told['slug']}/").status_code == wanted


def test_a_unit_takes_away_and_filters_no_more_than_it_sees(demo_house: House, client_of: Clients) -> None:
    client = client_of(Role.UNIT, unit=COURT)
    total = client.get("/desk/duties/").context["total"]
    text = client.get("/desk/duties/table.csv").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(text)))) - 1 == total
    assert client.get("/desk/duties/?unit=演示单位001").context["found"] <= total
    clauses = client.get("/desk/clauses/").context
    assert sum(len(one["duties"]) for one in clauses["clauses"]) + clauses["unplaced"] == total
    assert all(
        thing["rows"] is None for one in clauses["clauses"] for part in one["promises"] for thing in part["served"]
    )


def test_a_unit_reads_its_own_score_only(demo_house: House, client_of: Clients) -> None:
    client = client_of(Role.UNIT, unit=COURT)
    (score,) = client.get("/desk/appraisal/?year=2025").context["seen"].all
    assert score["unit"]["number"] == COURT
    assert client.get(f"/desk/appraisal/{COURT}/?year=2025").status_code == 200
    assert client.get("/desk/appraisal/演示单位001/?year=2025").status_code == 404
    assert "区知识产权局" not in client.get("/desk/appraisal/table.csv?year=2025").content.decode()


def test_origins_are_kept_from_a_unit(demo_house: House, client_of: Clients) -> None:
    page = client_of(Role.UNIT, unit=COURT).get(f"/desk/appraisal/{COURT}/?year=2025").content.decode()
    assert "/desk/lines/" not in page
    assert ".xlsx ·" not in page


def test_those_who_came_after_a_unit_answer_for_it(demo_house: House) -> None:
    visitor = Visitor(Role.UNIT, "someone", unit=PARK_BEFORE)
    asked = asked_by({})
    assert reach_of(visitor, asked).numbers == {"演示单位052", "演示单位053"}
    before = replace(asked, day=date(2023, 12, 31))
    assert reach_of(visitor, before).numbers == {PARK_BEFORE}


def test_an_account_without_a_unit_sees_nothing_and_is_told_why(demo_house: House, client_of: Clients) -> None:
    answer = client_of(Role.UNIT).get("/desk/duties/")
    assert answer.context["total"] == 0
    assert "还没有关联到单位" in answer.content.decode()


@pytest.mark.parametrize("role", list(Role))
def test_only_offices_read_everybodys_duties(role: Role, demo_house: House, client_of: Clients) -> None:
    status = client_of(role).get("/desk/budget/").status_code
    assert status == (200 if role in OFFICES else 302 if role is Role.PUBLIC else 403)


@pytest.mark.parametrize(
    ("role", "status"),
    [(Role.OVERSIGHT, 403), (Role.ENTERPRISE, 404), (Role.ADMINISTRATOR, 403), (Role.PUBLIC, 302), (Role.ANALYST, 200)],
)
def test_a_file_is_for_those_who_see_its_page_and_may_take_files(
    role: Role, status: int, demo_house: House, client_of: Clients
) -> None:
    client = client_of(role)
    for address in ("/desk/duties/table.csv", "/desk/duties/to-fill.xlsx", "/desk/appraisal/table.csv"):
        assert client.get(address).status_code == status
