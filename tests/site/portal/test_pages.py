"""The portal, services, data and methods: what they show equals what was published and defined."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import get_resolver

from zhiquan.knowledge.indicators import Indicator
from zhiquan.knowledge.plans import Plan
from zhiquan.knowledge.services import Service
from zhiquan.plan.publishing import Asked, board_content, publication_id
from zhiquan.register.publications import publish
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House
from zhiquan.site.portal.boards import board_named, boards
from zhiquan.site.portal.datasets import data_sets
from zhiquan.site.portal.definitions import PUBLIC
from zhiquan.site.portal.facts import SHOWN, facts_of
from zhiquan.site.voice.words import KINDS

pytestmark = pytest.mark.django_db
PLAN = "changshou-2021-2025"
DAY = date(2025, 12, 31)
CHINESE = re.compile("[\u3400-\u9fff]")
ClientOf = Callable[..., Client]


@pytest.fixture
def published(own_house: House) -> House:
    """The district with one published board."""
    asked = Asked(PLAN, DAY)
    snapshot = own_house.snapshot()
    with own_house.reader() as reader:
        content = board_content(
            reader, own_house.knowledge(), asked, snapshot=snapshot, overlay=own_house.settings.knowledge
        )
    publish(
        own_house.register(), id=publication_id(content), what="board", content=content,
        actor=own_house.actor("head"), snapshot_id=snapshot.id,
    )  # fmt: skip
    return own_house


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.content.decode()[:500])
    return answer.content.decode()


def without_quotes(page: str) -> str:
    """A page's words without what is marked Chinese, and without attributes."""
    plain = re.sub(r"<(\w+)[^>]*lang=\"zh-Hans\"[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", plain)


def test_before_anything_is_published_the_portal_says_so_and_offers_something(demo_house: House) -> None:
    page = text(Client(), "/")
    assert "还没有发布过" in page
    assert "zq-target-row" not in page
    assert "zq-hero__facts" not in page


def test_the_portal_shows_the_frozen_values_word_for_word(published: House) -> None:
    page = text(Client(), "/")
    board = board_named(boards(published))
    assert board is not None
    assert page.count('class="zq-target-row"') == len(board.targets) == 10
    for target in board.targets:
        assert target["label"]["zh"] in page
        if target["value"] is not None and target["indicator"]:
            assert f"/figures/{target['indicator']}/?asof=2025-12-31" in page
    assert board.id in page


def test_the_register_facts_are_the_rights_the_published_targets_count(published: House) -> None:
    board = board_named(boards(published))
    assert board is not None
    facts = {fact.label.zh: fact for fact in facts_of(board)}
    assert len(facts) == len(SHOWN)
    for target in board.targets:
        label = SHOWN.get(target["indicator"])
        if label is not None:
            assert facts[label.zh].value == str(target["numerator"])
            assert f"/figures/{target['indicator']}/" in facts[label.zh].address


def test_what_is_loaded_later_does_not_change_the_portal(published: House) -> None:
    before = text(Client(), "/")
    assert published.current() != boards(published)[0].snapshot
    assert text(Client(), "/") == before


def test_a_plan_named_that_was_never_published_falls_back_to_the_latest(published: House) -> None:
    assert PLAN in text(Client(), "/?plan=nothing-like-it")


@pytest.mark.parametrize("address", ["/", "/services/", "/data/", "/ask/", "/services/data_correction/"])
def test_public_pages_ask_at_most_twelve_desk_queries(
    address: str, published: House, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    text(Client(), address)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined] # the plugin states no type
        text(Client(), address)


def test_every_service_has_a_page_with_its_limit_and_ground(demo_house: House) -> None:
    services = demo_house.knowledge().all(Service)
    assert len(services) >= 12
    assert {one.question for one in services} >= set(KINDS)
    listed = text(Client(), "/services/")
    for one in services:
        assert one.label.zh in listed
        page = text(Client(), f"/services/{one.id}/")
        version = one.at(demo_house.today)
        assert (version.within.words.zh if version.within else "法规未写明时限") in page
        assert ("引文待核" in page) == bool(version.cites and not version.verified) or not version.cites
    assert "尚无办理记录" in listed
    assert Client().get("/services/nothing/").status_code == 404


def test_every_page_a_service_names_exists(demo_house: House) -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    for one in demo_house.knowledge().all(Service):
        assert not one.page or one.page in names, one.id


