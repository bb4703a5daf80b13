"""Kept lists and pages of the register never reach a reader with another reach; reading one is still told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from factory import right
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House
from zhiquan.site.registry import views

pytestmark = pytest.mark.django_db
HERE, THERE = "500115001", "500115002"
OTHER, OWN = "party:91500000MA5U000017", "party:91500000202852965T"
FOREIGN, SECOND = right(3), right(2)
PLANTED = "隐秘词"
SignIn = Callable[..., Client]


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_what_is_kept_for_one_reach_never_reaches_another(small_house: House, client_of: SignIn) -> None:
    officer = client_of(Role.OFFICER)
    kept = {address: text(officer, address) for address in ("/desk/rights/", f"/desk/rights/?q={PLANTED}")}
    assert all(PLANTED in page for page in kept.values())
    for reader in (client_of(Role.ENTERPRISE, party=OWN), client_of(Role.UNIT, town=HERE)):
        assert PLANTED not in text(reader, "/desk/rights/")
        assert "<tbody>" not in text(reader, f"/desk/rights/?q={PLANTED}")


def test_a_page_kept_for_an_officer_is_not_there_for_a_firm_or_a_town(small_house: House, client_of: SignIn) -> None:
    officer = client_of(Role.OFFICER)
    pages = [f"/desk/rights/{FOREIGN}/", f"/desk/parties/{OTHER}/"]
    for address in pages:
        assert PLANTED in text(officer, address) or OTHER in address
    assert len(small_house.pages) == 2
    for reader in (client_of(Role.ENTERPRISE, party=OWN), client_of(Role.UNIT, town=HERE)):
        for address in pages:
            text(reader, address, 404)


def test_two_towns_and_two_firms_never_share_a_list(small_house: House, client_of: SignIn) -> None:
    from zhiquan.site.accounts.models import Account  # noqa: PLC0415 - models need Django ready

    reaches = [{"town": HERE}, {"town": THERE}]
    pages = []
    for reach in reaches:
        pages.append(text(client_of(Role.UNIT, **reach), "/desk/rights/"))
        Account.objects.update(username="moved-on")
        Account.objects.all().delete()
    assert ("演示电池二" in pages[0], "演示电池二" in pages[1]) == (False, True)
    pages = []
    for party in (OTHER, OWN):
        pages.append(text(client_of(Role.ENTERPRISE, party=party), "/desk/rights/"))
        Account.objects.all().delete()
    assert (PLANTED in pages[0], PLANTED in pages[1]) == (True, False)


def test_an_account_that_moves_sees_its_new_reach_at_once(small_house: House, client_of: SignIn) -> None:
    from zhiquan.site.accounts.models import Account  # noqa: PLC0415 - models need Django ready

    client = client_of(Role.UNIT, town=THERE)
    assert PLANTED in text(client, "/desk/rights/")
    Account.objects.update(town=HERE)
    assert PLANTED not in text(client, "/desk/rights/")


def test_every_reading_of_a_party_is_told_though_its_page_is_kept(small_house: House, client_of: SignIn) -> None:
    client = client_of(Role.OFFICER)
    for _ in range(3):
        text(client, f"/desk/parties/{OWN}/")
    assert Line.objects.filter(action="party.read", subject=OWN).count() == 3
    text(client, "/desk/parties/party:nothing/", 404)
    assert Line.objects.filter(action="party.read").count() == 3


def test_a_kept_list_is_not_worked_out_again_and_a_part_is_not_kept(
    small_house: House, client_of: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(Role.OFFICER)
    part = client.get("/desk/rights/?kind=trademark", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert len(small_house.pages) == 0
    whole = text(client, "/desk/rights/?kind=trademark")
    assert "<html" in whole
    monkeypatch.setattr(views, "rights_list", None)
    assert "<html" in text(client, "/desk/rights/?kind=trademark")
