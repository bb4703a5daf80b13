"""Signing in by the office's own service: who it vouches for comes in as the account kept here, and nobody else."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.test import Client

from zhiquan.site.accounts.models import Account
from zhiquan.site.accounts.outside import _addresses
from zhiquan.site.accounts.sessions import OUTSIDE
from zhiquan.site.audit.models import Line
from zhiquan.site.office.house import House, house

pytestmark = pytest.mark.django_db
CLIENT, SECRET = "zhiquan-test", "a-secret-of-the-test"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CURVE_KEYS = {
    "ES256": ec.generate_private_key(ec.SECP256R1()),
    "ES384": ec.generate_private_key(ec.SECP384R1()),
    "ES512": ec.generate_private_key(ec.SECP521R1()),
}


class Provider:
    """A sign-in service of its own: one code, one token, and whatever is to be wrong with it."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {"preferred_username": "someone"}
        self.key = KEY
        self.algorithm = "RS256"
        self.key_says: dict[str, str] = {}
        self.asked: dict[str, str] = {}
        self.token_requests: list[dict[str, str]] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def token(self) -> str:
        now = int(time.time())
        said = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": "1",
            "iat": now,
            "exp": now + 60,
            "nonce": self.asked["nonce"],
        }
        claims = {name: value for name, value in {**said, **self.claims}.items() if value is not None}
        key: Any = {"HS256": SECRET * 4, **CURVE_KEYS}.get(self.algorithm, self.key)
        if self.algorithm == "none":
            key = None
        return jwt.encode(claims, key, algorithm=self.algorithm, headers={"kid": "one"})

    def jwk(self) -> dict[str, Any]:
        if curve_key := CURVE_KEYS.get(self.algorithm):
            told = jwt.algorithms.ECAlgorithm.to_jwk(curve_key.public_key(), as_dict=True)
        else:
            told = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
        return dict(told)

    def code_fits(self, sent: dict[str, str]) -> bool:
        made = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(made).decode().rstrip("=")
        right = (CLIENT, SECRET, "the-code", self.asked["redirect_uri"])
        given = tuple(sent.get(name) for name in ("client_id", "client_secret", "code", "redirect_uri"))
        return given == right and challenge == self.asked["code_challenge"]


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/.well-known/openid-configuration":
                there = provider.issuer
                self._say({
                    "issuer": there, "authorization_endpoint": f"{there}/authorize", "token_endpoint": f"{there}/token",
                    "jwks_uri": f"{there}/keys", "userinfo_endpoint": f"{there}/none-such",
                })  # fmt: skip
            elif self.path == "/keys":
                self._say({"keys": [{**provider.jwk(), "kid": "one", "use": "sig", **provider.key_says}]})
            else:
                self.send_error(404)

        def do_POST(self) -> None:
            sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            plain = {name: values[0] for name, values in sent.items()}
            provider.token_requests.append(plain)
            if self.path == "/token" and provider.code_fits(plain):
                self._say({"id_token": provider.token(), "access_token": "x", "token_type": "Bearer"})
            else:
                self._say({"error": "invalid_grant"}, 400)

        def _say(self, told: dict[str, Any], status: int = 200) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture
def provider(demo_house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Provider]:
    made = Provider()
    monkeypatch.setenv("ZHIQUAN_OIDC", made.issuer)
    monkeypatch.setenv("ZHIQUAN_OIDC_CLIENT", CLIENT)
    monkeypatch.setenv("ZHIQUAN_OIDC_SECRET", SECRET)
    house.cache_clear()
    _addresses.cache_clear()
    yield made
    made.server.shutdown()
    made.server.server_close()
    _addresses.cache_clear()
    house.cache_clear()


def made_account(**more: Any) -> Account:
    account = Account(username="someone", name="某人（演示）", role="unit", unit="D1", **more)
    account.set_password("Right-2026-words")
    account.save()
    return account


def go(client: Client, provider: Provider, start: str = "/sign-in/outside/") -> None:
    sent = client.get(start)
    assert sent.status_code == 302
    address = urlsplit(sent["Location"])
    assert address.path == "/authorize"
    provider.asked = {name: values[0] for name, values in parse_qs(address.query).items()}


def come_back(client: Client, provider: Provider, **changed: str) -> str:
    sent = {"code": "the-code", "state": provider.asked["state"], **changed}
    answer = client.get("/sign-in/outside/back/", sent)
    assert answer.status_code == 302
    return str(answer["Location"])


