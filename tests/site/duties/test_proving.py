"""A town proves a duty from the register, the score moves, an objection corrects it, the trail shows all three."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client

import factory
from duty_steps import PLAN, give_duty, offered, points, town_of
from zhiquan.plan.duties.ticked import PUBLISHED
from zhiquan.register.lake.writer import Writer
from zhiquan.site.audit.models import Line
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.keeping import kept_lists
from zhiquan.site.duties.models import Urge
from zhiquan.site.duties.proving import Standing
from zhiquan.site.duties.proving import offered as offered_rows
from zhiquan.site.duties.queries import duties_seen
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]


def test_a_proof_moves_the_score_an_objection_corrects_it_and_the_trail_shows_all_three(
    own_house: House, client_of: Clients
) -> None:
    town = town_of(own_house)
    give_duty(own_house, "T1", town.name)
    unit = client_of(Role.UNIT, unit=town.number, town=town.code)
    head, watcher = client_of(Role.HEAD), client_of(Role.OVERSIGHT)
    before = points(unit, town.number, "duties_proved")

    rows = offered(unit, "T1")
    patents = [row for row in rows if row["key"].startswith("invention_patents\t")]
    sent = unit.post("/desk/duties/T1/prove/", {"row": [patents[0]["key"], patents[1]["key"]]})
    assert sent.status_code == 302
    duty = unit.get("/desk/duties/T1/").context["duty"]
    assert duty["state"] == "proved"
    assert [one["kind"] for one in duty["evidence"]] == ["row", "row"]
    with own_house.reader() as reader:
        (kept,) = reader.records(f"SELECT value FROM {reader.from_('observations_decisions')} WHERE kind='duty_proof'")
    assert patents[0]["id"] in kept["value"]
    assert '"snapshot"' in kept["value"]

    # one duty more led and proved of all led: the share, and so the points, went up
    after = points(head, town.number, "duties_proved")
    assert before is not None
    assert after is not None
    assert after > before
    page = head.get(f"/desk/appraisal/{town.number}/?year=2025").content.decode()
    assert "引用登记册 2 行" in page

    raised = unit.post(
        f"/desk/appraisal/{town.number}/duties_on_time/object/?year=2025",
        {"about": "T1", "reason": "演示：按期完成，有登记为证", "proof": "演示文号1号"},
    )
    assert raised.status_code == 302
    (listed,) = [one for one in head.get("/desk/objections/?year=2025").context["rows"] if one["slug"] == town.number]
    assert listed["is_open"]
    assert listed["due"] == date(2026, 12, 4)  # 10 working days after Sunday 2026-11-22
    on_time = points(head, town.number, "duties_on_time")
    answer = head.post(
        f"/desk/appraisal/{town.number}/duties_on_time/answer/?year=2025",
        {"verdict": "accept", "points": "33.33", "reason": "演示：经核对应计"},
    )
    assert answer.status_code == 302
    assert points(unit, town.number, "duties_on_time") == Decimal("33.33")
    told = unit.get(f"/desk/appraisal/{town.number}/?year=2025").content.decode()
    assert f"更正 {on_time} → 33.33：演示：经核对应计" in told

    trail = [watcher.get(f"/desk/audit/?action={kind}").content.decode() for kind in ("duty.", "score.")]
    assert "证实任务" in trail[0]
    assert all(word in trail[1] for word in ("提出考核异议", "答复考核异议"))
    line = Line.objects.get(action="score.answered")
    assert (line.detail["before"], line.detail["after"]) == (str(on_time), "33.33")
    assert Line.objects.get(action="duty.proved").detail["cells"] == 0
    assert watcher.post("/desk/audit/").context["checked"].is_whole


def test_only_rows_of_the_own_town_are_offered_and_taken(own_house: House, client_of: Clients) -> None:
    town = town_of(own_house)
    give_duty(own_house, "T1", town.name)
    unit = client_of(Role.UNIT, unit=town.number, town=town.code)
    keys = {row["key"] for row in offered(unit, "T1")}
    with own_house.reader() as reader:
        elsewhere = reader.records(
            f"""SELECT "right" FROM {reader.from_("rights")} WHERE kind = 'invention_patent' AND town <> ? LIMIT 1""",
            [town.code],
        )[0]["right"]
    assert f"invention_patents\t{elsewhere}" not in keys
    answer = unit.post("/desk/duties/T1/prove/", {"row": [f"invention_patents\t{elsewhere}"]})
    assert answer.status_code == 422
    assert "不在可引用之列" in answer.content.decode()
    assert unit.post("/desk/duties/T1/prove/", {}).status_code == 422
    assert not Line.objects.filter(action="duty.proved").exists()


def test_a_unit_cannot_prove_what_another_leads(own_house: House, client_of: Clients) -> None:
    town = town_of(own_house)
    give_duty(own_house, "T1", town.other)
    unit = client_of(Role.UNIT, unit=town.number, town=town.code)
    assert unit.get("/desk/duties/T1/prove/").status_code == 404
    assert client_of(Role.LEADER).get("/desk/duties/T1/prove/").status_code == 403


def test_of_a_duty_of_all_towns_each_proves_its_own_part(own_house: House, client_of: Clients) -> None:
    town = town_of(own_house)
    give_duty(own_house, "T9", f"{town.name}、{town.other}")
    unit = client_of(Role.UNIT, unit=town.number, town=town.code)
    leader = client_of(Role.LEADER)
    theirs = points(leader, town.other_number, "duties_proved")
    own = points(leader, town.number, "duties_proved")
    rows = offered(unit, "T9")
    unit.post("/desk/duties/T9/prove/", {"row": [rows[-1]["key"]]})
    assert unit.get("/desk/duties/T9/").context["duty"]["state"] == "overdue"
    assert points(leader, town.other_number, "duties_proved") == theirs
    proved = points(leader, town.number, "duties_proved")
    assert proved is not None
    assert own is not None
    assert proved > own


def test_a_proof_is_taken_back_by_its_unit_and_the_state_returns(own_house: House, client_of: Clients) -> None:
    town = town_of(own_house)
    give_duty(own_house, "T1", town.name)
    unit = client_of(Role.UNIT, unit=town.number, town=town.code)
    unit.post("/desk/duties/T1/prove/", {"row": [offered(unit, "T1")[-1]["key"]], "note": "演示：说明"})
    (filing,) = unit.get("/desk/duties/T1/").context["duty"]["filings"]
    assert (filing["note"], filing["may_take_back"]) == ("演示：说明", True)
    assert unit.post(f"/desk/duties/T1/proofs/{filing['batch']}/back/").status_code == 302
    duty = unit.get("/desk/duties/T1/").context["duty"]
    assert (duty["state"], duty["filings"]) == ("overdue", [])
    assert unit.post(f"/desk/duties/T1/proofs/{filing['batch']}/back/").status_code == 404


def test_a_named_indicator_decides_what_is_offered(own_house: House, client_of: Clients) -> None:
    town = town_of(own_house)
    give_duty(own_house, "T1", town.name, indicators=["pledges"])
    rows = offered(client_of(Role.HEAD), "T1")
    assert rows
    assert {row["key"].partition("\t")[0] for row in rows} == {"pledges"}


def test_an_overdue_duty_is_urged_and_its_unit_sees_it(own_house: House, client_of: Clients) -> None:
    town = town_of(own_house)
    give_duty(own_house, "T1", town.name)
    unit, head = client_of(Role.UNIT, unit=town.number, town=town.code), client_of(Role.HEAD)
    assert unit.post("/desk/duties/T1/urge/", {}).status_code == 403
    gone = head.post("/desk/duties/T1/urge/", {"text": "演示：请补证明", "answer_by": "2026-11-21"})
    assert gone.status_code == 422
    head.post("/desk/duties/T1/urge/", {"text": "演示：请补证明", "answer_by": "2026-12-01"})
    assert Urge.objects.get().units == [town.number]
    assert "演示：请补证明" in unit.get("/desk/duties/T1/").content.decode()
    assert "2026-12-01" in unit.get("/desk/duties/?state=overdue").content.decode()
    unit.post("/desk/duties/T1/prove/", {"row": [offered(unit, "T1")[-1]["key"]]})
    settled = head.post("/desk/duties/T1/urge/", {"text": "演示：再催一次", "answer_by": "2026-12-01"})
    assert settled.status_code == 409


def test_proof_and_answers_count_few_queries(
    own_house: House, client_of: Clients, django_assert_max_num_queries: Any
) -> None:
    town = town_of(own_house)
    give_duty(own_house, "T1", town.name)
    client = client_of(Role.HEAD)
    for address in ("/desk/duties/T1/", "/desk/duties/T1/prove/", "/desk/objections/", "/desk/meetings/new/"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_duties_of_one_period_share_the_rows_they_are_offered_and_few_lists_stay_in_memory(
    own_house: House, client_of: Clients
) -> None:
    town = town_of(own_house)
    for number in ("演示—41", "演示—42", "演示—43"):
        give_duty(own_house, number, town.name)
    asked = asked_by({"plan": PLAN})
    visitor = Visitor(Role.OFFICER, "officer-test")
    duties = [one for one in duties_seen(asked, visitor) if one["number"] in {"演示—41", "演示—42", "演示—43"}]
    assert len(duties) == 3
    first, *others = (offered_rows(duty, asked, Standing("", None)) for duty in duties)
    assert first
    by_row = {one["of"]: one["rows"] for one in first if one["of"] != PUBLISHED}
    for other in others:
        assert {one["of"] for one in other} == {one["of"] for one in first}
        assert all(one["rows"] is by_row[one["of"]] for one in other if one["of"] in by_row)
    for code in range(500115001, 500115003):  # up to nine lists each
        offered_rows(duties[0], asked, Standing("", str(code)))
    assert len(kept_lists()._held) <= 12


def test_proving_a_duty_leaves_the_rows_offered_for_the_next_one_as_they_were(
    own_house: House, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = town_of(own_house)
    for number in ("T1", "T2"):
        give_duty(own_house, number, town.name)
    unit = client_of(Role.UNIT, unit=town.number, town=town.code)
    rows, before = offered(unit, "T1"), own_house.current()
    assert unit.post("/desk/duties/T1/prove/", {"row": [rows[0]["key"]]}).status_code == 302
    assert own_house.current() != before
    with monkeypatch.context() as patch:
        patch.setattr("zhiquan.site.duties.proving.rows_offered", None)  # not worked out anew
        assert offered(unit, "T2") == rows
    counted = asked_by({"plan": PLAN}).counted
    factory.load(own_house.register(), {"rights": [{"app_no": factory.application(1), "title": "演示"}]})
    assert asked_by({"plan": PLAN}).counted != counted


def test_no_transaction_of_the_desk_is_open_while_the_lake_is_waited_for(
    own_house: House, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = town_of(own_house)
    give_duty(own_house, "T1", town.name)
    unit, head = client_of(Role.UNIT, unit=town.number, town=town.code), client_of(Role.HEAD)
    held: list[int] = []
    enter = Writer.__enter__

    def waits(writer: Writer) -> Writer:
        held.append(len(connection.savepoint_ids))  # of transactions within the test's own
        return enter(writer)

    monkeypatch.setattr(Writer, "__enter__", waits)
    unit.post("/desk/duties/T1/prove/", {"row": [offered(unit, "T1")[-1]["key"]]})
    (filing,) = unit.get("/desk/duties/T1/").context["duty"]["filings"]
    unit.post(f"/desk/duties/T1/proofs/{filing['batch']}/back/")
    at = f"/desk/appraisal/{town.number}/fees_kept"
    unit.post(f"{at}/object/?year=2025", {"reason": "演示：少计一件"})
    head.post(f"{at}/answer/?year=2025", {"verdict": "refuse", "reason": "演示：没有这一件"})
    form = {"number": "演示纪要77号", "held_on": "2025-03-03", "d0-text": "演示：一项", "d0-unit": town.name}
    assert head.post("/desk/meetings/new/", form).status_code == 302
    assert held == [0] * 5


def test_a_unit_reads_only_its_own_rows_and_how_many_others_ticked(own_house: House, client_of: Clients) -> None:
    town = town_of(own_house)
    give_duty(own_house, "T9", f"{town.name}、{town.other}")
    unit, head = client_of(Role.UNIT, unit=town.number, town=town.code), client_of(Role.HEAD)
    own = offered(unit, "T9")[-1]
    unit.post("/desk/duties/T9/prove/", {"row": [own["key"]]})
    theirs = [row for row in offered(head, "T9") if row["key"] not in {one["key"] for one in offered(unit, "T9")}][:2]
    head.post("/desk/duties/T9/prove/", {"row": [row["key"] for row in theirs], "note": "演示：区里自己的说明"})
    seen = unit.get("/desk/duties/T9/").context["duty"]["evidence"]
    assert [one["id"] for one in seen] == [own["key"].replace("\t", "/"), None]
    listed = unit.get("/desk/duties.csv").content.decode() + unit.get("/desk/duties/T9/").content.decode()
    assert "引用登记册 2 行，2 行计入" in listed
    assert not any(row["id"] in listed for row in theirs)
    assert "演示：区里自己的说明" not in listed
    assert "演示：区里自己的说明" in head.get("/desk/duties/T9/").content.decode()
    whole = head.get("/desk/duties/T9/").context["duty"]["evidence"]
    assert {one["id"] for one in whole} == {row["key"].replace("\t", "/") for row in (own, *theirs)}


def test_rows_ticked_later_prove_nothing_on_an_earlier_day_and_urging_looks_at_today(
    own_house: House, client_of: Clients
) -> None:
    town = town_of(own_house)
    give_duty(own_house, "T1", town.name)
    unit, head = client_of(Role.UNIT, unit=town.number, town=town.code), client_of(Role.HEAD)
    long_note = unit.post("/desk/duties/T1/prove/", {"row": [offered(unit, "T1")[0]["key"]], "note": "长" * 601})
    assert long_note.status_code == 422
    unit.post("/desk/duties/T1/prove/", {"row": [offered(unit, "T1")[0]["key"]], "note": "长" * 600})
    then = head.get("/desk/duties/T1/?asof=2025-12-30").context  # ticked in November 2026
    assert (then["duty"]["state"], then["duty"]["filings"], then["may_urge"]) == ("overdue", [], False)
    assert head.get("/desk/duties/T1/").context["duty"]["state"] == "proved"  # what the plan came to on its last day
    urged = {"text": "演示：请补证明", "answer_by": "2026-12-01"}
    assert head.post("/desk/duties/T1/urge/?asof=2025-12-30", urged).status_code == 409
