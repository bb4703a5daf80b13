"""Every hit opens: on the workbench what a firm holds, of others what was published last; else it says why not."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

import factory
from crawling import unquoted_chinese
from opened_house import opened_house
from zhiquan.site.finding.work import refresh_index
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

from .conftest import TODAY, party_of

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
FIRM = "演示丙新材料有限公司"
HIT = re.compile(r'<li class="zq-hit">.*?</li>', re.DOTALL)
OPENS = re.compile(r'<h3><a href="([^"]+)"')
WHY = "最近公布的数据里没有这一件，公布后才能打开。"
LATE = factory.right(802)


def hits(client: Client, address: str, query: str, **more: str) -> list[str]:
    """The hits of all pages of an answer."""
    found: list[str] = []
    for page in range(1, 20):
        answer = client.get(address, {"q": query, "page": str(page), **more})
        assert answer.status_code == 200
        here = HIT.findall(answer.content.decode())
        found += here
        if len(here) < 20:
            return found
    raise AssertionError("too many pages")


def opened_by(client: Client, listed: list[str]) -> list[str]:
    """Open the page of each hit that has one, a clause's at its place on the page of its plan; the addresses."""
    links = [unescape(found[1]) for one in listed if (found := OPENS.search(one))]
    for link in links:
        assert client.get(link.partition("#")[0]).status_code in {200, 302}, link
    return links


@pytest.mark.parametrize("place", ["/desk/search/", "/search/"])
def test_a_firm_opens_a_public_right_of_another(client_of: SignIn, indexed: House, place: str) -> None:
    client = client_of(Role.ENTERPRISE, party=party_of(indexed, FIRM))
    listed = hits(client, place, "PA:演示甲新材料有限公司 -发布之后")
    assert listed
    links = opened_by(client, listed)
    assert len(links) == len(listed)
    assert {link.split("/")[1] for link in links} == {"rights", "parties"}
    assert WHY not in "".join(listed)


def test_what_a_firm_holds_opens_on_its_workbench(client_of: SignIn, indexed: House) -> None:
    client = client_of(Role.ENTERPRISE, party=party_of(indexed, FIRM))
    links = opened_by(client, hits(client, "/desk/search/", f"PA:{FIRM} KIND:发明专利"))
    assert links
    assert {link.partition("patent:")[0] for link in links} == {"/desk/rights/"}


@pytest.mark.parametrize("role", [Role.ENTERPRISE, Role.UNIT])
def test_every_hit_opens_or_says_why_it_does_not(client_of: SignIn, indexed: House, role: Role) -> None:
    own = {"party": party_of(indexed, FIRM)} if role is Role.ENTERPRISE else {"town": "500115102"}
    client = client_of(role, **own)
    for kind in ("invention_patent", "party", "clause", "figure", "service", "indicator", "trademark"):
        listed = hits(client, "/desk/search/", "", kind=kind)
        assert listed, kind
        assert opened_by(client, listed), kind
        for one in listed:
            assert bool(OPENS.search(one)) != ('<p class="zq-meta">' in one.replace("zq-inline", "")), one


def test_a_public_right_that_came_after_the_publication_says_why_it_has_no_page(
    client_of: SignIn, indexed: House
) -> None:
    client = client_of(Role.ENTERPRISE, party=party_of(indexed, FIRM))
    (late,) = hits(client, "/desk/search/", "发布之后")
    assert OPENS.search(late) is None
    assert WHY in late
    assert client.get(f"/rights/{LATE}/").status_code == 404
    assert hits(client, "/search/", "发布之后") == []
    similar = client.get(f"/desk/search/similar/{LATE}/").content.decode()
    assert WHY in similar
    english = client.get("/en/desk/search/", {"q": "发布之后"}).content.decode()
    assert "it opens once it is published" in english
    assert unquoted_chinese(english) == []
    whole = client_of(Role.OFFICER)
    (late,) = hits(whole, "/desk/search/", "发布之后")
    assert opened_by(whole, [late]) == [f"/desk/rights/{LATE}/"]


def test_without_anything_published_no_public_hit_has_a_page(client_of: SignIn, tmp_path: Path) -> None:
    made = factory.register(tmp_path / "lake")
    given = {"region": "500115", "kind": "invention_patent", "pub_no": "CN100000802A", "applicants": ["演示甲有限公司"]}
    factory.load(made, {"rights": [{**given, "app_no": factory.application(802), "title": "演示电池", "line": 2}]})
    with opened_house(tmp_path, today=TODAY) as office:
        refresh_index(office, lambda *_: None)
        (hit,) = hits(client_of(Role.ENTERPRISE), "/desk/search/", "演示电池")
        assert "还没有可查的公布数据" in hit
        assert OPENS.search(hit) is None
