"""The page of a list: its order, notes, files, taking out, other names; two accounts never see each other's."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from zhiquan.site.audit.models import Line
from zhiquan.site.collecting.models import Collected, RecordList
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

from .conftest import OPEN, collect, titles, told_of

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
Hits = Callable[[Client, str], list[str]]


@pytest.fixture
def analyst(client_of: SignIn, office: House) -> Client:
    return client_of(Role.ANALYST)


@pytest.fixture
def held(analyst: Client, hits: Hits) -> RecordList:
    """A list of three in an order no index gives: the last hit first."""
    for one in reversed(hits(analyst, "电池")[:3]):
        collect(analyst, one, asked="q=电池")
    return RecordList.objects.get()


def address(one: RecordList) -> str:
    return f"/desk/lists/{one.key}/"


def test_records_stand_in_the_order_they_were_collected_with_query_and_day(analyst: Client, held: RecordList) -> None:
    page = analyst.get(address(held)).content.decode()
    first = titles(analyst.get("/desk/search/", {"q": "电池"}).content.decode())[:3]
    assert titles(page) == first[::-1]
    assert "收有 3 件" in page
    assert '<a href="/desk/search/?q=%E7%94%B5%E6%B1%A0">' in page
    assert "2026年11月22日" in page
    listed = analyst.get("/desk/lists/").content.decode()
    assert "1 / 50" in listed
    assert '<td class="num" data-label="件数">3</td>' in listed


def test_a_note_is_written_changed_and_taken_away(analyst: Client, held: RecordList) -> None:
    record = held.records.first()
    assert record is not None

    def noted(text: str) -> Any:
        return analyst.post(address(held), {"wish": "note", "record": record.record, "note": text})

    assert noted(" 先看\x07这件  ").status_code == 302
    assert Collected.objects.get(pk=record.pk).note == "先看 这件"
    assert 'value="先看 这件"' in analyst.get(address(held)).content.decode()
    assert noted("字" * 200).status_code == 302
    refused = noted("字" * 201)
    assert refused.status_code == 422
    assert "备注最多 200 个字" in refused.content.decode()
    noted("")
    assert Collected.objects.get(pk=record.pk).note == ""
    missing = analyst.post(address(held), {"wish": "note", "record": OPEN, "note": "不在清单里"})
    assert missing.status_code == 404
    assert "字字" not in json.dumps(list(Line.objects.values_list("detail", flat=True)), ensure_ascii=False)


def test_a_list_is_renamed_emptied_and_deleted(analyst: Client, held: RecordList) -> None:
    assert analyst.post(address(held), {"wish": "rename", "name": ""}).status_code == 422
    analyst.post("/desk/lists/", {"name": "别的"})
    assert analyst.post(address(held), {"wish": "rename", "name": "别的"}).status_code == 409
    assert analyst.post(address(held), {"wish": "rename", "name": "阻垢剂"})["Location"] == address(held)
    for one in list(held.records.all()):
        analyst.post(address(held), {"wish": "out", "record": one.record})
    assert analyst.post(address(held), {"wish": "out", "record": OPEN}).status_code == 404
    page = analyst.get(address(held)).content.decode()
    assert "阻垢剂" in page
    assert "清单还是空的" in page
    assert analyst.post(address(held), {"wish": "delete"})["Location"] == "/desk/lists/"
    assert list(RecordList.objects.values_list("name", flat=True)) == ["别的"]
    told = list(Line.objects.order_by("number").values_list("action", flat=True))
    assert told[-6:] == ["list.made", "list.renamed", *["list.taken_out"] * 3, "list.deleted"]


def test_its_files_hold_what_search_files_hold_and_the_note(analyst: Client, held: RecordList) -> None:
    ids = list(held.records.values_list("record", flat=True))
    analyst.post(address(held), {"wish": "note", "record": ids[1], "note": "=1+1"})
    answer = analyst.get(f"{address(held)}csv/")
    assert answer["Content-Disposition"] == 'attachment; filename="list.csv"'
    head, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    of_search = analyst.get("/desk/search/file/", {"q": "电池"}).content.decode("utf-8-sig")
    assert head == [*next(csv.reader(io.StringIO(of_search))), "备注"]
    assert [(row[0], row[-1]) for row in rows] == [(ids[0], ""), (ids[1], "'=1+1"), (ids[2], "")]
    told = json.loads(analyst.get(f"{address(held)}json/").content)
    assert [row["id"] for row in told["rows"]] == ids
    assert (told["rows"][1]["note"], told["rows"][1]["found_by"]) == ("=1+1", "电池")
    assert (told["total"], told["unseen"]) == (3, 0)
    assert analyst.get(f"{address(held)}xlsx/").status_code == 404
    taken = Line.objects.filter(action="list.exported").order_by("number")
    assert [one.detail for one in taken] == [{"rows": 3, "form": "csv"}, {"rows": 3, "form": "json"}]


def test_who_may_not_export_gets_no_file_and_no_link(client_of: SignIn, office: House) -> None:
    client = client_of(Role.OVERSIGHT)
    collect(client, OPEN)
    here = address(RecordList.objects.get())
    assert "csv/" not in client.get(here).content.decode()
    assert client.get(f"{here}csv/").status_code == 403


def test_a_long_list_has_pages_and_is_printed_whole(
    analyst: Client, held: RecordList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zhiquan.site.collecting.queries.PER_PAGE", 2)
    first, second = (analyst.get(address(held), {"page": n}).content.decode() for n in (1, 9))
    assert (len(titles(first)), len(titles(second))) == (2, 1)
    assert "列出全部以便打印" in first
    whole = analyst.get(address(held), {"whole": 1}).content.decode()
    assert titles(whole) == [*titles(first), *titles(second)]
    assert "data-print" in whole
    assert 'name="note"' not in whole


def test_nobody_sees_or_changes_the_list_of_another(client_of: SignIn, analyst: Client, held: RecordList) -> None:
    other, here = client_of(Role.HEAD), address(held)
    collect(other, OPEN)
    record = held.records.all()[0].record
    assert held.key not in other.get("/desk/lists/").content.decode()
    assert held.key not in other.get("/desk/search/", {"q": "电池"}).content.decode()
    assert "已收" not in other.get("/desk/search/", {"q": "电池"}).content.decode()
    for path in ("", "csv/", "json/"):
        assert other.get(here + path).status_code == 404
    for wish in ("rename", "note", "out", "out-unseen", "delete"):
        assert other.post(here, {"wish": wish, "name": "乙", "record": record}).status_code == 404
    assert other.post(f"{here}out/", {"record": record}).status_code == 404
    assert collect(other, OPEN, list=held.key).status_code == 404
    assert "演示净垢宁" not in told_of(analyst, held.key)
    assert held.records.count() == 3


def test_pages_of_many_records_ask_the_desk_little(
    analyst: Client, held: RecordList, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    for here in ("/desk/lists/", address(held), "/desk/search/?q=电池"):
        with django_assert_max_num_queries(12):
            assert analyst.get(here).status_code == 200
