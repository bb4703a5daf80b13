"""Parties: list, page, audit, search box."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from factory import right
from zhiquan.register.browsing.party_page import party_page
from zhiquan.register.browsing.scope import Scope
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House
from zhiquan.site.registry.party_story import surcharge_on

pytestmark = pytest.mark.django_db
FIRST = right(1)
OTHER = "party:91500000MA5U000017"
OWN = "party:91500000202852965T"
SignIn = Callable[..., Client]


@pytest.fixture
def officer(client_of: SignIn, small_house: House) -> Client:
    return client_of(Role.OFFICER)


def test_the_page_shows_what_the_core_tells(officer: Client, small_house: House) -> None:
    with small_house.reader() as reader:
        told = party_page(reader, OWN, Scope.everything(), today=small_house.today, knowledge=small_house.knowledge())
    page = officer.get(f"/desk/parties/{OWN}/").content.decode()
    assert f"列出 {told.total} 件权利" in page
    assert f"共 {told.fees_yuan:,} 元" in page
    assert "质押中" in page
    assert "信用代码" in page


def test_a_former_id_leads_to_the_one_of_now(officer: Client, small_house: House) -> None:
    with small_house.reader() as reader:
        former = reader.records(f"SELECT alias FROM {reader.from_('aliases')} WHERE id = ?", [OWN])[0]["alias"]
    assert officer.get(f"/desk/parties/{former}/")["Location"] == f"/desk/parties/{OWN}/"


def test_a_look_at_a_party_is_told_to_the_trail_unless_the_firm_looks_at_itself(
    client_of: SignIn, small_house: House, django_assert_max_num_queries: Callable[..., object]
) -> None:
    client_of(Role.ENTERPRISE, party=OWN).get(f"/desk/parties/{OWN}/")
    assert not Line.objects.filter(action="party.read").exists()
    client = client_of(Role.ANALYST)
    client.get(f"/desk/parties/{OTHER}/")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined] # a context manager
        client.get(f"/desk/parties/{OTHER}/")
    assert list(Line.objects.filter(action="party.read").values_list("subject", flat=True)) == [OTHER, OTHER]


def test_parties_are_found_by_a_part_of_their_name_or_their_code(officer: Client) -> None:
    for words in ("新材料", "甲新材料有限公司", OWN.removeprefix("party:")):
        page = officer.get("/desk/parties/", {"q": words}).content.decode()
        assert "1 家" in page, words
        assert "演示甲新材料有限公司" in page
    assert "没有这个名称的主体" in officer.get("/desk/parties/?q=无此").content.decode()


def test_a_surcharge_begins_after_the_first_month(small_house: House) -> None:
    # year 5 of an invention filed 2020-08-02 is due 2024-08-02: 1,200 yuan, 5 % a month after the first
    with small_house.reader() as reader:
        told = party_page(reader, OWN, Scope.everything(), today=small_house.today, knowledge=small_house.knowledge())
    fee = told.fees[0].fee
    assert surcharge_on(fee, date(2024, 8, 2)) == 0
    assert surcharge_on(fee, date(2024, 9, 2)) == 0
    assert surcharge_on(fee, date(2024, 9, 3)) == Decimal(60)


def test_the_fees_are_taken_away_as_a_file_and_told_to_the_trail(officer: Client, client_of: SignIn) -> None:
    # the two inventions filed 2020-08-02: year 5, due 2024-08-02
    answer = officer.get(f"/desk/parties/{OWN}/fees/")
    rows = answer.content.decode("utf-8-sig").split("\r\n")
    assert len(rows) == 4  # heads, two fees, the end
    assert rows[1].startswith(f"{FIRST},202010000001.1,演示电池一,5,2024-08-02,2025-02-02,1200,1200,是,")
    assert Line.objects.get(action="rights.exported").subject == OWN
    assert client_of(Role.ENTERPRISE, party=OTHER).get(f"/desk/parties/{OWN}/fees/").status_code == 404
    assert client_of(Role.OVERSIGHT).get(f"/desk/parties/{OWN}/fees/").status_code == 403