def test_only_data_sets_that_hold_something_are_offered(demo_house: House) -> None:
    page = text(Client(), "/data/")
    assert "/data/sets/indicators.csv" in page
    assert "/data/sets/board.csv" not in page
    assert "/data/sets/answers.csv" not in page
    assert Client().get("/data/sets/nothing.csv").status_code == 404


def test_the_board_data_set_equals_the_publication(published: House) -> None:
    rows = list(csv.DictReader(io.StringIO(text(Client(), "/data/sets/board.csv").removeprefix("\ufeff"))))
    board = boards(published)[0]
    assert [(row["indicator"], row["value"], row["status"]) for row in rows] == [
        (target["indicator"] or "", target["value"] or "", target["status"] or "") for target in board.targets
    ]
    assert {row["snapshot"] for row in rows} == {board.snapshot}
    told = json.loads(text(Client(), "/data/sets/board.json"))
    assert told["schema"] == "open-data/1"
    assert len(told["rows"]) == len(rows)
    assert set(told["rows"][0]) == set(told["columns"])
    assert "holder" not in json.dumps(told)


def test_the_rows_of_every_set_are_as_many_as_the_list_says(published: House) -> None:
    for shown in data_sets(published, boards(published)):
        assert len(shown.data.rows(published)) == shown.count, shown.data.name


def test_every_column_of_every_set_is_described(published: House) -> None:
    for name in ("board", "history", "plan-targets", "indicators", "services"):
        told = json.loads(text(Client(), f"/data/sets/{name}.json"))
        assert all(set(row) == set(told["columns"]) for row in told["rows"]), name


def test_every_definition_with_a_public_page_answers_in_both_languages(demo_house: House) -> None:
    knowledge = demo_house.knowledge()
    for kind in PUBLIC:
        name = knowledge.ids(kind)[0]
        assert knowledge.definition(kind, name).label.zh in text(Client(), f"/data/{kind}/{name}/")
        english = without_quotes(text(Client(), f"/en/data/{kind}/{name}/"))
        assert not re.search(r"引文待核|依据|算式", english)


def test_an_indicators_page_gives_formula_ground_and_use(demo_house: House) -> None:
    page = text(Client(), "/data/indicators/invention_patents_per_10k/")
    assert "（当日有效的；发明专利） ÷ （上年末最近公布的常住人口） × 10,000" in page
    assert "万人发明专利拥有量达到20件" in page
    assert "/data/instruments/cnipa-statistics/" in page
    assert all(one.label.zh in text(Client(), "/data/") for one in demo_house.knowledge().all(Indicator))


@pytest.mark.parametrize("address", ["/data/codes/ipc/", "/data/indicators/nothing/", "/data/nothing/at-all/"])
def test_a_definition_that_has_no_page_is_not_found(address: str, demo_house: House) -> None:
    assert Client().get(address).status_code == 404


def test_a_plan_not_confirmed_yet_is_not_shown(own_house: House) -> None:
    folder = own_house.settings.knowledge / "plans"
    folder.mkdir(parents=True)
    told = (
        'id: secret-draft\nlabel: {zh: 未定稿, en: "A draft"}\nplace: "500115"\nfrom: 2031-01-01\n'
        "to: 2035-12-31\nstatus: draft\n"
    )
    (folder / "secret-draft.yaml").write_text(told, "utf-8")
    assert own_house.knowledge().get(Plan, "secret-draft").status == "draft"
    assert Client().get("/data/plans/secret-draft/").status_code == 404
    assert "未定稿" not in text(Client(), "/data/")
    assert "未定稿" not in text(Client(), "/data/sets/plan-targets.csv")


@pytest.mark.parametrize("address", ["/en/", "/en/services/", "/en/services/fee_relief/", "/en/data/", "/en/ask/"])
def test_no_chinese_stands_on_english_pages_outside_quotations(address: str, published: House) -> None:
    page = without_quotes(text(Client(), address))
    found = CHINESE.findall(page)
    assert not found, "".join(found)[:200]


@pytest.mark.parametrize("role", list(Role))
def test_every_role_may_read_the_public_pages(role: Role, demo_house: House, client_of: ClientOf) -> None:
    client = client_of(role)
    for address in ("/", "/services/", "/data/", "/ask/"):
        assert client.get(address).status_code == 200
