"""The plan's text with its evidence, on the desk and in public."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from zhiquan.plan.board import make_board
from zhiquan.plan.coverage import coverage
from zhiquan.plan.publishing import Asked as Question
from zhiquan.plan.publishing import board_content, publication_id
from zhiquan.register.publications import publish
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.keeping import measuring
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]


def test_every_word_of_the_plan_stands_on_the_page(demo_house: House, client_of: Clients) -> None:
    shown = client_of(Role.OFFICER).get("/desk/clauses/").context["clauses"]
    said = ["".join(piece.text for piece in part) for one in shown for part in one["paragraphs"]]
    assert said == [part for one in asked_by({}).plan.clauses for part in one.paragraphs]


def test_values_beside_the_text_are_those_of_the_board(demo_house: House, client_of: Clients) -> None:
    asked = asked_by({})
    with measuring(asked) as (figures, _):
        board = make_board(asked.plan, figures, asked.day)
    wanted = {one.goal.indicator: one for one in board.targets}
    shown = client_of(Role.OFFICER).get("/desk/clauses/").context["clauses"]
    targets = [thing for one in shown for part in one["promises"] for thing in part["served"] if thing["target"]]
    assert {thing["id"] for thing in targets} == set(wanted)
    for thing in targets:
        assert thing["target"]["status"] == wanted[thing["id"]].status


def test_counts_are_those_of_the_coverage(demo_house: House, client_of: Clients) -> None:
    told = coverage(asked_by({}).plan, demo_house.knowledge())
    promises = [part for one in told for part in one.promises]
    totals = client_of(Role.OFFICER).get("/desk/clauses/").context["totals"]
    assert (totals["promises"], totals["served"]) == (len(promises), sum(bool(part.served_by) for part in promises))


def test_only_gaps_leaves_out_what_is_served(demo_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    gaps = client.get("/desk/clauses/?show=gaps").context["clauses"]
    whole = client.get("/desk/clauses/").context["clauses"]
    assert [one["number"] for one in gaps] == [one["number"] for one in whole if one["has_gap"]]
    assert 0 < len(gaps) < len(whole)


def test_a_clause_number_leads_to_its_place_however_its_brackets_are_typed(
    demo_house: House, client_of: Clients
) -> None:
    client = client_of(Role.OFFICER)
    wide = client.get("/desk/clauses/", {"clause": "三（二）"})
    narrow = client.get("/desk/clauses/", {"clause": "三(二)"})
    assert wide.status_code == narrow.status_code == 302
    assert wide["Location"] == narrow["Location"] == "/desk/clauses/#c9"
    unknown = client.get("/desk/clauses/", {"clause": "九十九"})
    assert "没有条款 九十九" in unknown.content.decode()


def test_the_public_is_told_that_nothing_was_published(own_house: House, client_of: Clients) -> None:
    if own_house.published():
        pytest.skip("the demo district has publications")
    assert "还没有发布过" in client_of(Role.PUBLIC).get("/clauses/").content.decode()


def test_the_public_reads_published_figures_and_no_duties(own_house: House, client_of: Clients) -> None:
    asked = asked_by({})
    day = asked.day.replace(year=2024)
    with own_house.reader() as reader:
        content = board_content(reader, own_house.knowledge(), Question(asked.plan.id, day),
                                snapshot=own_house.snapshot(), overlay=own_house.settings.knowledge)  # fmt: skip
    name, actor = publication_id(content), own_house.actor("head")
    publish(own_house.register(), id=name, what="board", content=content, actor=actor, snapshot_id=own_house.current())
    answer = client_of(Role.PUBLIC).get(f"/clauses/?plan={asked.plan.id}")
    assert answer.status_code == 200
    wanted = {one["indicator"]: one["value"] for one in content["board"]["targets"] if one["indicator"]}
    things = [thing for one in answer.context["clauses"] for part in one["promises"] for thing in part["served"]]
    shown = {thing["id"]: thing["target"]["value"] for thing in things if thing["target"]}
    assert shown == wanted
    assert all(one["duties"] == [] for one in answer.context["clauses"])
    assert all(thing["rows"] is None and thing["figure"] is None for thing in things)
    assert "/desk/duties/" not in answer.content.decode()
    assert client_of(Role.PUBLIC).get("/clauses/table.csv").status_code == 200
