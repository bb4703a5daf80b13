"""My desk: what each role finds there, by urgency, within its reach."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from zhiquan.basics.words import Words
from zhiquan.register.browsing.party_page import party_page
from zhiquan.register.browsing.scope import Scope
from zhiquan.register.reading.party_doubts import doubtful_parties
from zhiquan.site.audit.actions import write_line
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.queries import duties_seen
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.jobs.models import FAILED, Job
from zhiquan.site.office.house import House
from zhiquan.site.portal.desk_changes import typed_by
from zhiquan.site.portal.desk_items import Item, due_counts, group_of, grouped
from zhiquan.site.portal.desk_register import current_plans, register_items
from zhiquan.site.portal.desk_work import work_items
from zhiquan.site.voice.models import Question

TODAY = date(2026, 11, 22)
ClientOf = Callable[..., Client]


def item(due: date | None, name: str = "事") -> Item:
    return Item("duty", due, Words(name, name), Words("办", "do"), Words("因", "why"), "/desk/")


@pytest.mark.parametrize(
    ("days", "group"), [(-1, "late"), (0, "today"), (1, "week"), (7, "week"), (8, "later"), (None, "open")]
)
def test_an_item_falls_into_the_group_of_its_deadline(days: int | None, group: str) -> None:
    assert group_of(None if days is None else TODAY + timedelta(days=days), TODAY) == group


def test_groups_are_in_order_and_say_how_many_more_there_are() -> None:
    late = [item(TODAY - timedelta(days=number)) for number in range(1, 5)]
    found = grouped([item(None), *late, item(TODAY)], TODAY, most=3)
    assert [(one.name, len(one.rows), one.rest) for one in found] == [("late", 3, 1), ("today", 1, 0), ("open", 1, 0)]
    assert found[0].rows[0].late == 4
    assert due_counts(late)[TODAY - timedelta(days=1)] == 1


def unit_of(house: House) -> str:
    """A unit of the demo that leads a duty still open."""
    plan = current_plans(house)[0]
    every = duties_seen(asked_by({"plan": plan}), Visitor(Role.OFFICER, "x"))
    return str(next(one["lead"]["units"][0]["number"] for one in every if one["state"] == "overdue"))


@pytest.mark.django_db
def test_a_unit_sees_its_own_duties_only(demo_house: House) -> None:
    unit = unit_of(demo_house)
    own = list(register_items(demo_house, Visitor(Role.UNIT, "unit", unit=unit)))
    every = list(register_items(demo_house, Visitor(Role.LEADER, "leader")))
    assert own
    assert {one.what.zh for one in own} < {one.what.zh for one in every if one.kind == "duty"}
    assert not list(register_items(demo_house, Visitor(Role.UNIT, "unit", unit="没有这个单位")))
    assert {one.kind for one in own} == {"duty"}


@pytest.mark.django_db
def test_the_running_plan_is_the_one_on_the_desk(demo_house: House) -> None:
    assert current_plans(demo_house) == ["demo-successor-2026-2030"]


def enterprise_of(house: House) -> str:
    """A party of the demo with an annual fee within 90 days."""
    with house.reader() as reader:
        rows = reader.records(f"""
            SELECT l.party, count(*) AS n FROM {reader.from_("holders")} h
            JOIN {reader.from_("rights")} r USING ("right")
            JOIN {reader.from_("party_links")} l ON l.name = h.cleaned AND l.region = coalesce(h.region, '')
            WHERE h.role = 'holder' AND r.kind = 'invention_patent' GROUP BY 1 ORDER BY n DESC, 1 LIMIT 1
        """)
    return str(rows[0]["party"])


@pytest.mark.django_db
def test_an_enterprise_sees_its_fees_as_the_core_reckons_them(demo_house: House) -> None:
    party = enterprise_of(demo_house)
    found = list(register_items(demo_house, Visitor(Role.ENTERPRISE, "firm", party=party)))
    with demo_house.reader() as reader:
        page = party_page(reader, party, Scope.of_party(party), today=TODAY, knowledge=demo_house.knowledge())
    near = [row for row in page.fees if row.fee.due_on <= TODAY + timedelta(days=90)]
    assert len(found) == len(near) + len(page.in_grace) > 0
    assert {one.note for one in found} == {row.number for row in (*near, *page.in_grace)}
    assert not list(register_items(demo_house, Visitor(Role.ENTERPRISE, "firm", party="party:nobody")))


@pytest.mark.django_db
def test_an_officer_finds_doubts_and_rows_to_repair_counted_by_the_core(demo_house: House) -> None:
    found = list(register_items(demo_house, Visitor(Role.OFFICER, "officer")))
    with demo_house.reader() as reader:
        doubts = len(doubtful_parties(reader, limit=None))
    reviews = [one for one in found if one.kind == "review"]
    assert f"共 {doubts} 条" in reviews[0].do.zh
    assert sum(one.kind == "repair" for one in found) >= 1
    assert not any(one.kind in {"repair", "review"} for one in register_items(demo_house, Visitor(Role.ANALYST, "a")))


@pytest.mark.django_db
def test_questions_failed_jobs_and_the_publication_stand_on_the_right_desks(demo_house: House) -> None:
    Question.objects.create(
        number="Q20261122-0001", code_hash="x", kind="correction", subject="/figures/x/", text="有误",
        made_at=timezone.now(), due=TODAY,
    )  # fmt: skip
    Job.objects.create(
        kind="import.load",
        title="坏文件.xlsx",
        account="officer",
        role="officer",
        state=FAILED,
        ended_at=timezone.now(),
    )
    kinds = {
        role: {one.kind for one in work_items(demo_house, Visitor(role, role.value))}
        for role in (Role.OFFICER, Role.HEAD, Role.LEADER, Role.ANALYST, Role.ENTERPRISE)
    }
    assert kinds[Role.OFFICER] == {"question", "job"}
    assert kinds[Role.HEAD] == {"question", "publication"}
    assert kinds[Role.LEADER] == {"publication"}
    assert kinds[Role.ANALYST] == kinds[Role.ENTERPRISE] == set()


@pytest.mark.django_db
def test_a_question_another_officer_took_is_not_on_my_desk(demo_house: House) -> None:
    Question.objects.create(
        number="Q20261122-0001", code_hash="x", kind="correction", text="有误", made_at=timezone.now(), due=TODAY,
        assigned="somebody",
    )  # fmt: skip
    assert not [one for one in work_items(demo_house, Visitor(Role.OFFICER, "officer")) if one.kind == "question"]
    assert [one for one in work_items(demo_house, Visitor(Role.OFFICER, "somebody")) if one.kind == "question"]


@pytest.mark.django_db
def test_typed_cells_are_counted_from_the_trail_by_month_and_person() -> None:
    me, other = Visitor(Role.OFFICER, "me"), Visitor(Role.OFFICER, "other")
    now = timezone.now()
    first = timezone.localtime(now).date().replace(day=1)
    write_line("review.decided", "x", by=me)
    write_line("import.repaired", "y", by=me, detail={"cells": 4})
    write_line("review.decided", "z", by=other)
    write_line("party.read", "z", by=me)
    write_line(
        "review.decided", "old", by=me, at=now - timedelta(days=(timezone.localtime(now).date() - first).days + 3)
    )
    found = typed_by(me, timezone.localtime(now).date())
    assert (found.now, found.before) == (5, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PUBLIC])
def test_every_signed_in_role_has_a_desk_with_few_queries(
    role: Role, demo_house: House, client_of: ClientOf, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    reach = {Role.UNIT: {"unit": unit_of(demo_house)}, Role.ENTERPRISE: {"party": enterprise_of(demo_house)}}
    client = client_of(role, **reach.get(role, {}))
    assert client.get("/desk/").status_code == 200
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined] # the plugin states no type
        page = client.get("/desk/")
    assert "我的待办" in page.content.decode()
    assert client.get("/en/desk/").status_code == 200


@pytest.mark.django_db
def test_the_desk_filters_by_kind_day_and_month_and_ignores_nonsense(demo_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.OFFICER)
    for asked in (
        "?kind=duty",
        "?kind=nonsense",
        "?day=2026-12-31",
        "?day=nonsense",
        "?month=2027-02",
        "?month=x",
        "?all=1",
    ):
        assert client.get(f"/desk/{asked}").status_code == 200, asked
    page = client.get("/desk/?kind=review").content.decode()
    assert "逐条判定" in page
    assert "规划任务 <span>" in page


@pytest.mark.django_db
def test_the_public_is_sent_to_the_sign_in(demo_house: House) -> None:
    answer = Client().get("/desk/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/")


@pytest.mark.django_db
def test_a_warm_desk_is_read_without_opening_the_register(
    demo_house: House, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(Role.OFFICER)
    client.get("/desk/")
    monkeypatch.setattr(House, "reader", lambda *_: pytest.fail("the register was opened"))
    begun = time.perf_counter()
    assert client.get("/desk/").status_code == 200
    assert time.perf_counter() - begun < 2


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["0001-01", "1984-12", "1985-01", "2100-12", "2101-01", "9999-12", "x", "2026-13"])
def test_a_month_out_of_reach_shows_this_month_and_never_fails(
    asked: str, demo_house: House, client_of: ClientOf
) -> None:
    client = client_of(Role.OFFICER)
    shown = client.get("/desk/", {"month": asked})
    assert shown.status_code == 200
    within = asked in {"1985-01", "2100-12"}
    assert shown.context["month"].isoformat()[:7] == (asked if within else "2026-11")
    assert client.get("/desk/", {"day": f"{asked}-01"}).status_code == 200


def test_a_kept_desk_is_found_again_by_a_short_key_and_changes_with_its_items(
    demo_house: House, client_of: ClientOf
) -> None:
    client, pages = client_of(Role.OFFICER), demo_house.pages
    assert len(client.get("/desk/").context["groups"]) > 0
    (key,) = pages._held
    assert len(repr(key)) < 1_000
    client.get("/desk/")
    assert len(pages) == 1
    today = demo_house.today
    Question.objects.create(
        number="Q20261122-0099", code_hash="演示", kind="correction", text="演示", made_at=timezone.now(), due=today
    )
    assert "Q20261122-0099" in client.get("/desk/?all=1").content.decode()
    client.get("/desk/")
    assert len(pages) == 3
