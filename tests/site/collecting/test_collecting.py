"""Collecting from beside a hit: the first press makes a list, one is chosen or named, limits, mistakes, the trail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from zhiquan.basics.errors import NotFound
from zhiquan.site.audit.models import Line
from zhiquan.site.collecting import actions
from zhiquan.site.collecting.models import Collected, RecordList
from zhiquan.site.collecting.queries import own_list
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House

from .conftest import OPEN, collect

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
Hits = Callable[[Client, str], list[str]]


def trail() -> list[str]:
    return list(Line.objects.order_by("number").values_list("action", flat=True))


def only() -> RecordList:
    return RecordList.objects.get()


def test_the_first_press_makes_a_list_and_the_hit_says_so(client_of: SignIn, office: House, hits: Hits) -> None:
    client = client_of(Role.ANALYST)
    found = hits(client, "电池")
    assert len(found) > 5
    here = "/desk/search/?q=电池&kind=utility_model"
    answer = collect(client, found[0], list="new", asked="q=电池&kind=utility_model&x=1", next=here)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/desk/search/?q=")
    assert "#mark-" in answer["Location"]
    held = Collected.objects.get()
    assert (only().name, held.record, held.note) == ("清单 1", found[0], "")
    assert held.asked == "q=%E7%94%B5%E6%B1%A0&kind=utility_model"
    page = client.get("/desk/search/", {"q": "电池"}).content.decode()
    assert page.count("已收<") == 1
    assert f'formaction="/desk/lists/{only().key}/out/"' in page
    assert f'<option value="{only().key}">清单 1</option>' in page
    collect(client, found[1])  # into the list collected into last
    assert [one.record for one in only().records.all()] == found[:2]
    assert trail() == ["list.made", "list.collected", "list.collected"]
    assert Line.objects.latest("number").detail == {"record": found[1]}


def test_in_place_the_answer_is_what_stands_beside_the_hit(client_of: SignIn, office: House) -> None:
    client, htmx = client_of(Role.ANALYST), {"HX-Request": "true"}
    pressed = client.post("/desk/lists/collect/", {"record": OPEN, "list": "new"}, headers=htmx).content.decode()
    assert pressed.startswith('<span class="zq-collect"')
    assert "取出" in pressed
    assert 'hx-swap-oob="true"' in pressed
    assert "<main" not in pressed
    out = client.post(f"/desk/lists/{only().key}/out/", {"record": OPEN}, headers=htmx).content.decode()
    assert "收进清单" in out
    assert not Collected.objects.exists()
    assert trail()[-1] == "list.taken_out"


def test_pressed_twice_it_is_collected_once(client_of: SignIn, office: House) -> None:
    client = client_of(Role.ANALYST)
    for _ in range(2):
        assert collect(client, OPEN).status_code == 302
    assert Collected.objects.count() == 1
    assert trail() == ["list.made", "list.collected"]


def test_a_list_is_chosen_or_named_on_a_page_of_its_own(client_of: SignIn, office: House) -> None:
    client = client_of(Role.ANALYST)
    form = client.get("/desk/lists/collect/", {"record": OPEN}).content.decode()
    assert "演示净垢宁" in form
    assert "新清单的名称" in form
    collect(client, OPEN, name=" 净\x07垢  剂 ")
    assert only().name == "净 垢 剂"
    chosen = client.get("/desk/lists/collect/", {"record": OPEN}).content.decode()
    assert f'action="/desk/lists/{only().key}/out/"' in chosen
    refused = collect(client, OPEN, list="new", name="净 垢 剂")
    assert refused.status_code == 409
    assert "已有同名的清单" in refused.content.decode()
    assert collect(client, OPEN, name="长" * 61).status_code == 422
    assert RecordList.objects.count() == 1
    collect(client, OPEN, list="new")
    assert "已收" in client.get("/desk/search/", {"q": "净垢宁"}).content.decode()
    assert Collected.objects.count() == 2


def test_where_it_goes_back_to_is_a_page_of_ours(client_of: SignIn, office: House) -> None:
    client = client_of(Role.ANALYST)
    for wrong in ("https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""):
        assert collect(client, OPEN, next=wrong)["Location"] == "/desk/lists/"


def test_there_is_an_end_to_lists_and_to_their_records(
    client_of: SignIn, office: House, hits: Hits, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("actions", "marks"):
        monkeypatch.setattr(f"zhiquan.site.collecting.{module}.MOST", 2)
    monkeypatch.setattr(actions, "MOST_RECORDS", 2)
    client = client_of(Role.ANALYST)
    found = hits(client, "电池")
    assert [collect(client, one).status_code for one in found[:3]] == [302, 302, 409]
    assert "清单已满：最多 2 件" in collect(client, found[2]).content.decode()
    in_place = client.post("/desk/lists/collect/", {"record": found[2]}, headers={"HX-Request": "true"})
    assert (in_place.status_code, "清单已满" in in_place.content.decode()) == (200, True)
    in_english = client.post("/en/desk/lists/collect/", {"record": found[2]}).content.decode()
    assert "the list is full: at most 2 records" in in_english
    assert [collect(client, found[3], list="new").status_code for _ in range(2)] == [302, 409]
    assert client.post("/desk/lists/", {"name": "丙"}).status_code == 409
    assert "已有 2 个清单" in client.get("/desk/lists/").content.decode()
    assert "there are 2 lists already" in client.post("/en/desk/lists/", {"name": "C"}).content.decode()
    assert 'value="new"' not in client.get("/desk/search/", {"q": "电池"}).content.decode()
    assert RecordList.objects.count() == 2


@pytest.mark.parametrize("key", ["l-\x00", "l-0123456789ABCDEF", "l-0123456789abcdef0", "' OR 1=1", "l" * 4000])
def test_a_key_that_is_none_never_reaches_the_tables(key: str, django_assert_num_queries: Callable[..., Any]) -> None:
    reader = Visitor(Role.ANALYST, "甲", "甲")
    with django_assert_num_queries(0), pytest.raises(NotFound, match="没有这个清单") as told:
        own_list(reader, key)
    assert "\x00" not in str(told.value)


def test_names_are_numbered_in_the_language_of_the_page(client_of: SignIn, office: House) -> None:
    client = client_of(Role.ANALYST)
    for begin in ("", "/en", "", "/en"):
        client.post(f"{begin}/desk/lists/", {"name": ""})
    assert sorted(RecordList.objects.values_list("name", flat=True)) == ["List 1", "List 2", "清单 1", "清单 2"]


def test_the_published_search_offers_nothing_to_collect(client_of: SignIn, office: House) -> None:
    assert "收进清单" not in client_of(Role.PUBLIC).get("/search/", {"q": "电池"}).content.decode()
