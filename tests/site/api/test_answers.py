"""How answers are sent: ETag, paging, CSV, language, problems, snapshots and days."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from zhiquan import __version__
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
Get = Callable[..., Any]
TokenOf = Callable[..., str]


@pytest.fixture
def officer(published_house: House, token_of: TokenOf) -> str:
    return token_of(Role.OFFICER)


def test_an_unchanged_list_is_not_sent_again(get: Get, officer: str) -> None:
    first = get("/rights", officer, kind="trademark", size=3)
    tag = first["ETag"]
    assert tag.startswith('"')
    again = get("/rights", officer, kind="trademark", size=3, headers={"If-None-Match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert get("/rights", officer, kind="trademark", size=4, headers={"If-None-Match": tag}).status_code == 200
    assert (
        get("/rights", officer, kind="trademark", size=3, headers={"If-None-Match": f'"x", W/{tag}'}).status_code == 304
    )


def test_a_tag_tells_readers_of_another_reach_and_other_scopes_apart(get: Get, officer: str, token_of: TokenOf) -> None:
    tags = {
        get("/rights", token)["ETag"]
        for token in (
            officer,
            token_of(Role.OFFICER, ["register"]),
            token_of(Role.UNIT, town="500115001"),
            token_of(Role.ENTERPRISE, party="party:none"),
        )
    }
    assert len(tags) == 4


def test_a_star_does_not_make_what_is_missing_there(get: Get, officer: str) -> None:
    assert get("/rights/none-such", officer, headers={"If-None-Match": "*"}).status_code == 404
    assert get("/rights", officer, headers={"If-None-Match": "*"}).status_code == 304


def test_caches_may_keep_what_is_public_and_nothing_else(get: Get, officer: str) -> None:
    assert get("/published/board")["Cache-Control"] == "public, no-cache"
    assert get("/rights", officer)["Cache-Control"] == "private, no-cache"
    assert "Authorization" in get("/rights", officer)["Vary"]
    assert get("/rights/none-such", officer)["Cache-Control"] == "no-store"


def test_pages_link_to_each_other_and_name_the_snapshot(get: Get, officer: str, published_house: House) -> None:
    told = get("/rights", officer, size=2, page=2, kind=["trademark", "invention_patent"])
    assert 'rel="prev"' in told["Link"]
    assert 'rel="next"' in told["Link"]
    following = told["Link"].partition('rel="prev", <')[2].partition(">")[0]
    assert following.count("kind=") == 2
    assert "page=3" in following
    assert told["X-Snapshot"] == told.json()["snapshot"] == published_house.current()
    assert told["X-Total-Count"] == str(told.json()["total"])
    rows = Client().get(following, headers={"Authorization": officer}).json()["rows"]
    assert not {row["id"] for row in rows} & {row["id"] for row in told.json()["rows"]}
    beyond = get("/rights", officer, page=1_000_000)
    assert (beyond.status_code, beyond.json()["rows"]) == (200, [])


def test_csv_has_the_rows_of_json_and_is_safe_for_spreadsheets(get: Get, officer: str) -> None:
    rows = get("/rights", officer, size=20).json()["rows"]
    for told in (
        get("/rights", officer, size=20, format="csv"),
        get("/rights", officer, size=20, headers={"Accept": "text/csv"}),
    ):
        assert told["Content-Type"] == "text/csv; charset=utf-8"
        text = told.content.decode()
        assert text.startswith("\ufeff")
        found = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
        assert [one["id"] for one in found] == [row["id"] for row in rows]
        assert [one["holders"] for one in found] == ["；".join(row["holders"]) for row in rows]
    assert get("/rights", officer, headers={"Accept": "text/csv, application/json"})["Content-Type"].startswith(
        "application/json"
    )


def test_texts_of_a_file_are_in_the_language_asked_for(get: Get) -> None:
    zh = get("/services", format="csv").content.decode()
    en = get("/services", format="csv", headers={"Accept-Language": "en"}).content.decode()
    assert "a figure or fact" in en or "correct" in en.lower()
    assert zh != en


def test_taking_a_list_of_the_desk_leaves_a_line(get: Get, officer: str) -> None:
    get("/rights", officer, kind="trademark", format="csv")
    line = Line.objects.filter(action="api.exported").first()
    assert line is not None
    assert line.detail["operation"] == "rights"
    assert "kind=trademark" in line.detail["conditions"]
    get("/published/board", format="csv")
    assert Line.objects.filter(action="api.exported").count() == 1


def test_reading_a_party_leaves_a_line_each_time(get: Get, officer: str) -> None:
    party = get("/parties", officer).json()["rows"][0]["id"]
    tag = get(f"/parties/{party}", officer)["ETag"]
    assert get(f"/parties/{party}", officer, headers={"If-None-Match": tag}).status_code == 304
    assert Line.objects.filter(action="party.read", subject=party).count() == 2


def test_problems_say_what_where_and_the_way_out_in_the_language_asked_for(get: Get, officer: str) -> None:
    zh = get("/rights/none-such", officer)
    en = get("/rights/none-such", officer, headers={"Accept-Language": "en-GB, zh;q=0.5"})
    assert zh["Content-Type"] == en["Content-Type"] == "application/problem+json"
    assert (zh["Content-Language"], en["Content-Language"]) == ("zh-Hans", "en")
    assert zh.json()["title"] == "没有找到"
    told = en.json()
    assert (told["title"], told["status"]) == ("not found", 404)
    assert told["detail"].startswith("there is no none-such")
    assert told["remedy"]


def test_input_that_breaks_rules_is_named_field_by_field(get: Get, officer: str) -> None:
    told = get("/rights", officer, size=501, year="20x", on="2024-13-01")
    assert told.status_code == 422
    assert {one["place"] for one in told.json()["fields"]} == {
        "query.query.size",
        "query.query.year",
        "query.query.on",
    } or {one["place"] for one in told.json()["fields"]} == {"query.size", "query.year", "query.on"}
    wrong = get("/rights", officer, plce="500115001")
    assert (wrong.status_code, wrong.json()["fields"][0]["place"]) == (422, "query.plce")


def test_failures_outside_an_operation_are_problems_too(get: Get, client: Client) -> None:
    nowhere = get("/none-such")
    assert (nowhere.status_code, nowhere["Content-Type"]) == (404, "application/problem+json")
    method = client.delete("/api/v1/publications")
    assert (method.status_code, method.json()["status"], method["Allow"]) == (405, 405, "GET")
    large = client.post("/api/v1/questions", b"x" * (6 * 1024 * 1024), content_type="application/json")
    assert (large.status_code, large["Content-Type"]) == (413, "application/problem+json")
    broken = client.post("/api/v1/questions", b"{", content_type="application/json")
    assert (broken.status_code, broken["Content-Type"]) == (400, "application/problem+json")


def test_a_session_that_owes_a_password_is_nobody(client_of: Callable[..., Client], published_house: House) -> None:
    from zhiquan.site.accounts.models import Account  # noqa: PLC0415 - models need Django ready

    client = client_of(Role.OFFICER)
    Account.objects.update(must_change_password=True)
    answer = client.get("/api/v1/rights")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_head_answers_like_get_without_a_body(published_house: House, client: Client) -> None:
    whole, head = client.get("/api/v1/published/board"), client.head("/api/v1/published/board")
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == whole["ETag"]
    assert head["Content-Length"] == str(len(whole.content))


def test_a_published_figure_is_read_down_to_its_rows(published_house: House, get: Get) -> None:
    board = get("/published/board").json()
    target = next(one for one in board["rows"] if one["indicator"] == "invention_patents_per_10k")
    figure = get("/published/indicators/invention_patents_per_10k").json()
    assert figure["value"] == figure["published_value"] == target["value"]
    rows = get("/published/indicators/invention_patents_per_10k/rows", size=500).json()
    assert rows["total"] + rows["withheld"] == figure["rows"]["counted"] == target["numerator"]
    assert all(len(row["sha256"]) == 64 and row["line"] for row in rows["rows"])
    towns = get("/published/indicators/invention_patents_per_10k/groups/town").json()["rows"]
    assert sum(one["counted"] for one in towns) == target["numerator"]
    one = next(group for group in towns if group["group"] and group["counted"])
    part = get("/published/indicators/invention_patents_per_10k/rows", size=500, group=f"town:{one['group']}").json()
    assert part["total"] + part["withheld"] == one["counted"]


def test_days_and_snapshots_can_be_asked_for(get: Get, officer: str, published_house: House) -> None:
    now = get("/board", officer).json()
    then = get("/board", officer, asof="2023-12-31").json()
    assert (now["asof"], then["asof"]) != (then["asof"], now["asof"])
    named = get("/board", officer, snapshot=now["snapshot"]).json()
    assert named["rows"] == now["rows"]
    assert get("/board", officer, asof="2199-01-01").status_code == 422
    assert get("/board", officer, snapshot="none-such").status_code == 404
    on = get("/rights/count", officer, status="in_force", on="2020-01-01").json()
    assert on["count"] < get("/rights/count", officer, status="in_force").json()["count"]


def test_the_beginning_names_the_office_and_the_release(get: Get, published_house: House) -> None:
    told = get("/").json()
    assert (told["district"], told["release"], told["is_demo"]) == ("500115", __version__, True)
    for address in told["addresses"].values():
        assert Client().get(address, {"q": "演示"} if address.endswith("published/rights") else {}).status_code == 200
