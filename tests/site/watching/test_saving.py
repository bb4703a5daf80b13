"""Saving searches: in one spelling, once, not too many, mistakes refused; renamed, paused, deleted by their owner."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.http import QueryDict
from django.test import Client

from zhiquan.basics.errors import NotFound
from zhiquan.site.audit.models import Line
from zhiquan.site.finding.asked import asked_of
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House
from zhiquan.site.watching import actions
from zhiquan.site.watching.models import SavedSearch
from zhiquan.site.watching.queries import own_search

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def save(client: Client, q: str, **more: Any) -> Any:
    return client.post("/desk/searches/new/", {"q": q, **more})


def only() -> SavedSearch:
    return SavedSearch.objects.get()


def actions_told() -> list[str]:
    return list(Line.objects.order_by("number").values_list("action", flat=True))


def test_a_search_is_saved_from_its_page_in_its_plain_spelling(client_of: SignIn, office: House) -> None:
    client = client_of(Role.OFFICER)
    form = client.get("/desk/searches/new/?q=电池&kind=utility_model").content.decode()
    assert '<input type="hidden" name="kind" value="utility_model">' in form
    answer = save(client, "（电池　或 阀门）", kind="utility_model", order="newest", name=" 电池  监测 ")
    made = only()
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/searches/{made.key}/")
    assert parse_qs(made.asked) == {"q": ["电池 OR 阀门"], "kind": ["utility_model"], "order": ["newest"]}
    assert (made.name, made.snapshot, made.looked_at) == ("电池 监测", office.current(), None)
    listed = client.get("/desk/searches/").content.decode()
    assert "电池 监测" in listed
    assert "1 / 50" in listed
    assert actions_told() == ["search.saved"]


def test_the_same_search_in_another_spelling_is_not_saved_twice(client_of: SignIn, office: House) -> None:
    client = client_of(Role.OFFICER)
    save(client, "电池 阀门", name="甲")
    refused = save(client, "电池 AND 阀门")
    assert refused.status_code == 409
    told = refused.content.decode()
    assert "这个检索已经保存过" in told
    assert "甲" in told
    assert SavedSearch.objects.count() == 1
    other = client_of(Role.HEAD)
    assert save(other, "电池 阀门").status_code == 302


@pytest.mark.parametrize(
    ("given", "says", "way_out"),
    [
        ({"q": "(电池 OR 阀门"}, "括号没有闭合", "(电池 OR 阀门)"),
        ({"q": ""}, "没有写查询式", "写出要查什么"),
        ({"q": "电池", "year": "甲"}, "没有这一筛选项", "可用"),
        ({"q": "电池", "name": "长" * 61}, "名称要有 1 至 60 个字", "改短"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_the_way_out(
    client_of: SignIn, office: House, given: dict[str, str], says: str, way_out: str
) -> None:
    refused = client_of(Role.OFFICER).post("/desk/searches/new/", given)
    assert refused.status_code == 422
    told = refused.content.decode()
    assert says in told
    assert way_out in told
    assert f'value="{given["q"]}"' in told
    assert not SavedSearch.objects.exists()


def test_signs_that_control_part_words_and_are_not_kept(client_of: SignIn, office: House) -> None:
    asked = asked_of(QueryDict("q=%07电池%00装置%0a%C2%85&kind=utility_model%00&kind=%00"))
    assert (asked.question.query, asked.question.narrowed) == ("电池 装置", {"kind": ("utility_model",)})
    client = client_of(Role.OFFICER)
    save(client, "电池\x07装置", name="监\x1b测\x7f")
    assert (only().name, parse_qs(only().asked)) == ("监 测", {"q": ["电池 装置"]})
    client.post(f"/desk/searches/{only().key}/", {"wish": "rename", "name": "\x01乙\x85"})
    assert only().name == "乙"
    assert client.post(f"/desk/searches/{only().key}/", {"wish": "rename", "name": "\x01"}).status_code == 422


@pytest.mark.parametrize("key", ["s-\x00", "s-0123456789ABCDEF", "s-0123456789abcdef0", "' OR 1=1", "s" * 4000])
def test_a_key_that_is_none_never_reaches_the_tables(key: str, django_assert_num_queries: Callable[..., Any]) -> None:
    reader = Visitor(Role.OFFICER, "甲", "甲")
    with django_assert_num_queries(0), pytest.raises(NotFound, match="没有这个保存的检索") as told:
        own_search(reader, key)
    assert "\x00" not in str(told.value)


def test_there_is_an_end_to_them(client_of: SignIn, office: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST", 2)
    client = client_of(Role.OFFICER)
    assert [save(client, q).status_code for q in ("电池", "阀门", "装置")] == [302, 302, 409]
    assert SavedSearch.objects.count() == 2


def test_its_owner_renames_pauses_resumes_and_deletes_it_and_nobody_else(client_of: SignIn, office: House) -> None:
    client, other = client_of(Role.OFFICER), client_of(Role.HEAD)
    save(client, "电池")
    address = f"/desk/searches/{only().key}/"
    for wish in ("rename", "pause", "resume", "delete"):
        assert other.post(address, {"wish": wish, "name": "乙"}).status_code == 404
    assert other.get(address).status_code == 404
    assert address not in other.get("/desk/searches/").content.decode()
    assert client.post(address, {"wish": "rename", "name": ""}).status_code == 422
    client.post(address, {"wish": "rename", "name": "乙"})
    client.post(address, {"wish": "pause"})
    assert (only().name, only().is_paused) == ("乙", True)
    client.post(address, {"wish": "resume"})
    assert not only().is_paused
    assert client.post(address, {"wish": "delete"})["Location"] == "/desk/searches/"
    assert not SavedSearch.objects.exists()
    told = ["search.saved", "search.renamed", "search.paused", "search.resumed", "search.deleted"]
    assert actions_told() == told


def test_a_page_of_many_searches_asks_the_desk_little(
    client_of: SignIn, office: House, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = client_of(Role.OFFICER)
    for n in range(12):
        save(client, f"电池 装置{n}")
    with django_assert_max_num_queries(12):
        assert client.get("/desk/searches/").status_code == 200
    with django_assert_max_num_queries(12):
        assert client.get(f"/desk/searches/{SavedSearch.objects.earliest('pk').key}/").status_code == 200


def test_the_pages_speak_english(client_of: SignIn, office: House) -> None:
    client = client_of(Role.OFFICER)
    save(client, "电池", kind="utility_model")
    assert "Saved searches" in client.get("/en/desk/searches/").content.decode()
    told = client.get(f"/en/desk/searches/{only().key}/").content.decode()
    assert re.search(r"must have “<span[^>]*>电池</span>”", told)
    assert "New hits" in told
    assert "What cannot be read is pointed at" in client.get("/en/desk/searches/new/").content.decode()
