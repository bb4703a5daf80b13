"""The public search: what was published last, in every kind, with its files; nothing later, no persons."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client, override_settings

import factory
from crawling import unquoted_chinese
from opened_house import opened_house
from zhiquan.knowledge.guides import anchor_of, guides
from zhiquan.site import warming
from zhiquan.site.gate import pace
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db


def page(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("电池", "/rights/patent:CN"),
        ("演示甲新材料有限公司 KIND:主体", "/parties/party:"),
        ("发明专利拥有量 KIND:已发布数据", "/figures/invention_patents_per_10k/"),
        ("发明专利 KIND:规划条款", "/clauses/?plan=changshou-2021-2025"),
        ("KIND:公共服务", "/services/"),
        ("KIND:指标口径", "/data/indicators/"),
        ("KIND:法规文件", "/data/instruments/"),
        ("回读 OR 查询写法 KIND:使用说明", "/docs/search/#"),
    ],
)
def test_every_kind_is_found_and_its_link_leads_to_a_page(indexed: House, query: str, found: str) -> None:
    shown = page(f"/search/?q={query}")
    links = re.findall(r'<h3><a href="([^"]+)"', shown)
    assert any(link.startswith(found) for link in links), links
    for link in links:
        assert Client().get(link.replace("&amp;", "&").partition("#")[0]).status_code in {200, 302}, link


def test_on_an_english_page_chinese_alone_is_marked_as_chinese(indexed: House) -> None:
    shown = page("/en/search/?q=query KIND:使用说明")
    snippets = re.findall(r'<p class="zq-hit__snip">(.*?)</p>', shown, re.DOTALL)
    assert any("<mark>query</mark>" in one for one in snippets)
    chinese = "".join(re.findall(r'<span lang="zh-Hans">(.*?)</span>', "".join(snippets)))
    assert chinese
    assert not re.search("[A-Za-z]", chinese)
    assert 'lang="zh-Hans">Writing' not in shown
    assert unquoted_chinese(shown) == []


def test_it_answers_from_what_was_published_and_says_so(
    indexed: House, django_assert_max_num_queries: Callable[..., object]
) -> None:
    with django_assert_max_num_queries(3):  # type: ignore[attr-defined] # a context manager
        shown = page("/search/?q=电池")
    snapshot = indexed.published()[0].snapshot
    assert snapshot != indexed.current()
    assert f"<code>{snapshot}</code>" in shown
    assert "没有查到" in page("/search/?q=发布之后")


def test_there_is_no_answer_from_another_snapshot(office: House) -> None:
    assert "索引还在建立" in page("/search/?q=电池")
    assert Client().get("/search/results.csv?q=电池").status_code == 404


@pytest.mark.parametrize("words", ["2015", "-", "(电池", "甲新材"])
def test_programs_read_the_public_list_by_parts_of_numbers_and_plain_words_before_there_is_an_index(
    office: House, words: str
) -> None:
    told = Client().get("/api/v1/published/rights", {"q": words, "size": "500"})
    assert told.status_code == 200
    rows = told.json()["rows"]
    assert bool(rows) == (words in {"2015", "甲新材"})
    if words == "2015":
        part = factory.application(0, year=2015)[4:9]  # from the middle of a number
        some = Client().get("/api/v1/published/rights", {"q": part, "size": "500"}).json()["rows"]
        assert factory.right(0, year=2015) in {row["id"] for row in some}
    days = [row["filed_on"] or "" for row in rows]
    assert days == sorted(days, reverse=True)


def test_what_public_pages_link_to_says_that_the_index_is_being_made(office: House) -> None:
    shown = page(f"/rights/{factory.right(0, year=2015)}/")
    (link,) = set(re.findall(r'href="(/search/similar/[^"]+)"', shown))
    assert "索引还在建立" in page(link)


def test_the_job_of_a_publication_makes_its_index(
    bare_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "warm_answers", lambda *_: {"address": "/"})
    shutil.copytree(bare_home, tmp_path / "home")
    with opened_house(tmp_path / "home", today="2024-06-01"):
        assert "索引还在建立" in page("/search/?q=电池")
        warming.warm_everything({"plan": "changshou-2021-2025"}, Visitor(), lambda *_: None)
        assert "<mark>电池</mark>" in page("/search/?q=电池")


def test_before_anything_is_published_nothing_is_shown(tmp_path: Path) -> None:
    factory.register(tmp_path / "lake")
    with opened_house(tmp_path, today="2024-06-01"):
        assert "还没有公布的数据" in page("/search/?q=电池")
        assert "还没有公布的数据" in page(f"/search/similar/{factory.right(0)}/")
        assert page("/search/suggest/?q=电池").strip() == ""


def test_what_is_found_is_given_as_csv_and_json(indexed: House) -> None:
    lines = Client().get("/search/results.csv?q=电池&kind=utility_model").content.decode("utf-8-sig").splitlines()
    told = Client().get("/search/results.json?q=电池&kind=utility_model").json()
    assert len(lines) == 11
    assert (told["schema"], told["total"], len(told["rows"])) == ("search/1", 10, 10)
    assert told["narrowed"] == {"kind": ["utility_model"]}
    first = told["rows"][0]
    assert first["address"] == f"/rights/{first['id']}/"
    assert first["highlights"][0]["marks"]
    assert Client().get("/search/results.json?q=(电池").status_code == 422


def test_lines_are_offered_while_typing(indexed: House) -> None:
    parties = page("/search/suggest/?q=演示甲新")
    assert 'data-text="PA:&quot;演示甲新材料有限公司&quot;" data-whole' in parties
    titles = page("/search/suggest/?q=净垢")
    assert "演示净垢宁" in titles
    fields = page("/search/suggest/?q=电池 权利")
    assert 'data-text="电池 权利人:"' in fields
    numbers = page(f"/search/suggest/?q={factory.application(0, year=2015)[:12]}")
    assert factory.application(0, year=2015) in numbers
    assert page("/search/suggest/?q=").strip() == ""
    assert page("/search/suggest/?q=(").strip() == ""


def test_every_part_of_the_documentation_has_its_place_on_its_page(indexed: House) -> None:
    assert len(guides()) > 10
    for one in guides():
        shown = page(f"/docs/{one.name}/")
        for section in one.sections[1:]:
            assert f'id="{section.anchor}"' in shown, (one.name, section.anchor)
    assert Client().get("/docs/none-such/").status_code == 404
    assert anchor_of("Writing a query 查询写法") == "writing-a-query-查询写法"


@pytest.mark.parametrize(
    "address",
    [
        "/search/",
        "/search/results.csv",
        "/search/results.json",
        "/search/suggest/",
        f"/search/similar/{factory.right(802)}/",
    ],
)
def test_one_address_searches_only_so_often_a_minute(
    indexed: House, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhiquan.site.gate.pace.time.time", lambda: 6_000_000_010.0)
    pace.MINUTE.forget()
    with override_settings(SEARCHES_PER_MINUTE=2):
        assert [Client().get(address, {"q": "电池"}).status_code == 429 for _ in range(3)] == [False, False, True]
        refused = Client().get(address, {"q": "电池"}, headers={"Accept-Language": "zh"})
        assert refused["Retry-After"] == "50"
        assert "请过 50 秒再试" in refused.content.decode()
        assert "Try again in 50 seconds" in Client().get(f"/en{address}").content.decode()
        assert Client(REMOTE_ADDR="192.0.2.7").get(address, {"q": "电池"}).status_code != 429
        assert Client().get("/docs/search/").status_code == 200
    pace.MINUTE.forget()
