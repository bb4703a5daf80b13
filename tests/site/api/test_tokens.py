"""Tokens: made, shown once, used, refused, revoked; each with its line of the trail."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.test import Client, override_settings
from django.utils import timezone

from zhiquan.site.accounts.models import Account
from zhiquan.site.accounts.sessions import FACTOR_DONE, OUTSIDE
from zhiquan.site.api.models import Token
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
Get = Callable[..., Any]
TokenOf = Callable[..., str]


@pytest.fixture
def officer(published_house: House, token_of: TokenOf) -> str:
    return token_of(Role.OFFICER)


def account() -> Account:
    return Account.objects.get(username="officer-api")


def test_a_token_acts_for_its_account_and_notes_the_day(get: Get, officer: str) -> None:
    told = get("/me", officer).json()
    assert (told["account"], told["role"], told["reach"]) == ("officer-api", "officer", "everything")
    assert "see_register" in told["permissions"]
    assert "run_accounts" not in told["permissions"]
    assert Token.objects.get().used_on == timezone.localdate()


def test_only_a_digest_is_kept(officer: str) -> None:
    held, secret = Token.objects.get(), officer.split("_", 2)[2]
    assert len(secret) >= 43  # 32 random bytes
    assert secret not in str(held.__dict__)
    assert held.digest != secret


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"must_change_password": True},
        {"is_demo": False},  # an officer who never set up a time code
    ],
)
def test_an_account_that_could_not_sign_in_has_no_token_that_holds(
    get: Get, officer: str, change: dict[str, Any]
) -> None:
    Account.objects.filter(username="officer-api").update(**change)
    refused = get("/me", officer)
    assert refused.status_code == 401
    assert refused.json()["type"].endswith("#problem-not-signed-in")
    assert refused["WWW-Authenticate"].startswith("Bearer")


def test_a_locked_account_has_no_token_that_holds(get: Get, officer: str) -> None:
    AccessAttempt.objects.create(username="officer-api", failures_since_start=5, attempt_time=timezone.now())
    assert get("/me", officer).status_code == 401
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert get("/me", officer).status_code == 200


def test_a_token_holds_through_its_last_day_and_not_after(get: Get, officer: str) -> None:
    Token.objects.update(expires_on=timezone.localdate())
    assert get("/me", officer).status_code == 200
    Token.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    assert get("/me", officer).status_code == 401


def test_a_change_of_role_changes_what_a_token_may_at_once(get: Get, officer: str) -> None:
    assert get("/batches", officer).status_code == 200
    Account.objects.filter(username="officer-api").update(role="enterprise", party="party:none")
    assert get("/batches", officer).status_code == 403
    assert get("/rights", officer).json()["total"] == 0


@pytest.mark.parametrize("header", ["Bearer", "Bearer zq_", "Bearer zq_x_y", "Basic YTpi", "zq_0_0", "Bearer zq_é_é"])
def test_what_is_no_token_is_refused_also_for_what_everybody_may_read(
    published_house: House, get: Get, header: str
) -> None:
    assert get("/publications", header).status_code == 401


def test_a_token_with_another_secret_is_refused_and_the_trail_told_once(get: Get, officer: str) -> None:
    wrong = officer[:-4] + "AAAA"
    before = Line.objects.filter(action="token.refused").count()
    for _ in range(3):
        assert get("/me", wrong).status_code == 401
    lines = Line.objects.filter(action="token.refused")
    assert lines.count() == before + 1
    assert "127.0.0.1" not in str(lines.first().__dict__)


def test_too_many_requests_are_told_when_to_come_again(get: Get, officer: str) -> None:
    with override_settings(API_PER_MINUTE={"address": 1000, "token": 3, "account": 9}):
        statuses = [get("/me", officer).status_code for _ in range(4)]
        assert statuses == [200, 200, 200, 429]
        refused = get("/me", officer)
        assert 1 <= int(refused["Retry-After"]) <= 60
    with override_settings(API_PER_MINUTE={"address": 1, "token": 3, "account": 9}):
        assert [get("/publications").status_code for _ in range(2)] == [200, 429]


def test_a_token_is_counted_by_itself_and_everybody_else_by_address(get: Get, officer: str) -> None:
    wrong = officer[:-4] + "AAAA"
    with override_settings(API_PER_MINUTE={"address": 2, "token": 5, "account": 9}):
        assert [get("/me", officer).status_code for _ in range(6)] == [200] * 5 + [429]
        assert get("/publications").status_code == 200  # nothing of it was counted for the address
        assert [get("/me", wrong).status_code for _ in range(3)] == [401, 429, 429]
        assert get("/publications").status_code == 429


def test_several_tokens_of_one_account_are_counted_together(get: Get, token_of: Callable[..., str]) -> None:
    one, other = token_of(Role.OFFICER), token_of(Role.OFFICER)
    with override_settings(API_PER_MINUTE={"address": 9, "token": 9, "account": 3}):
        assert [get("/me", token).status_code for token in (one, other, one, other)] == [200, 200, 200, 429]


def test_the_page_makes_a_token_and_shows_it_once(
    published_house: House, client_of: Callable[..., Client], get: Get
) -> None:
    client = client_of(Role.ANALYST)
    page = client.get("/desk/tokens/").content.decode()
    assert 'value="register"' in page
    assert 'value="import"' not in page  # the role gains nothing by it
    made = client.post("/desk/tokens/", {"wish": "make", "name": "大屏（演示）", "scopes": ["register"], "days": "30"})
    text = re.search(r"zq_[0-9a-f]{12}_[\w-]{43}", made.content.decode())
    assert text is not None
    assert get("/rights", f"Bearer {text[0]}").status_code == 200
    assert text[0].split("_", 2)[2] not in client.get("/desk/tokens/").content.decode()
    assert Token.objects.get().expires_on == timezone.localdate() + timedelta(days=30)
    line = Line.objects.filter(action="token.made").first()
    assert line is not None
    assert line.detail["scopes"] == ["register"]


def test_the_page_says_what_is_missing(published_house: House, client_of: Callable[..., Client]) -> None:
    answer = client_of(Role.ANALYST).post("/desk/tokens/", {"wish": "make", "name": "", "days": "30"})
    assert answer.status_code == 422
    assert Token.objects.count() == 0
    forged = client_of(Role.OFFICER).post(
        "/desk/tokens/", {"wish": "make", "name": "甲", "scopes": ["audit"], "days": "30"}
    )
    assert forged.status_code == 422


def test_revoking_ends_a_token_at_once(
    published_house: House, client_of: Callable[..., Client], get: Get, token_of: TokenOf
) -> None:
    token = token_of(Role.ENTERPRISE, ["register"], party="party:none")
    key = token.split("_")[1]
    assert client_of(Role.OFFICER).post("/desk/tokens/", {"wish": "revoke", "key": key}).status_code == 404
    assert get("/rights", token).status_code == 200
    assert client_of(Role.ADMINISTRATOR).post("/desk/tokens/", {"wish": "revoke", "key": key}).status_code == 302
    assert get("/rights", token).status_code == 401
    line = Line.objects.filter(action="token.revoked").first()
    assert line is not None
    assert line.account == "administrator-test"


@pytest.mark.parametrize("form", [
    {"wish": "password"}, {"username": "officer-api", "name": "测试（演示）", "role": "officer"},
])  # fmt: skip
def test_a_new_password_or_the_end_of_an_account_ends_its_tokens_for_good(
    get: Get, officer: str, client_of: Callable[..., Client], form: dict[str, str]
) -> None:
    assert get("/me", officer).status_code == 200
    assert client_of(Role.ADMINISTRATOR).post("/desk/accounts/officer-api/", form).status_code in {200, 302}
    Account.objects.update(is_active=True, must_change_password=False)
    assert get("/me", officer).status_code == 401
    line = Line.objects.get(action="token.revoked")
    assert (line.account, line.detail) == ("administrator-test", {"account": "officer-api"})


@pytest.mark.parametrize("owed", [{"must_change_password": True}, {"is_demo": False}])
def test_a_token_that_would_never_work_is_not_made(
    published_house: House, client_of: Callable[..., Client], owed: dict[str, bool]
) -> None:
    client = client_of(Role.OFFICER)
    Account.objects.update(**owed)
    session = client.session
    session[OUTSIDE], session[FACTOR_DONE] = True, True  # as the office's own service signs people in
    session.save()
    answer = client.post("/desk/tokens/", {"wish": "make", "name": "甲", "scopes": ["register"], "days": "30"})
    assert answer.status_code == 422
    assert "令牌" in str(answer.context["form"].non_field_errors())
    assert Token.objects.count() == 0


def test_people_see_their_own_tokens_and_administrators_all(
    published_house: House, client_of: Callable[..., Client], token_of: TokenOf
) -> None:
    key = token_of(Role.LEADER).split("_")[1]
    assert key not in client_of(Role.OFFICER).get("/desk/tokens/").content.decode()
    assert key in client_of(Role.ADMINISTRATOR).get("/desk/tokens/").content.decode()


def test_a_day_is_a_day() -> None:
    assert Token(expires_on=date(2026, 1, 2)).is_usable(date(2026, 1, 2))
    assert not Token(expires_on=date(2026, 1, 2)).is_usable(date(2026, 1, 3))
    assert not Token(expires_on=date(2026, 1, 2), revoked_at=timezone.now()).is_usable(date(2026, 1, 1))
