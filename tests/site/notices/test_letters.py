"""A letter tells what its reader's own pages would show at that moment, once, in numbers, days and counts alone."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pyarrow as pa
import pytest
from django.test import Client

from planted_rights import SECRET
from watched_office import OPEN, firm_of, load_new, new_rights
from zhiquan.register.batches import Source
from zhiquan.site.accounts.models import Account
from zhiquan.site.audit.models import Line
from zhiquan.site.duties.models import Urge
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.notices.gathering import SHOWN, gathered
from zhiquan.site.notices.models import Subscription
from zhiquan.site.office.house import House
from zhiquan.site.portal.desk_fees import fee_items
from zhiquan.site.portal.desk_items import Item
from zhiquan.site.voice.models import Question

from .conftest import PAGE

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]
Subscribe = Callable[..., Subscription]
Round = Callable[..., int]
PLAN = "demo-successor-2026-2030"
TEXTS = ("演示：甲的事", "演示：乙的事")


def whole(letter: Any) -> str:
    """Every word of a letter, in all its parts."""
    return "\n".join([letter.subject, letter.body, letter.alternatives[0][0]])


def in_order(item: Item) -> tuple[str, str]:
    """Place of a fee among others, as deadlines stand on a page."""
    return str(item.due), item.address


def standing_still(day: date) -> property:
    """A clock that always says the same day."""
    return property(lambda _: day)


def plant_duties(house: House) -> None:
    """Two units with a duty each that is overdue, and one of the first that falls due in ten days."""
    units = pa.table({"number": ["甲", "乙"], "name": ["演示甲局", "演示乙局"], "kind": ["department"] * 2})
    duties = pa.table(
        {
            "plan": [PLAN] * 3,
            "number": ["P1", "P2", "P3"],
            "text": [*TEXTS, "演示：甲将到期的事"],
            "lead": ["演示甲局", "演示乙局", "演示甲局"],
            "due_on": pa.array([date(2026, 6, 30), date(2026, 7, 31), date(2026, 12, 2)], pa.date32()),
        }
    )
    actor = house.actor("test")
    house.register().load({"organisations": units}, source=Source(file="演示单位.xlsx"), actor=actor)
    house.register().load({"duties": duties}, source=Source(file="演示任务.xlsx"), actor=actor)


def test_new_hits_are_told_within_reach_once_and_without_a_name(
    client_of: Clients, office: House, subscribed: Subscribe, letters: list[Any], round_of: Round
) -> None:
    officer, firm = client_of(Role.OFFICER), client_of(Role.ENTERPRISE, party=firm_of(office))
    for client in (officer, firm):
        for q in ("电池", f"题名:{SECRET}" if client is officer else SECRET):
            client.post("/desk/searches/new/", {"q": q})
        subscribed(client, "hits")
    load_new(office)
    assert round_of() == 2
    told = {letter.to[0]: whole(letter) for letter in letters}
    assert "新命中 2 条" in told["reader0@example.com"]
    assert "新命中 1 条" in told["reader1@example.com"]
    assert told["reader1@example.com"].count("保存的检索：") == 2  # one search, as text and as a page
    for text in told.values():
        for word in (SECRET, OPEN, "电池", "演示甲", "演示乙"):
            assert word not in text
    sent = Line.objects.filter(action="notices.sent")
    assert [one.detail for one in sent] == [{"hits": 1}, {"hits": 2}]  # the officer's second search found the secret
    assert round_of(2) == 0
    load_new(office, new_rights(970), day=3)
    letters.clear()
    assert round_of(3) == 2
    assert "新命中 2 条" in letters[0].body
    (link,) = set(re.findall(r"https://ip\.example\.gov\.cn(/desk/searches/s-\w+/)", letters[1].body))
    assert firm.get(link).status_code == 200


def test_the_reach_of_the_moment_decides(
    client_of: Clients, office: House, subscribed: Subscribe, letters: list[Any], round_of: Round
) -> None:
    client = client_of(Role.OFFICER)
    client.post("/desk/searches/new/", {"q": SECRET})
    subscribed(client, "hits", "duties")
    load_new(office)
    Account.objects.update(role="enterprise", party=firm_of(office))
    assert (round_of(), letters) == (0, [])
    Account.objects.update(role="administrator")
    assert (round_of(2), letters) == (0, [])
    Account.objects.update(role="officer", is_active=False)
    assert (round_of(3), letters) == (0, [])
    Account.objects.update(is_active=True)
    assert round_of(3) == 1


def test_hits_somebody_looked_at_are_not_told(
    client_of: Clients, office: House, subscribed: Subscribe, round_of: Round
) -> None:
    client = client_of(Role.OFFICER)
    address = client.post("/desk/searches/new/", {"q": "电池"})["Location"]
    subscribed(client, "hits")
    load_new(office)
    client.get(address)
    assert round_of() == 0


def test_a_unit_is_told_of_its_own_duties_overdue_urged_and_near(
    own_house: House, client_of: Clients, subscribed: Subscribe, letters: list[Any], round_of: Round
) -> None:
    plant_duties(own_house)
    subscribed(client_of(Role.UNIT, unit="甲"), "duties", "deadlines")
    assert round_of() == 1
    told = whole(letters.pop())
    assert "任务 P1：已逾期，期限 2026-06-30" in told
    assert "2026-12-02 规划任务" in told
    assert "P2" not in told
    assert not any(text in told for text in TEXTS)
    assert round_of(2) == 0
    Urge.objects.create(plan=PLAN, number="P1", units=["甲"], text="演示：请张三补证明", answer_by=date(2026, 12, 20),
                        made_at=own_house.now(), made_by="head")  # fmt: skip
    assert round_of(3) == 1
    told = whole(letters.pop())
    assert "任务 P1：已催办，2026-12-20 前答复" in told
    assert "张三" not in told
    assert "规划任务" not in told


def test_a_deadline_is_told_when_it_comes_near_and_once_more_on_the_last_days(
    own_house: House, client_of: Clients, subscribed: Subscribe, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant_duties(own_house)
    client = client_of(Role.UNIT, unit="甲")
    held = subscribed(client, "deadlines", days=7)
    visitor = Visitor(Role.UNIT, "unit-test", unit="甲")
    told = []
    for day in (date(2026, 11, 24), date(2026, 11, 25), date(2026, 11, 26), date(2026, 12, 1), date(2026, 12, 2)):
        monkeypatch.setattr(House, "today", standing_still(day))
        found = gathered(own_house, visitor, held)
        held.told = list(found.marks)
        told.append(found.counts.get("deadlines", 0))
    assert told == [0, 1, 0, 1, 0]


def test_a_firm_is_told_of_the_fees_of_its_own_rights_by_number(
    own_house: House, client_of: Clients, subscribed: Subscribe, letters: list[Any], round_of: Round
) -> None:
    with own_house.reader() as reader:
        parties = reader.records(f"SELECT DISTINCT party FROM {reader.from_('party_links')} ORDER BY 1")
    until = own_house.today + timedelta(days=30)
    for party in (str(one["party"]) for one in parties):
        visitor = Visitor(Role.ENTERPRISE, "firm", party=party)
        near = [one for one in fee_items(own_house, visitor) if one.due and one.due <= until]
        if len(near) > SHOWN:
            break
    near = sorted(near, key=in_order)
    subscribed(client_of(Role.ENTERPRISE, party=party), "deadlines", days=30)
    assert round_of() == 1
    told = letters[0].body
    assert f"另有 {len(near) - SHOWN} 件" in told
    assert set(re.findall(r"年费 (\S+?)(?:，|\n)", told)) == {one.note for one in near[:SHOWN]}
    assert not any(one.what.zh in whole(letters[0]) for one in near if one.what.zh != one.note)
    assert set(re.findall(r"/desk/rights/\S+", told)) == {one.address for one in near[:SHOWN]}


def test_an_answer_is_told_to_who_asked_signed_in_and_to_nobody_else(
    demo_house: House, client_of: Clients, subscribed: Subscribe, letters: list[Any], round_of: Round
) -> None:
    firm, other, officer = client_of(Role.ENTERPRISE), client_of(Role.UNIT), client_of(Role.OFFICER)
    for client in (firm, other):
        subscribed(client, "answers")
    for client in (firm, Client()):
        said = {"kind": "correction", "text": "演示：李四的事", "name": "李四", "sent_once": str(uuid.uuid4())}
        assert client.post("/ask/", said).status_code == 200
    first, second = Question.objects.order_by("number")
    for number in (first.number, second.number):
        answered = {"wish": "answer", "outcome": "accepted", "answer": "演示：已按公报改正，下次发布时更新。"}
        assert officer.post(f"/desk/questions/{number}/", answered).status_code == 302
    assert round_of() == 1
    (letter,) = letters
    assert letter.to == [Subscription.objects.get(account__role="enterprise").address]
    assert first.number in letter.body
    for word in (second.number, "李四", "已按公报"):
        assert word not in whole(letter)
    assert round_of(2) == 0


def test_a_letter_is_in_the_readers_language_with_links_and_the_way_to_end_it(
    own_house: House, client_of: Clients, subscribed: Subscribe, letters: list[Any], round_of: Round
) -> None:
    plant_duties(own_house)
    client = client_of(Role.UNIT, unit="甲")
    subscribed(client, "duties", page="/en" + PAGE)
    assert round_of() == 1
    (letter,) = letters
    assert letter.subject == "Zhiquan notices: 1"
    assert "duty P1: overdue since 2026-06-30" in letter.body
    assert letter.extra_headers["List-Unsubscribe"] == f"<https://ip.example.gov.cn/en{PAGE}>"
    assert f"https://ip.example.gov.cn/en{PAGE}" in letter.body
    assert not re.search(r"[\u3400-\u9fff]", letter.alternatives[0][0])
    (link,) = re.findall(r"https://ip\.example\.gov\.cn(/en/desk/duties/\S+)", letter.body)
    assert client.get(link).status_code == 200
