"""A planted row out of reach is nowhere: list, words, facets, counts, page, file, search box, source line."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from factory import right
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
FIRST = right(1)
FOREIGN = right(3)
HERE = "500115001"
MARK = "trademark:CN9000001/09"
OTHER = "party:91500000MA5U000017"
OWN = "party:91500000202852965T"
PERSONAL = right(5)
PLANTED = "隐秘词"
SECOND = right(2)
THERE = "500115002"
SignIn = Callable[..., Client]


@pytest.fixture
def firm(client_of: SignIn, small_house: House) -> Client:
    return client_of(Role.ENTERPRISE, party=OWN)


@pytest.fixture
def town(client_of: SignIn, small_house: House) -> Client:
    return client_of(Role.UNIT, town=HERE)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_list_of_a_firm_holds_its_own_rights_only(firm: Client) -> None:
    page = text(firm, "/desk/rights/")
    assert "演示电池一" in page
    assert "演示电池二" in page
    assert PLANTED not in page
    assert OTHER not in page
    assert "4 件" in page  # two granted, one application, one secret's filing


def test_the_list_of_a_town_holds_its_own_rights_only(town: Client) -> None:
    page = text(town, "/desk/rights/")
    assert "演示电池一" in page
    assert "演示电池二" not in page
    assert PLANTED not in page
    assert "3 件" in page


def test_words_facets_and_counts_keep_to_the_reach(firm: Client, town: Client) -> None:
    for client in (firm, town):
        page = text(client, f"/desk/rights/?q={PLANTED}")
        assert "0 件" in page
        assert MARK not in page
        facets = text(client, "/desk/rights/?place=" + THERE)
        assert "乙机械" not in facets
        assert "商标" not in facets.split('id="facet-values"')[1].split("</aside>")[0]


def test_asking_by_a_foreign_partys_id_tells_neither_name_nor_existence(firm: Client) -> None:
    known = text(firm, f"/desk/rights/?holder={OTHER}")
    unknown = text(firm, "/desk/rights/?holder=party:none")
    assert "乙机械" not in known
    assert "0 件" in known
    assert "0 件" in unknown


@pytest.mark.parametrize("name", [FOREIGN, MARK, "202010000003.0", "ZL202010000003.0"])
def test_the_page_of_a_foreign_right_is_as_if_it_were_not(firm: Client, town: Client, name: str) -> None:
    for client in (firm, town):
        answer = client.get(f"/desk/rights/{name}/")
        missing = client.get("/desk/rights/patent:CN209910000003.0/")
        assert (answer.status_code, missing.status_code) == (404, 404)
        assert PLANTED not in answer.content.decode()
        shown, other = answer.content.decode(), missing.content.decode()
        assert shown.count("不在可见范围内") == other.count("不在可见范围内") > 0


def test_a_right_of_the_same_firm_in_another_town_is_out_of_the_towns_reach(town: Client) -> None:
    assert town.get(f"/desk/rights/{FIRST}/").status_code == 200
    assert town.get(f"/desk/rights/{SECOND}/").status_code == 404


def test_a_foreign_party_is_as_if_it_were_not(firm: Client, town: Client) -> None:
    assert firm.get(f"/desk/parties/{OWN}/").status_code == 200
    for client in (firm, town):
        assert client.get(f"/desk/parties/{OTHER}/").status_code == 404
        assert "乙机械" not in text(client, "/desk/parties/")
        assert "0 家" in text(client, "/desk/parties/?q=乙机械")
    assert "1 家" in text(firm, "/desk/parties/")


def test_a_town_sees_of_a_party_only_what_lies_in_it(town: Client) -> None:
    page = text(town, f"/desk/parties/{OWN}/")
    assert "列出 2 件权利" in page
    assert "演示电池二" not in page


def test_the_file_holds_what_the_list_holds(firm: Client, town: Client) -> None:
    for client, rows in ((firm, 4), (town, 3)):
        answer = client.get("/desk/rights/file/")
        written = answer.content.decode()
        assert written.count("\r\n") == rows + 1
        assert PLANTED not in written
        assert FOREIGN not in written


def test_source_lines_are_for_the_office_only(
    firm: Client, town: Client, client_of: SignIn, small_house: House
) -> None:
    with small_house.reader() as reader:
        rows = reader.records(f"SELECT batch FROM {reader.from_('observations_rights')} WHERE sheet = '专利' LIMIT 1")
    address = f"/desk/lines/{rows[0]['batch']}/专利/4/"
    assert firm.get(address).status_code == 403
    assert town.get(address).status_code == 403
    assert client_of(Role.OVERSIGHT).get(address).status_code == 200
    for client in (firm, town):
        assert "/desk/lines/" not in text(client, f"/desk/rights/{FIRST}/")


def test_an_account_without_party_or_town_sees_nothing(client_of: SignIn, small_house: House) -> None:
    client = client_of(Role.ENTERPRISE)
    assert "0 件" in text(client, "/desk/rights/")
    assert client.get(f"/desk/rights/{FIRST}/").status_code == 404
    assert client.get("/desk/rights/file/").content.decode().count("\r\n") == 1


def test_the_administrator_and_the_public_do_not_enter(client_of: SignIn, small_house: House) -> None:
    assert client_of(Role.ADMINISTRATOR).get("/desk/rights/").status_code == 403
    assert Client().get("/desk/rights/").status_code == 302