def test_the_account_kept_here_comes_in_and_its_line_says_how(provider: Provider) -> None:
    made_account()
    client = Client()
    go(client, provider)
    assert provider.asked["code_challenge_method"] == "S256"
    assert come_back(client, provider) == "/desk/"
    assert client.get("/desk/").status_code == 200  # and no password is asked to be changed
    line = Line.objects.order_by("-number").filter(action="account.signed_in").first()
    assert line is not None
    assert (line.account, line.detail) == ("someone", {"by": "oidc", "factor": False})
    assert Account.objects.count() == 1


def test_the_sign_in_page_offers_it_only_when_it_is_set(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    assert 'href="/sign-in/outside/"' in Client().get("/sign-in/").content.decode()
    monkeypatch.delenv("ZHIQUAN_OIDC")
    house.cache_clear()
    assert "/sign-in/outside/" not in Client().get("/sign-in/").content.decode()
    assert Client().get("/sign-in/outside/").status_code == 404
    assert Client().get("/sign-in/outside/back/").status_code == 404


@pytest.mark.parametrize("changed", [
    {"preferred_username": "nobody"}, {"preferred_username": ""}, {"preferred_username": None},
    {"preferred_username": ["someone"]},
])  # fmt: skip
def test_nobody_without_an_account_comes_in_and_none_is_made(provider: Provider, changed: dict[str, Any]) -> None:
    made_account()
    provider.claims = changed
    client = Client()
    go(client, provider)
    assert come_back(client, provider) == "/sign-in/"
    assert client.get("/desk/account/").status_code == 302
    assert Account.objects.count() == 1
    assert "没有您的账号" in client.get("/sign-in/").content.decode()


@pytest.mark.parametrize("closed", [{"is_active": False}, {"is_demo": True}])
def test_a_closed_account_and_one_of_the_made_up_district_stay_out(provider: Provider, closed: dict[str, Any]) -> None:
    made_account(**closed)
    client = Client()
    go(client, provider)
    assert come_back(client, provider) == "/sign-in/"


@pytest.mark.parametrize("wrong", [
    {"aud": "another-program"}, {"iss": "https://another.example"}, {"exp": 1}, {"nonce": "another"}, {"nonce": None},
    {"sub": None}, {"aud": [CLIENT, "another-program"]},
])  # fmt: skip
def test_a_token_that_is_not_for_us_or_not_from_there_or_old_is_refused(
    provider: Provider, wrong: dict[str, Any]
) -> None:
    made_account()
    provider.claims |= wrong
    client = Client()
    go(client, provider)
    assert come_back(client, provider) == "/sign-in/"
    assert client.get("/desk/account/").status_code == 302
    refused = Line.objects.order_by("-number").first()
    assert refused is not None
    assert refused.action == "account.refused"


@pytest.mark.parametrize("algorithm", ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"])
@pytest.mark.parametrize("is_named", [False, True])
def test_every_signature_a_service_makes_with_its_own_key_is_taken(
    provider: Provider, algorithm: str, is_named: bool
) -> None:
    made_account()
    provider.algorithm = algorithm
    provider.key_says = {"alg": algorithm} if is_named else {}
    client = Client()
    go(client, provider)
    assert come_back(client, provider) == "/desk/"


def test_a_key_kept_for_one_signature_is_not_taken_for_another(provider: Provider) -> None:
    made_account()
    provider.algorithm, provider.key_says = "RS384", {"alg": "PS256"}
    client = Client()
    go(client, provider)
    assert come_back(client, provider) == "/sign-in/"


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
def test_a_token_nobody_signed_with_the_services_key_is_refused(provider: Provider, algorithm: str) -> None:
    made_account()
    provider.algorithm = algorithm
    client = Client()
    go(client, provider)
    assert come_back(client, provider) == "/sign-in/"


def test_a_token_signed_with_another_key_is_refused(provider: Provider) -> None:
    made_account()
    provider.key = OTHER_KEY
    client = Client()
    go(client, provider)
    assert come_back(client, provider) == "/sign-in/"


def test_a_state_is_of_one_session_and_of_one_time(provider: Provider) -> None:
    made_account()
    client, other = Client(), Client()
    go(client, provider)
    assert come_back(other, provider) == "/sign-in/"
    assert come_back(client, provider, state="made-up") == "/sign-in/"
    assert come_back(client, provider) == "/desk/"
    client.post("/sign-out/")
    assert come_back(client, provider) == "/sign-in/"


def test_a_code_without_the_verifier_of_this_session_gives_no_token(provider: Provider) -> None:
    made_account()
    client = Client()
    go(client, provider)
    provider.asked["code_challenge"] = "of-somebody-else"
    assert come_back(client, provider) == "/sign-in/"
    assert provider.token_requests[-1]["code_verifier"]


def test_office_accounts_still_owe_their_time_code_unless_the_service_says_it_asked(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = made_account()
    Account.objects.filter(pk=account.pk).update(role="officer")
    provider.claims["amr"] = ["pwd", "otp"]
    client = Client()
    go(client, provider)
    come_back(client, provider)
    assert client.get("/desk/jobs/")["Location"] == "/sign-in/code/set-up/"
    monkeypatch.setenv("ZHIQUAN_OIDC_FACTOR", "otp")
    house.cache_clear()
    client = Client()
    go(client, provider)
    come_back(client, provider)
    assert client.get("/desk/jobs/").status_code == 200


def test_a_role_said_outside_changes_nothing(provider: Provider) -> None:
    made_account()
    provider.claims |= {"role": "administrator", "roles": ["administrator"], "groups": ["administrator"]}
    client = Client()
    go(client, provider)
    come_back(client, provider)
    assert client.get("/desk/accounts/").status_code == 403
    assert Account.objects.get().role == "unit"


def test_a_mail_address_counts_only_when_the_service_checked_it_and_one_account_has_it(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_account(email="someone@example.org")
    monkeypatch.setenv("ZHIQUAN_OIDC_CLAIM", "email")
    house.cache_clear()
    told = []
    for verified, double in ((None, False), (False, False), ("true", False), (True, False), (True, True)):
        if double:
            Account.objects.create(username="other", name="另一人（演示）", role="unit", email="someone@example.org")
        provider.claims = {"email": "Someone@example.org", "email_verified": verified}
        client = Client()
        go(client, provider)
        told.append(come_back(client, provider))
    assert told == ["/sign-in/", "/sign-in/", "/sign-in/", "/desk/", "/sign-in/"]


def test_the_reader_goes_on_to_the_page_asked_for_and_never_elsewhere(provider: Provider) -> None:
    made_account()
    for wanted, onward in (("/desk/account/", "/desk/account/"), ("https://elsewhere.example/", "/desk/")):
        client = Client()
        go(client, provider, f"/sign-in/outside/?next={wanted}")
        assert come_back(client, provider) == onward


def test_the_address_to_come_back_to_is_the_same_in_english(provider: Provider) -> None:
    go(Client(), provider, "/en/sign-in/outside/")
    assert urlsplit(provider.asked["redirect_uri"]).path == "/sign-in/outside/back/"


@pytest.mark.parametrize("said", [{"error": "access_denied", "code": ""}, {"code": ""}, {"error": "access_denied"}])
def test_giving_up_at_the_service_is_said_so_and_nobody_is_told_they_were_known(
    provider: Provider, said: dict[str, str]
) -> None:
    made_account()
    client = Client()
    go(client, provider)
    assert come_back(client, provider, **said) == "/sign-in/"
    page = client.get("/sign-in/").content.decode()
    assert "这次登录没有完成" in page
    assert "没有您的账号" not in page
    line = Line.objects.get(action="account.refused")
    assert line.detail == {"by": "oidc"}
    assert provider.token_requests == []


def test_coming_back_without_having_gone_leaves_no_line_and_no_session(provider: Provider) -> None:
    for given in ({}, {"state": "x"}, {"error": "x", "state": "x"}, {"code": "the-code", "state": "made-up"}):
        assert Client().get("/sign-in/outside/back/", given)["Location"] == "/sign-in/"
    assert not Line.objects.filter(action="account.refused").exists()


def test_a_password_sign_in_never_counts_as_one_from_outside(provider: Provider) -> None:
    account = made_account()
    client = Client()
    client.get("/sign-in/outside/")
    session = client.session
    session[OUTSIDE] = True
    session.save()
    client.post("/sign-in/", {"username": account.username, "password": "Right-2026-words"})
    assert OUTSIDE not in client.session
    assert client.get("/desk/jobs/")["Location"] == "/sign-in/password/"


def test_a_service_that_is_down_leaves_the_password_as_a_way_in(provider: Provider) -> None:
    account = made_account()
    provider.server.shutdown()
    provider.server.server_close()
    client = Client()
    assert client.get("/sign-in/outside/")["Location"] == "/sign-in/"
    answer = client.post("/sign-in/", {"username": account.username, "password": "Right-2026-words"})
    assert answer["Location"] == "/desk/"
