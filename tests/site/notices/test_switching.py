"""Letters are switched on by their reader alone, only for an address that was confirmed, and off at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from crawling import unquoted_chinese
from zhiquan.site.accounts.actions import give_new_password, save_account
from zhiquan.site.accounts.models import Account
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.mailing import Mail
from zhiquan.site.notices.models import Subscription
from zhiquan.site.office.house import House

from .conftest import CODE, IN_MEMORY, PAGE

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]
Subscribe = Callable[..., Subscription]
WISH = {"wish": "save", "address": "reader@example.com", "kinds": ["hits", "answers"], "days": 7}


def trail() -> list[str]:
    return list(Line.objects.filter(action__startswith="notices.").order_by("number").values_list("action", flat=True))


def test_without_a_mail_server_the_page_says_so_in_a_sentence_and_offers_nothing(
    demo_house: House, client_of: Clients, settings: Any
) -> None:
    settings.MAIL = Mail()
    client = client_of(Role.OFFICER)
    page = client.get(PAGE).content.decode()
    assert "本单位没有设邮件服务器，不发邮件提醒。" in page
    assert 'name="wish"' not in page
    assert client.post(PAGE, WISH).status_code == 409
    assert not Subscription.objects.exists()
    assert PAGE in client.get("/desk/account/").content.decode()


def test_nothing_but_a_code_is_sent_until_it_was_typed_in(
    demo_house: House, client_of: Clients, letters: list[Any], round_of: Callable[..., int]
) -> None:
    client = client_of(Role.OFFICER)
    assert client.post(PAGE, WISH).status_code == 302
    (sent,) = letters
    assert (sent.to, sent.from_email) == (["reader@example.com"], IN_MEMORY.sender)
    code = CODE.search(sent.body)
    assert code
    assert "officer-test" not in sent.message().as_string()
    assert not Subscription.objects.filter(code_hash__contains=code[0]).exists()
    assert round_of() == 0
    wrong = client.post(PAGE, {"wish": "confirm", "code": "AAAA-AAAA"})
    assert wrong.status_code == 422
    assert "确认码不对" in wrong.content.decode()
    assert client.post(PAGE, {"wish": "confirm", "code": code[0].lower().replace("-", " ")}).status_code == 302
    assert Subscription.objects.get().is_confirmed
    assert trail() == ["notices.code_sent", "notices.on", "notices.confirmed"]
    assert not Line.objects.filter(detail__icontains="reader@").exists()


def test_a_code_ends_after_five_wrong_ones_or_a_day_and_only_so_many_are_sent(
    demo_house: House, client_of: Clients, letters: list[Any]
) -> None:
    client = client_of(Role.OFFICER)
    client.post(PAGE, WISH)
    right = CODE.search(letters[-1].body)
    assert right
    for _ in range(5):
        assert client.post(PAGE, {"wish": "confirm", "code": "AAAA-AAAA"}).status_code == 422
    assert client.post(PAGE, {"wish": "confirm", "code": right[0]}).status_code == 409
    assert client.post(PAGE, {"wish": "again"}).status_code == 302
    held = Subscription.objects.get()
    assert held.code_at
    Subscription.objects.update(code_at=held.code_at - timedelta(hours=24))
    fresh = CODE.search(letters[-1].body)
    assert fresh
    assert client.post(PAGE, {"wish": "confirm", "code": fresh[0]}).status_code == 409
    for number in range(3):
        assert client.post(PAGE, {**WISH, "address": f"other{number}@example.com"}).status_code == 302
    refused = client.post(PAGE, {**WISH, "address": "sixth@example.com"})
    assert refused.status_code == 409
    assert "最多发 5 个确认码" in refused.content.decode()
    assert len(letters) == 5
    assert Subscription.objects.get().address == "other2@example.com"


def test_another_address_waits_for_its_own_code_and_other_wishes_do_not(
    demo_house: House, client_of: Clients, subscribed: Subscribe, letters: list[Any]
) -> None:
    client = client_of(Role.OFFICER)
    held = subscribed(client, "hits")
    client.post(PAGE, {**WISH, "address": held.address, "kinds": ["duties"]})
    held.refresh_from_db()
    assert (held.is_confirmed, held.kinds, letters) == (True, ["duties"], [])
    client.post(PAGE, WISH)
    held.refresh_from_db()
    assert (held.is_confirmed, held.next_at, len(letters)) == (False, None, 1)


def test_switching_off_forgets_the_address_also_where_no_mail_is_sent_any_more(
    demo_house: House, client_of: Clients, subscribed: Subscribe, settings: Any
) -> None:
    client = client_of(Role.OFFICER)
    subscribed(client, "hits")
    settings.MAIL = Mail()
    assert client.post(PAGE, {"wish": "off"}).status_code == 302
    assert not Subscription.objects.exists()
    assert trail()[-1] == "notices.off"


@pytest.mark.parametrize("way", ["closed", "password"])
def test_letters_end_with_the_account_and_with_a_password_given_anew(
    demo_house: House, client_of: Clients, subscribed: Subscribe, way: str
) -> None:
    subscribed(client_of(Role.OFFICER), "hits")
    account = Account.objects.get(role="officer")
    by = Visitor(Role.ADMINISTRATOR, "admin")
    if way == "closed":
        account.is_active = False
        save_account(account, by=by)
    else:
        give_new_password(account, by=by)
    assert not Subscription.objects.exists()
    assert trail()[-1] == "notices.off"


def test_only_kinds_a_role_can_be_told_are_offered_and_taken(
    demo_house: House, client_of: Clients, letters: list[Any]
) -> None:
    admin, firm = client_of(Role.ADMINISTRATOR), client_of(Role.ENTERPRISE, party="party:none")
    assert [one[0] for one in admin.get(PAGE).context["form"].fields["kinds"].choices] == ["answers"]
    offered = [one[0] for one in firm.get(PAGE).context["form"].fields["kinds"].choices]
    assert offered == ["hits", "deadlines", "answers"]
    assert firm.post(PAGE, {**WISH, "kinds": ["duties"]}).status_code == 422
    assert firm.post(PAGE, {**WISH, "address": "a@b\nBcc: c@example.com"}).status_code == 422
    assert letters == []


def test_a_server_that_takes_nothing_is_told_and_the_code_can_be_sent_again(
    demo_house: House, client_of: Clients, settings: Any
) -> None:
    down = {"host": "127.0.0.1", "port": 1, "timeout": 2}
    settings.MAIL = Mail("django.core.mail.backends.smtp.EmailBackend", down, "a@example.com", "https://x.cn", "x")
    client = client_of(Role.OFFICER)
    refused = client.post(PAGE, WISH)
    assert refused.status_code == 422
    assert "邮件服务器没有收下这封信" in refused.content.decode()
    settings.MAIL = IN_MEMORY
    mail.outbox = []
    assert client.post(PAGE, {"wish": "again"}).status_code == 302
    assert len(mail.outbox) == 1


def test_the_page_is_english_in_english_and_so_are_its_letters(
    demo_house: House, client_of: Clients, subscribed: Subscribe, letters: list[Any]
) -> None:
    client = client_of(Role.HEAD)
    assert unquoted_chinese(client.get("/en" + PAGE).content.decode()) == []
    client.post("/en" + PAGE, WISH)
    for address in ("/en" + PAGE, "/en/desk/account/"):
        assert unquoted_chinese(client.get(address).content.decode()) == []
    wrong = client.post("/en" + PAGE, {"wish": "confirm", "code": "x"}).content.decode()
    assert unquoted_chinese(wrong) == []
    assert unquoted_chinese(letters[-1].alternatives[0][0]) == []
    assert "https://ip.example.gov.cn/en/desk/account/notices/" in letters[-1].body
