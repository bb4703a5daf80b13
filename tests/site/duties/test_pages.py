"""Pages of duties, budget, meetings, units, appraisal and sheets: they open and say what the core says."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zhiquan.knowledge.appraisals import Appraisal
from zhiquan.plan.appraisal.appraising import appraise
from zhiquan.plan.budgets import budget_lines, budget_years
from zhiquan.plan.duties import Progress
from zhiquan.site.audit.models import Line
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.keeping import measuring
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]
Duties = Callable[..., list[Progress]]
PAGES = (
    "/desk/clauses/",
    "/desk/duties/",
    "/desk/duties/8/",
    "/desk/budget/",
    "/desk/meetings/",
    "/desk/organisation/",
    "/desk/appraisal/",
    "/desk/sheets/",
    "/desk/sheets/business_environment/",
)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_each_page_opens_with_few_queries(
    address: str,
    prefix: str,
    demo_house: House,
    client_of: Clients,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of(Role.OFFICER)
    with django_assert_max_num_queries(12):
        answer = client.get(prefix + address)
    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1


def rows_of(text: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig"))))


def test_the_list_counts_duties_as_the_core_does(demo_house: House, client_of: Clients, core_duties: Duties) -> None:
    answer = client_of(Role.LEADER).get("/desk/duties/")
    duties = core_duties()
    counts = {one["state"]: one["count"] for one in answer.context["states"]}
    assert answer.context["total"] == len(duties)
    assert counts == {state: sum(one.state == state for one in duties) for state in counts}
    states = [one["state"] for one in answer.context["rows"]]
    assert states[: counts["overdue"]] == ["overdue"] * counts["overdue"]


def test_an_earlier_day_is_answered_as_it_stood_then(
    demo_house: House, client_of: Clients, core_duties: Duties
) -> None:
    answer = client_of(Role.LEADER).get("/desk/duties/?asof=2023-06-30")
    duties = core_duties("2023-06-30")
    counts = {one["state"]: one["count"] for one in answer.context["states"]}
    assert counts["proved"] == sum(one.state == "proved" for one in duties)


def test_filters_keep_what_they_say(demo_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    answer = client.get("/desk/duties/?state=overdue&clause=三")
    assert answer.context["rows"]
    assert all(one["state"] == "overdue" and one["clause"].startswith("三") for one in answer.context["rows"])
    assert client.get("/desk/duties/?state=overdue&clause=六（一）").context["rows"] == []


def test_a_duty_tells_what_is_missing(demo_house: House, client_of: Clients) -> None:
    answer = client_of(Role.OFFICER).get("/desk/duties/8/")
    page = answer.content.decode()
    assert "还缺什么" in page
    assert "演示：平台验收未通过，整改中" in page
    assert "/desk/lines/" in page
    way, rows = answer.context["ways"]
    assert (rows["kind"], rows["holds"]) == ("row", False)
    assert (way["kind"], way["holds"], way["good"], way["all"]) == ("paper", False, 0, 1)


def test_budget_totals_are_those_of_the_core(demo_house: House, client_of: Clients, core_duties: Duties) -> None:
    asked, duties = asked_by({}), core_duties()
    with measuring(asked) as (figures, _units):
        years = budget_years(budget_lines(asked.plan, figures, duties))
    told = client_of(Role.HEAD).get("/desk/budget/").context["budget"]
    shown = [(one["year"], Decimal(one["planned"]), Decimal(one["spent"])) for one in told["years"]]
    assert shown == [(one.year, one.planned, one.spent) for one in years]
    assert told["year"] == 2025


def test_points_and_their_grounds_are_those_of_the_core(demo_house: House, client_of: Clients) -> None:
    asked = asked_by({})
    with measuring(asked) as (figures, units):
        formula = demo_house.knowledge().get(Appraisal, "units")
        made = appraise(formula, asked.plan, figures, units, year=2025, today=demo_house.today)
    client = client_of(Role.LEADER)
    shown = {
        one["unit"]["number"]: one["total"] for one in client.get("/desk/appraisal/?year=2025").context["seen"].all
    }
    assert shown == {one.unit.number: None if one.total is None else str(one.total) for one in made.scores}
    first = next(one for one in made.scores if one.total is not None)
    page = client.get(f"/desk/appraisal/{first.unit.number}/?year=2025").content.decode()
    assert all(item.formula.zh in page for item in first.items)
    assert all(part.says.zh in page for item in first.items for part in item.grounds.parts)


def test_the_page_says_that_clicks_never_count(demo_house: House, client_of: Clients) -> None:
    assert "点击、登录、签到" in client_of(Role.OFFICER).get("/desk/appraisal/").content.decode()


def test_what_cannot_be_computed_is_said_and_never_nought(demo_house: House, client_of: Clients) -> None:
    answer = client_of(Role.ANALYST).get("/desk/sheets/business_environment/")
    lacking = [one for one in answer.context["sheet"]["rows"] if one["value"] is None]
    assert lacking
    assert all(one["needs"] for one in lacking)
    assert "算不出" in answer.content.decode()


def test_csv_holds_the_rows_of_the_list_and_is_written_to_the_trail(demo_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    rows = rows_of(client.get("/desk/duties/table.csv?state=overdue").content)
    assert len(rows) - 1 == client.get("/desk/duties/?state=overdue").context["found"]
    assert Line.objects.filter(action="work.exported", subject="duties").count() == 1


@pytest.mark.parametrize(
    "address",
    ["/desk/budget/table.csv", "/desk/meetings/table.csv", "/desk/organisation/table.csv", "/desk/appraisal/table.csv",
     "/desk/sheets/business_environment/table.csv", "/desk/clauses/table.csv"],
)  # fmt: skip
def test_each_table_can_be_taken_away(address: str, demo_house: House, client_of: Clients) -> None:
    rows = rows_of(client_of(Role.OFFICER).get(address).content)
    assert len(rows) > 5
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize(
    ("address", "status"),
    [("/desk/duties/?asof=2027-01-01", 422), ("/desk/duties/?asof=gestern", 422), ("/desk/duties/?plan=nothing", 404),
     ("/desk/duties/999/", 404), ("/desk/appraisal/nobody/", 404), ("/desk/sheets/nothing/", 404),
     ("/desk/templates/rights.xlsx", 404)],
)  # fmt: skip
def test_what_cannot_be_answered_says_so(address: str, status: int, demo_house: House, client_of: Clients) -> None:
    answer = client_of(Role.OFFICER).get(address)
    assert answer.status_code == status
    assert "怎么办" in answer.content.decode()
