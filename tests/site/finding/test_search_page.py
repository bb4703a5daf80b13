"""The search page: the answer with its readback, facets and snapshot, mistakes mended, reach, files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from django.test import Client

import factory
from planted_rights import SECRET, rows
from zhiquan.site.audit.models import Line
from zhiquan.site.finding.work import refresh_index
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House, house

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with thirty rights and planted ones."""
    home = tmp_path_factory.mktemp("planted")
    factory.load(factory.register(home / "lake"), {"rights": rows()}, day=1, month=3)
    return home


@pytest.fixture
def office(planted: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setenv("ZHIQUAN_HOME", str(planted))
    monkeypatch.setenv("ZHIQUAN_TODAY", "2024-06-01")
    monkeypatch.setenv("ZHIQUAN_DISTRICT", "500115")
    for name in ("ZHIQUAN_LAKE", "ZHIQUAN_KNOWLEDGE"):
        monkeypatch.delenv(name, raising=False)
    house.cache_clear()
    yield house()
    house.cache_clear()


@pytest.fixture
def indexed(office: House) -> House:
    refresh_index(office, lambda *_: None)
    return office


def page(client: Client, query: str, **more: str) -> str:
    rest = "".join(f"&{name}={quote(value)}" for name, value in more.items())
    answer = client.get(f"/desk/search/?q={quote(query)}{rest}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_before_there_is_an_index_the_page_says_so(client_of: SignIn, office: House) -> None:
    assert not (office.settings.home / "search").exists()
    assert "索引还在建立" in page(client_of(Role.OFFICER), "电池")


def test_a_query_is_answered_read_back_and_narrowed(
    client_of: SignIn, indexed: House, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client = client_of(Role.OFFICER)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined] # a context manager
        shown = page(client, "电池 ?循环水")
    assert "必须含“电池”" in shown
    assert "最好含“循环水”<small>或 循环冷却水</small>" in shown
    assert "20 条" in shown
    assert "<mark>电池</mark>" in shown
    assert indexed.current() in shown
    narrowed = page(client, "电池", kind="utility_model")
    assert "10 条" in narrowed
    assert re.search(r'value="utility_model" checked', narrowed)
    assert 'href="/desk/search/file/?q=%E7%94%B5%E6%B1%A0&amp;kind=utility_model"' in narrowed


def test_a_mistake_is_pointed_at_and_mended_by_one_click(client_of: SignIn, indexed: House) -> None:
    shown = page(client_of(Role.OFFICER), "(电池 OR 阀门")
    assert "括号没有闭合" in shown
    assert f'href="?q={quote("(电池 OR 阀门)")}"' in shown


def test_nothing_found_offers_what_would_find_something(client_of: SignIn, indexed: House) -> None:
    shown = page(client_of(Role.OFFICER), "电池 没有这样的词句")
    assert "没有查到" in shown
    assert f'href="?q={quote("电池")}"' in shown


@pytest.mark.parametrize("query", [SECRET, f"IN:{SECRET}", f"ADDR:{SECRET}", "演示", "", f"{SECRET} 电池"])
def test_a_firm_finds_nothing_of_others_that_is_not_public(client_of: SignIn, indexed: House, query: str) -> None:
    with factory.read(indexed.register()) as reader:
        sql = f"SELECT party FROM {reader.from_('party_links')} WHERE name = '演示丙新材料有限公司'"
        own = reader.records(sql)[0]["party"]
    shown = page(client_of(Role.ENTERPRISE, party=own), query)
    assert SECRET not in shown.replace(f'value="{query}"', "").replace(f"“{SECRET}”", "")
    assert SECRET in page(client_of(Role.OFFICER), "秘密")


def test_hits_are_taken_away_and_the_trail_is_told(client_of: SignIn, indexed: House) -> None:
    answer = client_of(Role.OFFICER).get(f"/desk/search/file/?q={quote('电池')}")
    assert len(answer.content.decode().splitlines()) == 21
    last = Line.objects.order_by("-number").first()
    assert last is not None
    assert last.action == "search.exported"
    assert client_of(Role.OVERSIGHT).get("/desk/search/file/?q=x").status_code == 403


def test_the_page_speaks_english(client_of: SignIn, indexed: House) -> None:
    answer = client_of(Role.OFFICER).get(f"/en/desk/search/?q={quote('阻垢')}").content.decode()
    assert "must have “阻垢”" in answer
    assert "Understood as" in answer
