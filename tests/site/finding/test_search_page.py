"""The search page of the workbench: the answer with its readback, facets and snapshot, mistakes mended, files."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

import factory
from crawling import unquoted_chinese
from factory import application, right
from opened_house import opened_house
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

from .conftest import TODAY, party_of

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def page(client: Client, query: str, **more: str) -> str:
    rest = "".join(f"&{name}={quote(value)}" for name, value in more.items())
    answer = client.get(f"/desk/search/?q={quote(query)}{rest}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_before_there_is_an_index_the_page_says_so(client_of: SignIn, office: House) -> None:
    assert not (office.settings.home / "search").exists()
    client = client_of(Role.OFFICER)
    shown = page(client, "电池")
    assert "索引还在建立" in shown
    assert f'href="/desk/rights/?q={quote("电池")}"' in shown
    similar = client.get(f"/desk/search/similar/{right(2, year=2017)}/")
    assert similar.status_code == 200
    assert "索引还在建立" in similar.content.decode()


def test_a_query_is_answered_read_back_and_narrowed(
    client_of: SignIn, indexed: House, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = client_of(Role.OFFICER)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined] # a context manager
        shown = page(client, "电池 ?循环水 KIND:专利")
    assert "必须含“电池”" in shown
    assert '最好含“循环水”<small>或 <span lang="zh-Hans">循环冷却水</span></small>' in shown
    assert "20 条" in shown
    assert "<mark>电池</mark>" in shown
    assert indexed.current() in shown
    narrowed = page(client, "电池", kind="utility_model")
    assert "10 条" in narrowed
    assert re.search(r'value="utility_model" checked', narrowed)
    assert 'href="/desk/search/file/?q=%E7%94%B5%E6%B1%A0&amp;kind=utility_model"' in narrowed


def test_a_chosen_value_is_a_chip_that_takes_itself_away(client_of: SignIn, indexed: House) -> None:
    shown = page(client_of(Role.OFFICER), "电池", kind="utility_model", year="2016")
    assert re.search(
        r'href="\?q=%E7%94%B5%E6%B1%A0&amp;year=2016"><span class="zq-hidden">去掉 </span>类型 · 实用新型', shown
    )
    assert re.search(
        r'href="\?q=%E7%94%B5%E6%B1%A0&amp;kind=utility_model"><span class="zq-hidden">去掉 </span>年份', shown
    )
    assert re.search(r'id="count" role="status">找到 \d+ 条', shown)


def test_a_mistake_is_pointed_at_and_mended_by_one_click(client_of: SignIn, indexed: House) -> None:
    shown = page(client_of(Role.OFFICER), "(电池 OR 阀门")
    assert "括号没有闭合" in shown
    assert "<mark>(</mark>电池 OR 阀门" in shown
    assert f'href="?q={quote("(电池 OR 阀门)")}"' in shown


def test_nothing_found_offers_what_would_find_something(client_of: SignIn, indexed: House) -> None:
    shown = page(client_of(Role.OFFICER), "电池 没有这样的词句")
    assert "没有查到" in shown
    assert f'href="?q={quote("电池")}"' in shown


def test_hits_are_taken_away_and_the_trail_is_told(client_of: SignIn, indexed: House) -> None:
    answer = client_of(Role.OFFICER).get(f"/desk/search/file/?q={quote('电池 KIND:专利')}")
    assert len(answer.content.decode().splitlines()) == 21
    last = Line.objects.order_by("-number").first()
    assert last is not None
    assert (last.action, last.subject) == ("search.exported", indexed.current())
    assert client_of(Role.OVERSIGHT).get("/desk/search/file/?q=x").status_code == 403


def test_a_role_without_the_register_searches_what_is_published(client_of: SignIn, indexed: House) -> None:
    answer = client_of(Role.ADMINISTRATOR).get("/desk/search/?q=电池&kind=utility_model")
    assert answer["Location"] == "/search/?q=%E7%94%B5%E6%B1%A0&kind=utility_model"
    assert client_of(Role.LEADER).get("/desk/search/?q=电池").status_code == 200


def test_the_search_box_goes_straight_to_the_one_thing_named(client_of: SignIn, indexed: House) -> None:
    client = client_of(Role.OFFICER)
    other = application(2, year=2017)
    for words, address in (
        (f"ZL {other[:4]} {other[4]} {other[5:]}", f"/desk/rights/{right(2, year=2017)}/"),
        ("演示净垢宁", "/desk/rights/trademark:CN9000001/09/"),
        ("演示丙新材料有限公司", f"/desk/parties/{party_of(indexed, '演示丙新材料有限公司')}/"),
        ("演示电池装置", None),
    ):
        answer = client.get("/desk/search/", {"q": words, "go": "1"})
        assert answer.headers.get("Location") == address, words
    assert client.get("/desk/search/", {"q": "电池", "go": "1"}).status_code == 200
    assert client.get("/desk/find/?q=电池")["Location"] == "/desk/search/?q=%E7%94%B5%E6%B1%A0&go=1"


def test_every_hit_with_a_link_leads_to_a_page(client_of: SignIn, indexed: House) -> None:
    own = party_of(indexed, "演示丙新材料有限公司")
    for client in (
        client_of(Role.OFFICER), client_of(Role.OVERSIGHT), client_of(Role.ENTERPRISE, party=own),
        client_of(Role.UNIT, town="500115101"),
    ):  # fmt: skip
        for query in ("", "演示", "KIND:文献", "无号", "KIND:主体"):
            shown = page(client, query)
            hits = re.findall(r'<li class="zq-hit">.*?</li>', shown, re.DOTALL)
            links = {link for hit in hits for link in re.findall(r'href="([^"#]+)', hit)}
            for link in links:
                assert client.get(link.replace("&amp;", "&")).status_code in {200, 302}, (query, link)


def test_what_the_register_holds_no_more_has_no_link_while_the_index_is_behind(
    client_of: SignIn, indexed_home: Path, tmp_path: Path
) -> None:
    shutil.copytree(indexed_home, tmp_path / "home")
    with opened_house(tmp_path / "home", today=TODAY) as office:
        client, link = client_of(Role.OFFICER), f'href="/desk/rights/{right(802)}/"'
        assert link in page(client, "发布之后")
        with office.reader() as reader:
            (late,) = reader.records(f"SELECT batch FROM {reader.from_('batches')} WHERE file = '迟.csv'")
        office.register().undo(late["batch"], actor=factory.actor(3, month=6))
        shown = page(client, "发布之后")
    assert '<li class="zq-hit">' in shown
    assert link not in shown
    assert "索引正在更新" in shown
    assert "登记册里已没有这一件" in shown


def test_the_page_speaks_english(client_of: SignIn, indexed: House) -> None:
    answer = client_of(Role.OFFICER).get(f"/en/desk/search/?q={quote('阻垢')}").content.decode()
    assert 'must have “<span lang="zh-Hans">阻垢</span>”' in answer
    assert "Understood as" in answer


def test_the_page_of_a_right_with_a_chinese_id_marks_it_in_english(client_of: SignIn, indexed: House) -> None:
    client = client_of(Role.OFFICER)
    for address in ("/search/", "/desk/search/"):
        shown = client.get(f"/en{address}?q={quote('沙田柚')}").content.decode()
        links = set(re.findall(r'<h3><a href="([^"]+)"', shown))
        (link,) = [one for one in links if quote("演示2010年第9900号") in one]
        assert unquoted_chinese(client.get(link).content.decode()) == []
