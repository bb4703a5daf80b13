"""Signing in: passwords, lock-out, second factor, idle sessions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from zhiquan.site.accounts.factor import is_right_code, keep_factor
from zhiquan.site.accounts.models import Account
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
PASSWORD = "Right-2026-words"


def made(*, role: Role = Role.OFFICER, is_demo: bool = False, must_change: bool = False) -> Account:
    account = Account(username="someone", name="某人（演示）", role=role.value, is_demo=is_demo)
    account.must_change_password = must_change
    account.set_password(PASSWORD)
    account.save()
    return account


def sign_in(client: Client, password: str = PASSWORD) -> int:
    return client.post("/sign-in/", {"username": "someone", "password": password}).status_code


def test_five_wrong_passwords_lock_the_account_even_for_the_right_one(demo_house: House) -> None:
    made()
    client = Client()
    codes = [sign_in(client, "wrong") for _ in range(5)]
    assert codes[:4] == [401] * 4
    assert codes[4] == 429
    assert sign_in(client) == 429


def test_an_officer_must_set_up_a_time_code_before_anything_else(demo_house: House) -> None:
    made()
    client = Client()
    assert sign_in(client) == 302
    answer = client.get("/desk/jobs/")
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/code/set-up/")


def test_a_time_code_is_taken_once(demo_house: House) -> None:
    account = made()
    secret, now = pyotp.random_base32(), timezone.now()
    keep_factor(account, secret, at=now)
    account.refresh_from_db()
    code = pyotp.TOTP(secret).at(now)
    assert is_right_code(account, code, at=now)
    assert not is_right_code(account, code, at=now)


def test_five_wrong_codes_close_the_second_factor(demo_house: House) -> None:
    account = made()
    secret, now = pyotp.random_base32(), timezone.now()
    keep_factor(account, secret, at=now)
    account.refresh_from_db()
    for _ in range(5):
        assert not is_right_code(account, "abcdef", at=now)
    assert not is_right_code(account, pyotp.TOTP(secret).at(now), at=now)


def test_a_first_password_must_be_changed(demo_house: House) -> None:
    made(role=Role.ENTERPRISE, must_change=True)
    client = Client()
    sign_in(client)
    assert client.get("/desk/jobs/")["Location"] == "/sign-in/password/"
    weak = client.post("/sign-in/password/", {"new_password1": "onlysmallletters", "new_password2": "onlysmallletters"})
    assert weak.status_code == 200
    same = client.post("/sign-in/password/", {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert same.status_code == 200
    better = "Better-2026-words"
    done = client.post("/sign-in/password/", {"new_password1": better, "new_password2": better})
    assert done["Location"] == "/desk/account/"
    assert client.get("/desk/account/").status_code == 200


def test_an_idle_session_ends(demo_house: House, client_of: Callable[..., Client]) -> None:
    client = client_of(Role.OFFICER)
    assert client.get("/desk/account/").status_code == 200
    session = client.session
    session["last_seen"] = int((timezone.now() - timedelta(minutes=31)).timestamp())
    session.save()
    assert client.get("/desk/account/").status_code == 302


def test_the_way_back_after_signing_in_never_leads_elsewhere(demo_house: House) -> None:
    made(role=Role.ENTERPRISE)
    answer = Client().post(
        "/sign-in/", {"username": "someone", "password": PASSWORD, "next": "https://elsewhere.example/"}
    )
    assert answer["Location"] == "/desk/"


def test_the_lock_counts_a_name_in_whatever_case_it_is_typed(demo_house: House) -> None:
    made()
    client = Client()
    for name in ("someone", "Someone", "SOMEONE", "someOne", "soMEone"):
        last = client.post("/sign-in/", {"username": name, "password": "wrong"}).status_code
    assert last == 429


def test_a_session_ends_after_twelve_hours_however_busy(demo_house: House, client_of: Callable[..., Client]) -> None:
    client = client_of(Role.OFFICER)
    client.get("/desk/account/")
    session = client.session
    session["began"] = int((timezone.now() - timedelta(hours=13)).timestamp())
    session.save()
    assert client.get("/desk/account/").status_code == 302


def test_a_change_of_role_ends_the_sessions_and_nobody_changes_the_own_role(
    demo_house: House, client_of: Callable[..., Client]
) -> None:
    client, admin = client_of(Role.OFFICER), client_of(Role.ADMINISTRATOR)
    assert client.get("/desk/account/").status_code == 200
    change = {"username": "x", "name": "测试（演示）", "role": "analyst", "is_active": "on"}
    assert admin.post("/desk/accounts/officer-test/", change).status_code == 302
    assert Account.objects.get(username="officer-test").role == "analyst"
    assert client.get("/desk/account/").status_code == 302
    assert admin.post("/desk/accounts/administrator-test/", change).status_code == 422
    assert Account.objects.get(username="administrator-test").role == "administrator"


def test_a_town_s_code_must_be_whole(demo_house: House, client_of: Callable[..., Client]) -> None:
    change = {"username": "town-five", "name": "某镇（演示）", "role": "unit", "town": "5", "is_active": "on"}
    answer = client_of(Role.ADMINISTRATOR).post("/desk/accounts/new/", change)
    assert answer.status_code == 200
    assert not Account.objects.filter(username="town-five").exists()
