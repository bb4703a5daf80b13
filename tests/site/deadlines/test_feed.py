"""The calendar feed holds exactly the deadlines its account may see, and its address can be taken away."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest
from django.test import Client
from icalendar import Calendar

from zhiquan.basics.words import Words
from zhiquan.register.batches import Source
from zhiquan.site.accounts.models import Account
from zhiquan.site.accounts.sessions import OUTSIDE
from zhiquan.site.audit.models import Line
from zhiquan.site.deadlines.models import Feed
from zhiquan.site.deadlines.queries import deadlines_of
from zhiquan.site.deadlines.writing import uid_of
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House
from zhiquan.site.portal.desk_items import Item

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]
PLAN = "demo-successor-2026-2030"
UNITS = ("演示甲局", "演示乙局")


def plant(house: House) -> None:
    """Two units, one duty each that falls due ahead, and one that is proved."""
    actor = house.actor("test")
    units = pa.table({"number": ["甲", "乙"], "name": list(UNITS), "kind": ["department", "department"]})
    duties = pa.table(
        {
            "plan": [PLAN] * 3,
            "number": ["P1", "P2", "P3"],
            "text": ["演示：甲的事", "演示：乙的事", "演示：甲办完的事"],
            "lead": [UNITS[0], UNITS[1], UNITS[0]],
            "due_on": pa.array([date(2027, 3, 31), date(2027, 4, 30), date(2026, 6, 30)], pa.date32()),
            "done_on": pa.array([None, None, date(2026, 6, 1)], pa.date32()),
            "proof": [None, None, "演示文件"],
        }
    )
    house.register().load({"organisations": units}, source=Source(file="演示单位.xlsx"), actor=actor)
    house.register().load({"duties": duties}, source=Source(file="演示任务.xlsx"), actor=actor)


def address_made(client: Client) -> str:
    page = client.post("/desk/account/calendar/", {"wish": "make"}).content.decode()
    found = re.search(r"http://testserver(/calendar/[\w-]+\.ics)", page)
    assert found
    return found[1]


def events(client: Client, address: str) -> dict[str, date]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    read = Calendar.from_ical(answer.content)
    found = {str(one["summary"]): one.decoded("dtstart") for one in read.walk("VEVENT")}
    uids = [str(one["uid"]) for one in read.walk("VEVENT")]
    assert len(uids) == len(set(uids))
    return found


def test_a_unit_reads_its_own_duties_and_nothing_else(own_house: House, client_of: Clients) -> None:
    plant(own_house)
    address = address_made(client_of(Role.UNIT, unit="甲"))
    assert events(Client(), address) == {"规划任务：演示：甲的事": date(2027, 3, 31)}


def test_an_enterprise_reads_the_fees_of_its_own_rights(own_house: House, client_of: Clients) -> None:
    with own_house.reader() as reader:
        party = reader.records(
            f"""SELECT l.party, count(*) AS n FROM {reader.from_("holders")} h JOIN {reader.from_("party_links")} l
                ON l.name = h.cleaned WHERE h.role = 'holder' GROUP BY 1 ORDER BY n DESC, 1 LIMIT 1"""
        )[0]["party"]
    client = client_of(Role.ENTERPRISE, party=party)
    read = Calendar.from_ical(Client().get(address_made(client)).content)
    found = read.walk("VEVENT")
    uids = [str(one["uid"]) for one in found]
    assert len(uids) == len(set(uids))
    page = client.get(f"/desk/parties/{party}/").context["story"].page
    own = {row.right for row in (*page.fees, *page.in_grace)}
    assert own
    assert {str(one["url"]).rstrip("/").rpartition("/")[2] for one in found} <= own
    assert len(found) == len(page.fees) + len(page.in_grace)


def test_the_token_is_kept_only_as_a_digest_and_making_anew_closes_the_old_one(
    own_house: House, client_of: Clients
) -> None:
    client = client_of(Role.OFFICER)
    first = address_made(client)
    token = first.rpartition("/")[2].removesuffix(".ics")
    assert not Feed.objects.filter(digest=token).exists()
    assert token not in client.get("/desk/account/calendar/").content.decode()
    second = address_made(client)
    assert Client().get(first).status_code == 404
    assert Client().get(second).status_code == 200
    assert Line.objects.filter(action="feed.made").count() == 2
    assert not Line.objects.filter(detail__icontains=token).exists()
    client.post("/desk/account/calendar/", {"wish": "revoke"})
    assert Client().get(second).status_code == 404
    assert Line.objects.filter(action="feed.revoked").count() == 1


def test_no_two_events_of_the_made_up_district_have_one_uid(own_house: House, client_of: Clients) -> None:
    with own_house.reader() as reader:
        parties = reader.records(
            f"""SELECT l.party, count(*) AS n FROM {reader.from_("holders")} h JOIN {reader.from_("party_links")} l
                ON l.name = h.cleaned WHERE h.role = 'holder' GROUP BY 1 ORDER BY n DESC, 1 LIMIT 12"""
        )
    visitors = [Visitor(role, role.value) for role in (Role.OFFICER, Role.HEAD, Role.LEADER)]
    visitors += [Visitor(Role.ENTERPRISE, "firm", party=one["party"]) for one in parties]
    numbers = []
    for visitor in visitors:
        items = deadlines_of(own_house, visitor)
        uids = [uid_of(one) for one in items]
        assert [one for one, uid in zip(items, uids, strict=True) if uids.count(uid) > 1] == []
        numbers.append(len(uids))
    assert max(numbers) > 20


def test_two_fees_of_one_right_are_two_events() -> None:
    words = Words("演示", "demo")
    first = Item("fee", date(2026, 12, 1), words, words, words, "/desk/rights/x/", "ZL1", mark="3")
    assert len({uid_of(first), uid_of(replace(first, mark="4"))}) == 2
    assert uid_of(first) == uid_of(replace(first, due=date(2027, 6, 1)))


def test_the_address_made_on_the_english_page_has_no_language_in_it(own_house: House, client_of: Clients) -> None:
    page = client_of(Role.HEAD).post("/en/desk/account/calendar/", {"wish": "make"}).content.decode()
    found = re.search(r"http://testserver(/[^<]*\.ics)", page)
    assert found
    assert found[1].startswith("/calendar/")
    assert Client().get(found[1]).status_code == 200
    assert Client().get("/en" + found[1]).status_code == 404


def test_an_account_without_a_password_of_its_own_is_given_no_address(own_house: House, client_of: Clients) -> None:
    client = client_of(Role.UNIT, unit="甲")
    Account.objects.update(must_change_password=True)
    session = client.session
    session[OUTSIDE] = True
    session.save()
    answer = client.post("/desk/account/calendar/", {"wish": "make"})
    assert answer.status_code == 409
    assert "没有自己设的口令" in answer.content.decode()
    assert Feed.objects.count() == 0


@pytest.mark.parametrize("form", [
    {"wish": "password"}, {"username": "head-test", "name": "测试（演示）", "role": "head"},
])  # fmt: skip
def test_a_new_password_or_the_end_of_an_account_ends_its_feed_for_good(
    own_house: House, client_of: Clients, form: dict[str, str]
) -> None:
    address = address_made(client_of(Role.HEAD))
    client_of(Role.ADMINISTRATOR).post("/desk/accounts/head-test/", form)
    Account.objects.update(is_active=True, must_change_password=False)
    assert Client().get(address).status_code == 404
    line = Line.objects.get(action="feed.revoked")
    assert (line.subject, line.account) == ("head-test", "administrator-test")


def test_a_closed_account_closes_its_feed(own_house: House, client_of: Clients) -> None:
    address = address_made(client_of(Role.HEAD))
    Account.objects.update(is_active=False)
    assert Client().get(address).status_code == 404


def test_a_feed_writes_nothing_and_asks_for_no_session(own_house: House, client_of: Clients) -> None:
    address = address_made(client_of(Role.HEAD))
    assert Client().post(address).status_code in {403, 405}
    answer = Client().get(address)
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies


def test_the_head_reads_open_objections_with_the_day_of_the_answer(own_house: House, client_of: Clients) -> None:
    row = {
        "year": pa.array([2025], pa.int32()),
        "organisation": ["区教委"],
        "item": ["任务落实"],
        "kind": ["objection"],
        "note": ["演示：口径不同"],
        "decided_on": pa.array([date(2026, 11, 20)], pa.date32()),
    }
    own_house.register().load(
        {"appraisal_inputs": pa.table(row)}, source=Source(file="演示异议.xlsx"), actor=own_house.actor("test")
    )
    found = events(Client(), address_made(client_of(Role.HEAD)))
    assert found["考核异议：区教委：任务落实"] == date(2026, 12, 4)  # 10 working days after Friday 20 November
