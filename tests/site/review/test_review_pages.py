"""Review and quality in the browser: decide with a reason, take it back, see what is wrong and where it is from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from zhiquan.register.reading.quality import quality_counts
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House
from zhiquan.site.review.doubting import queue

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]


def test_a_question_is_decided_with_a_reason_and_opened_again(own_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    asked = queue()
    pair = next(one for one in asked if one["kind"] == "same_party")
    page = client.get(f"/desk/review/?kind=same_party&id={pair['id']}").content.decode()
    assert pair["subject"] in page
    assert pair["shown"] in page
    said = {"id": pair["id"], "answer": "no", "kind": "same_party"}
    refused = client.post("/desk/review/", said | {"reason": " "})
    assert refused.status_code == 422
    assert "理由" in refused.content.decode()
    assert [one["id"] for one in queue()] == [one["id"] for one in asked]

    response = client.post("/desk/review/", said | {"reason": "演示：两家各有执照"})
    batch = response.headers["Location"].partition("done=")[2]
    assert pair["id"] not in [one["id"] for one in queue()]
    assert len(queue()) == len(asked) - 1
    assert "演示：两家各有执照" in client.get("/desk/review/decided/").content.decode()
    assert Line.objects.filter(action="review.decided", subject=batch).count() == 1
    assert client.post("/desk/review/", said | {"reason": "再来"}).status_code == 404

    assert client.post(f"/desk/review/decided/{batch}/undo/").status_code == 302
    assert [one["id"] for one in queue()] == [one["id"] for one in asked]
    assert Line.objects.filter(action="review.undone", subject=batch).count() == 1


def test_an_address_gets_the_town_a_person_chooses_and_no_other(own_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    place = next(one for one in queue() if one["kind"] == "place")
    said = {"id": place["id"], "answer": "town", "reason": "演示：现场看过"}
    assert client.post("/desk/review/", said | {"town": ""}).status_code == 422
    assert client.post("/desk/review/", said | {"town": "999999999"}).status_code == 422
    assert client.post("/desk/review/", said | {"town": "500115001"}).status_code == 302
    with own_house.reader() as reader:
        sql = f"SELECT DISTINCT town FROM {reader.from_('rights')} WHERE address = ?"
        assert reader.records(sql, [place["subject"]]) == [{"town": "500115001"}]


def test_a_file_is_not_taken_back_as_if_it_were_a_decision(demo_house: House, client_of: Clients) -> None:
    with demo_house.reader() as reader:
        rows = reader.records(f"SELECT batch FROM {reader.from_('batches')} ORDER BY batch LIMIT 1")
    client = client_of(Role.OFFICER)
    assert client.post(f"/desk/review/decided/{rows[0]['batch']}/undo/").status_code == 409
    assert client.post("/desk/review/decided/b-none/undo/").status_code == 404


def test_quality_shows_the_counts_of_the_core_and_each_row_with_its_line(demo_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    with demo_house.reader() as reader:
        counts = quality_counts(reader, today=demo_house.today, home=demo_house.settings.district)
    page = client.get("/desk/quality/").content.decode()
    for check, count in counts.items():
        assert (f"/desk/quality/{check}/" in page) == bool(count)
        if count:
            assert f">{count:,}</a>" in page
    left_out = client.get("/desk/quality/left_out/").content.decode()
    assert left_out.count("/desk/lines/") == counts["left_out"]
    towns = client.get("/desk/quality/no_town/?page=2").content.decode()
    assert towns.count("/desk/lines/") == 50
    assert client.get("/desk/quality/nonsense/").status_code == 404


def test_a_list_of_quality_is_taken_away_only_by_who_may_export(demo_house: House, client_of: Clients) -> None:
    response = client_of(Role.ANALYST).get("/desk/quality/left_out.csv")
    assert response.status_code == 200
    assert response.content.decode("utf-8-sig").startswith("编号,名称,详情")
    assert client_of(Role.OVERSIGHT).get("/desk/quality/left_out.csv").status_code == 403
    assert client_of(Role.ENTERPRISE).get("/desk/quality/left_out.csv").status_code == 404


@pytest.mark.parametrize("address", ["/desk/review/", "/desk/review/decided/"])
def test_only_officers_and_heads_review(demo_house: House, client_of: Clients, address: str) -> None:
    assert client_of(Role.HEAD).get(address).status_code == 200
    assert client_of(Role.ANALYST).get(address).status_code == 403
    assert Client().get(address).status_code == 302


def test_pages_ask_the_desk_at_most_twelve_questions(
    demo_house: House, client_of: Clients, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = client_of(Role.OFFICER)
    for address in ("/desk/review/", "/desk/review/?kind=place", "/desk/quality/", "/desk/quality/no_town/"):
        with django_assert_max_num_queries(12):  # type: ignore[attr-defined] # a context manager
            assert client.get(address).status_code == 200
