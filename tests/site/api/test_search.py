"""Search and saved searches by programs: the engine's answers, within reach, with the character a query fails at."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

import factory
from opened_house import opened_house
from planted_rights import SECRET
from watched_office import FIRM, TODAY, copied_house, fill, firm_of, load_new, silent
from zhiquan.site.accounts.models import Account
from zhiquan.site.audit.models import Line
from zhiquan.site.finding.work import refresh_index
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

from .conftest import publish_board

pytestmark = pytest.mark.django_db
Get = Callable[..., Any]
TokenOf = Callable[..., str]
OPEN, HIDDEN = factory.right(950), factory.right(951)


@pytest.fixture(scope="module")
def searched_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The planted records with their index, a board published."""
    home = tmp_path_factory.mktemp("api-search")
    fill(home)
    with opened_house(home, today=TODAY) as office:
        publish_board(office)
        refresh_index(office, silent)
    return home


@pytest.fixture
def searched(searched_home: Path) -> Iterator[House]:
    """That office, for reading only."""
    with opened_house(searched_home, today=TODAY) as office:
        yield office


@pytest.fixture
def growing(searched_home: Path, tmp_path: Path) -> Iterator[House]:
    """A copy of it to write to."""
    with copied_house(searched_home, tmp_path / "home") as office:
        yield office


def sent(method: str, path: str, token: str, body: Any = None) -> Any:
    return getattr(Client(), method)(
        f"/api/v1{path}", body, content_type="application/json", headers={"Authorization": token}
    )


def test_a_query_is_answered_read_back_narrowed_and_paged(searched: House, get: Get, token_of: TokenOf) -> None:
    token = token_of(Role.OFFICER)
    told = get("/search", token, q="TI:电池 ?循环水", size=5, facets=True).json()
    assert (told["total"], told["pages"], len(told["rows"])) == (20, 4, 5)
    assert (told["snapshot"], told["status_day"]) == (searched.current(), "2026-11-22")
    assert told["printed"] == "TI:电池 ?循环水"
    assert [one["role"] for one in told["said"]] == ["must", "maybe"]
    first = told["rows"][0]
    assert "电池" in first["title"]
    assert any(mark for one in first["highlights"] for mark in one["marks"])
    kinds = next(one for one in told["facets"] if one["name"] == "kind")
    counts = {one["key"]: one["count"] for one in kinds["values"]}
    assert get("/search", token, q="TI:电池", kind="utility_model").json()["total"] == counts["utility_model"] == 10
    pages = [get("/search", token, q="TI:电池", size=7, page=page, order="oldest").json()["rows"] for page in (1, 2, 3)]
    days = [row["day"] for page in pages for row in page]
    assert len(days) == len({row["id"] for page in pages for row in page}) == 20
    assert days == sorted(days)


def test_a_list_is_a_file_and_known_by_its_tag(searched: House, get: Get, token_of: TokenOf) -> None:
    token = token_of(Role.OFFICER)
    answer = get("/search", token, q="TI:电池", format="csv")
    lines = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(lines) == 20
    assert "电池" in lines[0]["title"]
    last = Line.objects.latest("number")
    assert (last.action, last.detail["operation"], last.detail["rows"]) == ("api.exported", "search", 20)
    assert get("/search", token_of(Role.OFFICER, ["register"]), q="电池", format="csv").status_code == 403
    tag = get("/search", token, q="电池")["ETag"]
    assert get("/search", token, q="电池", headers={"If-None-Match": tag}).status_code == 304
    assert get("/search", token, q="阀门", headers={"If-None-Match": tag}).status_code == 200


def test_a_mistake_names_the_character_and_a_query_that_can_be_read(
    searched: House, get: Get, token_of: TokenOf
) -> None:
    token = token_of(Role.OFFICER)
    for path, given in (("/search", token), ("/published/search", ""), ("/search/explain", "")):
        refused = get(path, given, q="(电池 OR 阀门")
        assert refused.status_code == 422, path
        told = refused.json()
        assert (told["where"]["character"], told["where"]["mended"]) == ("1", "(电池 OR 阀门)"), path
        assert told["detail"] == "括号没有闭合", path
    refused = sent("post", "/searches", token, {"q": "(电池 OR 阀门"})
    assert (refused.status_code, refused.json()["where"]["mended"]) == (422, "(电池 OR 阀门)")
    assert get("/search", token, q="电池", year="甲").status_code == 422
    assert get("/search", token, q="电池", page=1000, size=500).status_code == 422
    assert get("/search", token, q="电池", ordre="newest").status_code == 422


def test_a_query_is_explained_without_looking(searched: House, get: Get) -> None:
    told = get("/search/explain", q="（电池　或 阀门） 非 循环水").json()
    assert told["printed"] == "(电池 OR 阀门) -循环水"
    assert [one["role"] for one in told["said"]] == ["must", "not"]
    assert told["sentence"]["zh"].endswith("。")


