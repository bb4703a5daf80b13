"""What a reader may not see is in no hit, count, facet, mark, similar record, suggestion or file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
from django.test import Client

from factory import right
from planted_rights import SECRET
from zhiquan.search.index.record import party_code
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

from .conftest import PHONES, party_of

pytestmark = pytest.mark.django_db
QUERIES = (
    SECRET, SECRET[0], f"IN:{SECRET}", f"ADDR:{SECRET}", f"PA:{SECRET}", f'"{SECRET}"', f"{SECRET}*", f"?{SECRET}",
    f"{SECRET} OR 没有这样的词", f"演示 NEAR/9 {SECRET}", "TS-1", "KIND:商业秘密",
)  # fmt: skip
"""What finds planted records only."""


@pytest.fixture(params=["public", "firm", "town"])
def reader(request: pytest.FixtureRequest, indexed: House, client_of: Callable[..., Client]) -> tuple[Client, str]:
    """A reader who may not see the planted records, and where this reader searches."""
    if request.param == "public":
        return client_of(Role.PUBLIC), "/search/"
    if request.param == "firm":
        return client_of(Role.ENTERPRISE, party=party_of(indexed, "演示丙新材料有限公司")), "/desk/search/"
    return client_of(Role.UNIT, town="500115102"), "/desk/search/"


def shown_to(reader: tuple[Client, str], query: str, *, part: str = "", **more: str) -> str:
    """A page without what the reader typed, which it repeats."""
    client, place = reader
    answer = client.get(f"{place}{part}", {"q": query, **more})
    assert answer.status_code == 200, query
    text = re.sub(r'<input id="q"[^>]*>', "", answer.content.decode())
    text = re.sub(r'<div id="read">.*?<details', "", text, flags=re.DOTALL)
    return re.sub(r'(?:href|value)="[^"]*"', "", text)


def files(place: str) -> Iterator[str]:
    yield from ("file/",) if place.startswith("/desk") else ("results.csv", "results.json")


@pytest.mark.parametrize("query", QUERIES)
def test_it_is_not_found_counted_or_named(reader: tuple[Client, str], query: str) -> None:
    shown = shown_to(reader, query)
    assert SECRET not in shown
    if "?" not in query:
        assert '<li class="zq-hit">' not in shown
        assert "没有查到" in shown or "没有" in shown
    for part in files(reader[1]):
        answer = reader[0].get(f"{reader[1]}{part}", {"q": query})
        asked = json.dumps(query, ensure_ascii=False)
        assert SECRET not in answer.content.decode().replace(asked, "")


def test_what_everything_holds_is_the_reach_and_no_more(
    reader: tuple[Client, str], client_of: Callable[..., Client]
) -> None:
    officer = client_of(Role.OFFICER)
    shown, whole = shown_to(reader, ""), shown_to((officer, "/desk/search/"), "")
    assert SECRET in shown_to((officer, "/desk/search/"), "秘密")
    mine, all_of_it = (int(re.findall(r'<h2 id="rh">(\d+)', text)[0]) for text in (shown, whole))
    assert mine < all_of_it
    assert SECRET not in shown
    kinds = re.findall(r"<summary>类型</summary>.*?</details>", shown, re.DOTALL)
    assert "商业秘密" not in kinds[0]


def test_a_party_asked_for_by_its_number_is_not_named(reader: tuple[Client, str], indexed: House) -> None:
    person = party_of(indexed, f"钱{SECRET}")
    for more in ({"party": str(party_code(person))}, {"kind": "trade_secret_filing"}):
        shown = shown_to(reader, "", **more)
        assert SECRET not in shown
        assert '<li class="zq-hit">' not in shown


def test_similar_records_keep_to_the_reach(reader: tuple[Client, str]) -> None:
    client, place = reader
    hidden = client.get(f"{place}similar/{right(901)}/")
    nowhere = client.get(f"{place}similar/patent:CN209910000003.0/")
    assert (hidden.status_code, nowhere.status_code) == (404, 404)
    answer = client.get(f"{place}similar/{right(902)}/")  # public, its holder and inventor are persons
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()
    assert '<li class="zq-hit">' in answer.content.decode()


@pytest.mark.parametrize("typed", [SECRET, f"演示{SECRET}", f"钱{SECRET}", "TS-1", right(901).partition("CN")[2][:9]])
def test_suggestions_keep_to_the_reach(reader: tuple[Client, str], typed: str) -> None:
    assert SECRET not in shown_to(reader, typed, part="suggest/")
    assert "未公布" not in shown_to(reader, typed, part="suggest/")


@pytest.mark.parametrize("words", [*PHONES, "3800138", '"雨伞 1380013"', "PA:13900139000"])
def test_what_is_masked_is_neither_found_nor_shown(
    reader: tuple[Client, str], client_of: Callable[..., Client], words: str
) -> None:
    for one in (reader, (client_of(Role.OFFICER), "/desk/search/")):
        assert '<li class="zq-hit">' not in shown_to(one, words)
        assert "PA:" not in shown_to(one, words.replace("PA:", ""), part="suggest/")
    shown = shown_to(reader, "雨伞")
    assert "138****8000" in shown
    assert "139****9000" in shown
    assert not any(phone in shown for phone in PHONES)
    for part in files(reader[1]):
        told = reader[0].get(f"{reader[1]}{part}?q={quote('雨伞')}").content.decode()
        assert "138****8000" in told
        assert not any(phone in told for phone in PHONES)
