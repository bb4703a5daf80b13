"""The board, the closing account and the public's progress show the core's figures and nothing unpublished."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.test import Client

from zhiquan.plan.board import make_board
from zhiquan.plan.publishing import measuring_for
from zhiquan.site.audit.models import Line
from zhiquan.site.drawing import Drawing
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House, house
from zhiquan.site.plans.answers.asking import desk_ask, own_plan
from zhiquan.site.plans.answers.reading import board_answer
from zhiquan.site.plans.board_showing import Card, shown
from zhiquan.site.plans.queries import public_board
from zhiquan.site.portal.boards import board_named, boards
from zhiquan.site.registry.public import latest_published

from .conftest import publish_now

ClientOf = Callable[..., Client]
NEXT = "demo-successor-2026-2030"


def text_of(client: Client, address: str, status: int = 200) -> str:
    """The page, after its status was checked."""
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:3000]
    return response.content.decode()


@pytest.mark.parametrize("plan", ["changshou-2021-2025", NEXT])
def test_the_board_shows_what_the_core_computes(published_house: House, client_of: ClientOf, plan: str) -> None:
    page = text_of(client_of(Role.OFFICER), f"/desk/board/?plan={plan}")
    ask = desk_ask({"plan": plan})
    with published_house.reader(ask.snapshot) as reader:
        overlay = published_house.settings.knowledge
        knowledge = published_house.knowledge()
        measuring = measuring_for(reader, knowledge, own_plan(plan), ask.asked, overlay)
        board = make_board(own_plan(plan), measuring, ask.day)
    answer = board_answer(ask)
    assert [one["status"] for one in answer["targets"]] == [state.status for state in board.targets]
    for state in board.targets:
        assert state.figure is not None
        assert state.figure.value is not None
        assert f">{state.figure.value:,}</a>" in page
        assert state.label.zh in page


def test_a_kept_board_is_read_without_the_lake(published_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ask = desk_ask({})
    first = board_answer(ask)

    def no_reader(*_: object) -> None:
        raise AssertionError("the lake was read")

    monkeypatch.setattr(House, "reader", no_reader)
    assert board_answer(desk_ask({})) == first
    assert published_house.current() == ask.snapshot


def test_a_board_asks_the_desk_few_questions(
    published_house: House, client_of: ClientOf, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = client_of(Role.HEAD)
    text_of(client, "/desk/board/")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined] # a context manager
        text_of(client, "/desk/board/")


@pytest.mark.parametrize(
    ("question", "status"),
    [("plan=nowhere", 404), ("asof=2099-01-01", 422), ("asof=31.12.2025", 422), ("snapshot=000999-0", 404)],
)
def test_a_question_that_cannot_be_answered_says_why(
    published_house: House, client_of: ClientOf, question: str, status: int
) -> None:
    page = text_of(client_of(Role.OFFICER), f"/desk/board/?{question}", status)
    assert "怎么办" in page


def test_an_earlier_day_gives_the_figures_of_that_day(published_house: House, client_of: ClientOf) -> None:
    page = text_of(client_of(Role.OFFICER), "/desk/board/?asof=2023-12-31")
    found = board_answer(desk_ask({"asof": "2023-12-31"}))["targets"][0]
    assert found["asof"] == "2023-12-31"
    assert f">{found['value']}</a>" in page


def test_an_empty_register_says_what_would_stand_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client_of: ClientOf
) -> None:
    monkeypatch.setenv("ZHIQUAN_HOME", str(tmp_path))
    house.cache_clear()
    client = client_of(Role.HEAD)
    assert "登记库还是空的" in text_of(client, "/desk/board/")
    assert "还没有发布过规划进展" in text_of(Client(), "/progress/")
    assert "还没有发布过" in text_of(Client(), "/publications/")
    house.cache_clear()


def test_only_who_may_publish_sees_the_button(published_house: House, client_of: ClientOf) -> None:
    assert "发布这一期" in text_of(client_of(Role.LEADER), "/desk/board/")
    assert "发布这一期" not in text_of(client_of(Role.OFFICER), "/desk/board/")
    assert client_of(Role.ANALYST).post("/desk/board/publish/").status_code == 403


def test_oversight_sees_no_export(published_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.OVERSIGHT)
    assert ".csv" not in text_of(client, "/desk/board/")
    assert ".csv" not in text_of(client, "/desk/closing/")
    assert client.get("/desk/board/table.csv").status_code == 403


@pytest.mark.parametrize(
    "file",
    [
        "board/table.csv",
        "closing/table.csv",
        "figures/invention_patents_per_10k/path.csv",
        "figures/invention_patents_per_10k/groups/town.csv",
        "figures/invention_patents_per_10k/rows.csv",
    ],
)
def test_an_enterprise_takes_no_file_of_the_board_and_staff_leave_a_line(
    published_house: House, client_of: ClientOf, file: str
) -> None:
    assert client_of(Role.ENTERPRISE, party="party:1").get(f"/desk/{file}").status_code == 404
    assert not Line.objects.filter(action__endswith=".exported").exists()
    assert client_of(Role.ANALYST).get(f"/desk/{file}").status_code == 200
    (line,) = Line.objects.filter(action__endswith=".exported")
    assert line.action == ("figure.exported" if "figures" in file else "board.exported")


def test_the_public_is_shown_the_plan_in_use_today(
    own_published: House, client_of: ClientOf, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_now(own_published, plan=NEXT)
    publish_now(own_published, plan="changshou-2021-2025", asof="2024-12-31")
    for day, plan in (("2026-11-22", NEXT), ("2025-12-31", "changshou-2021-2025")):
        monkeypatch.setenv("ZHIQUAN_TODAY", day)
        house.cache_clear()
        frozen = public_board({})
        shown = board_named(boards(house()))
        assert frozen is not None
        assert shown is not None
        assert frozen.ask.plan == shown.plan == plan
        assert frozen.name == shown.id
        searched = latest_published()
        assert searched is not None
        assert searched.plan == plan
        assert f"/publications/{shown.id}/" in text_of(client_of(Role.PUBLIC), "/clauses/")


def test_of_two_publications_of_one_day_and_snapshot_the_later_stands_first(own_published: House) -> None:
    snapshot = own_published.published()[0].snapshot
    days = ("2023-12-31", "2024-12-31", "2022-12-31")
    names = [publish_now(own_published, asof=day, snapshot=snapshot) for day in days]
    latest = [one.id for one in own_published.published() if one.id in names]
    assert latest == names[::-1]


def test_the_board_can_be_taken_as_a_table(published_house: House, client_of: ClientOf) -> None:
    response = client_of(Role.OFFICER).get("/desk/board/table.csv")
    lines = response.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(board_answer(desk_ask({}))["targets"])
    assert lines[1].startswith("每万人口发明专利拥有量,")


def test_the_closing_account_tells_met_and_missed_with_the_difference(
    published_house: House, client_of: ClientOf
) -> None:
    page = text_of(client_of(Role.OFFICER), "/desk/closing/")
    answer = board_answer(desk_ask({}))
    missed = [one for one in answer["targets"] if one["status"] == "missed"]
    assert missed
    assert page.count("未完成") >= len(missed)
    assert "十五五" in page
    assert published_house.published()[0].id in page


def test_a_running_plan_has_a_preview_of_its_account(published_house: House, client_of: ClientOf) -> None:
    page = text_of(client_of(Role.OFFICER), f"/desk/closing/?plan={NEXT}")
    assert "预览" in page
    assert "还没有采用下一期规划" in page


def test_the_public_sees_the_published_board_and_no_other_day(published_house: House) -> None:
    page = text_of(Client(), "/progress/")
    (publication,) = published_house.published()
    for target in publication.content["board"]["targets"]:
        assert target["label"]["zh"] in page
    assert f"snapshot={publication.snapshot}" in page
    text_of(Client(), "/progress/?asof=2024-12-31", 404)
    text_of(Client(), f"/progress/?plan={NEXT}", 404)
    text_of(Client(), f"/progress/?snapshot={published_house.current()}", 404)


def test_the_public_is_sent_to_the_sign_in_from_the_live_board(published_house: House, db: None) -> None:
    response = Client().get("/desk/board/")
    assert response.status_code == 302
    assert "/sign-in/" in response["Location"]


@pytest.mark.parametrize("language", ["", "/en"])
def test_the_board_is_narrowed_to_what_is_behind_and_says_how_many(
    published_house: House, client_of: ClientOf, language: str
) -> None:
    client = client_of(Role.OFFICER)
    whole = shown(board_answer(desk_ask({})), "zh", lambda name: name)
    behind = [card.number for card in whole.cards if card.is_behind]
    assert 0 < len(behind) < len(whole.cards)
    everything = client.get(f"{language}/desk/board/").content.decode()
    assert "&amp;behind=1#targets" in everything
    page = client.get(f"{language}/desk/board/?behind=1").content.decode()
    assert re.findall(r'<article class="zq-target" id="t(\d+)"', page) == [str(number) for number in behind]
    said = f"{len(whole.cards)} 项里剩 {len(behind)} 项" if not language else f"{len(behind)} of {len(whole.cards)}"
    assert said in page


def test_behind_is_what_will_be_missed_or_is_short_of_its_path() -> None:
    told = {"status": "met", "value": "2", "path": {"value": "3"}, "cmp": "ge"}
    card = Card(1, told, "", Drawing(""), Drawing(""))
    ahead = replace(card, target={**told, "status": "expected"})
    assert not card.is_behind  # met is met, whatever its path asked
    assert ahead.is_behind
    assert not replace(ahead, target={**ahead.target, "value": "3"}).is_behind
    assert replace(ahead, target={**ahead.target, "value": "4", "cmp": "le"}).is_behind
    assert replace(ahead, target={**ahead.target, "status": "expected_miss", "value": None}).is_behind


def test_a_board_with_nothing_behind_says_so(
    published_house: House, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Card, "is_behind", False)
    page = text_of(client_of(Role.OFFICER), "/desk/board/?behind=1&asof=2026-11-21")
    assert "没有落后的目标" in page
    assert "看全部目标" in page
    assert '<article class="zq-target"' not in page