@pytest.mark.parametrize("query", [SECRET, f"IN:{SECRET}", f"ADDR:{SECRET}", f"{SECRET} OR 电池", "演示", ""])
def test_what_is_out_of_reach_is_nowhere(searched: House, get: Get, token_of: TokenOf, query: str) -> None:
    firm = token_of(Role.ENTERPRISE, party=firm_of(searched))
    for path, token in (("/search", firm), ("/published/search", "")):
        for given in ({}, {"format": "csv"}):
            answer = get(path, token, q=query, size=500, facets=True, **given)
            assert answer.status_code == 200
            written = answer.content.decode().replace(f'"printed":"{query}"', "").replace(f"“{SECRET}”", "")
            assert SECRET not in written, (path, given)
    assert SECRET not in get("/search/suggestions", firm, q="演示").content.decode()
    assert get("/search", firm, q=SECRET).json()["total"] == 0
    assert get("/published/search", q=SECRET).json()["total"] == 0
    assert get("/search", token_of(Role.OFFICER), q=SECRET).json()["total"] > 0
    assert get("/published/search", q="电池").json()["total"] > 0


def test_suggestions_hold_names_within_reach(searched: House, get: Get, token_of: TokenOf) -> None:
    told = get("/search/suggestions", token_of(Role.OFFICER), q="演示丙新").json()["suggestions"]
    assert any(FIRM in one["text"] for one in told)


def test_a_search_is_saved_read_seen_and_deleted(growing: House, get: Get, token_of: TokenOf) -> None:
    token = token_of(Role.OFFICER)
    made = sent("post", "/searches", token, {"q": "电池", "kind": ["invention_patent"], "name": "监测"})
    assert made.status_code == 201
    told = made.json()
    assert (told["name"], told["q"], told["narrowed"], told["new"]) == (
        "监测", "电池", {"kind": ["invention_patent"]}, 0,
    )  # fmt: skip
    assert made["Location"] == f"/api/v1/searches/{told['id']}/hits"
    assert sent("post", "/searches", token, {"q": "电池", "kind": ["invention_patent"]}).status_code == 409
    load_new(growing)
    path = f"/searches/{told['id']}"
    for _ in range(2):  # reading does not mark as seen
        hits = get(f"{path}/hits", token).json()
        assert {row["id"] for row in hits["rows"]} == {OPEN, HIDDEN}
        assert all(row["is_new"] and row["found_in"] == growing.current() for row in hits["rows"])
        assert get("/searches", token).json()["rows"][0]["new"] == 2
    refused: list[dict[str, list[str]]] = [{}, {"ids": []}, {"ids": ["\x07"]}, {"ids": [OPEN] * 501}]
    for wrong in refused:
        assert sent("post", f"{path}/seen", token, wrong).status_code == 422, wrong
    assert sent("post", f"{path}/seen", token, {"ids": [OPEN]}).json()["new"] == 1
    assert {row["id"]: row["is_new"] for row in get(f"{path}/hits", token).json()["rows"]} == {
        OPEN: False, HIDDEN: True,
    }  # fmt: skip
    assert sent("post", f"{path}/seen", token, {"ids": [OPEN, HIDDEN, "patent:none"]}).json()["new"] == 0
    assert [row["is_new"] for row in get(f"{path}/hits", token).json()["rows"]] == [False, False]
    assert sent("delete", path, token).json()["id"] == told["id"]
    assert sent("delete", path, token).status_code == 404
    assert get("/searches", token).json()["total"] == 0


def test_new_hits_keep_to_the_reach_and_to_the_scope(growing: House, get: Get, token_of: TokenOf) -> None:
    token = token_of(Role.ENTERPRISE, party=firm_of(growing))
    name = sent("post", "/searches", token, {"q": "电池"}).json()["id"]
    load_new(growing)
    assert [row["id"] for row in get(f"/searches/{name}/hits", token).json()["rows"]] == [OPEN]
    assert get("/searches", token).json()["rows"][0]["new"] == 1
    assert SECRET not in get(f"/searches/{name}/hits", token, format="csv").content.decode()
    other = token_of(Role.OFFICER)
    assert get("/searches", other).json()["total"] == 0
    for path in (f"/searches/{name}/hits", "/searches/none-such/hits"):
        assert get(path, other).status_code == 404
    refused = get("/searches", token_of(Role.ENTERPRISE, ["register"]))
    assert (refused.status_code, refused.json()["where"]["scope"]) == (403, "watch")
    refused = get("/searches", token_of(Role.ENTERPRISE, ["watch"]))
    assert (refused.status_code, refused.json()["where"]["scope"]) == (403, "register")
    Account.objects.filter(role="enterprise").update(party="party:none")
    assert get("/searches", token).json()["rows"][0]["new"] == 1  # what everybody may see stays


def test_before_there_is_an_index_it_is_said(demo_house: House, get: Get, token_of: TokenOf) -> None:
    refused = get("/search", token_of(Role.OFFICER), q="电池")
    assert (refused.status_code, refused.json()["remedy"] is not None) == (404, True)
