"""Signing in by the office's own sign-in service: OpenID Connect, code flow with PKCE (统一身份认证).

The service says who somebody is; who may do what is said here. An account that does not exist here is never made, and a
role never comes from outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import jwt
import requests
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.utils import translation
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.views import OIDCAuthenticationRequestView

from zhiquan.basics.settings import Settings
from zhiquan.site.accounts.models import Account
from zhiquan.site.office.house import house

SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures that are taken: made with a key only the service has. None and shared secrets are not."""
TIMEOUT = 10
STATES = "oidc_states"
_LEEWAY = 60


class NotBegun(SuspiciousOperation):
    """Somebody comes back who was not sent from this browser (没有发起过的登录)."""


class Unreachable(Exception):
    """The sign-in service does not answer as it should (登录服务不可用)."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the service vouches for, with an account here.

    Attributes:
        account: the account.
        has_factor: True when the service says it asked for the second factor the settings name.
    """

    account: Account
    has_factor: bool


def is_offered() -> bool:
    """True when the settings name a sign-in service."""
    return bool(house().settings.oidc)


def begin(request: HttpRequest) -> str:
    """The address to send the reader to; state, nonce and PKCE verifier stay in the session.

    Raises:
        Unreachable: the service cannot be asked for its addresses.
    """
    return str(_Asking().get(request)["Location"])


def came_back(request: HttpRequest) -> Person | None:
    """Who came back from the service; None when no account here answers to the name.

    Raises:
        Unreachable: the service does not give a token.
        NotBegun: no sign-in with this state was begun in this browser.
        SuspiciousOperation: the service refused or the reader gave up there; state, nonce, signature, issuer or
            audience is not what was asked for.
    """
    held = request.session.get(STATES, {}).pop(request.GET.get("state", ""), None)
    if held is None:
        raise NotBegun("no sign-in with this state was begun in this browser")
    request.session.modified = True
    if request.GET.get("error") or not request.GET.get("code"):
        raise SuspiciousOperation("the sign-in service gave no code")
    backend = _Backend()
    try:
        account = backend.authenticate(request, nonce=held["nonce"], code_verifier=held["code_verifier"])
    except requests.RequestException as problem:
        raise Unreachable from problem
    except (jwt.PyJWTError, KeyError, TypeError, ValueError) as problem:
        raise SuspiciousOperation("the token of the sign-in service does not hold") from problem
    if account is None:
        return None
    return Person(account, backend.has_factor)


def accounts_for(claims: Mapping[str, Any], claim: str) -> list[Account]:
    """The open accounts that answer to what the service says; a mail address only when the service checked it."""
    told = claims.get(claim)
    if not isinstance(told, str) or not told.strip():
        return []
    if claim == "email" and claims.get("email_verified") is not True:
        return []
    held = {"email__iexact" if claim == "email" else "username__iexact": told.strip()}
    return list(Account.objects.filter(is_active=True, is_demo=False, **held))


def has_factor(claims: Mapping[str, Any], wanted: str) -> bool:
    """True when ``acr`` is, or ``amr`` holds, the value the settings take for a second factor."""
    methods = claims.get("amr")
    listed = methods if isinstance(methods, list) else []
    return bool(wanted) and (claims.get("acr") == wanted or wanted in listed)


@cache
def _addresses(issuer: str) -> dict[str, Any]:
    """What the service says of itself; asked once by each process.

    Raises:
        Unreachable: it does not answer, names another issuer, or addresses without the issuer's TLS.
    """
    try:
        answer = requests.get(f"{issuer}/.well-known/openid-configuration", timeout=TIMEOUT, allow_redirects=False)
        answer.raise_for_status()
        told: dict[str, Any] = answer.json()
    except (requests.RequestException, ValueError) as problem:
        raise Unreachable from problem
    scheme = issuer.partition(":")[0]
    named = [str(told.get(name, "")) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    if str(told.get("issuer", "")).rstrip("/") != issuer or not all(one.startswith(f"{scheme}://") for one in named):
        raise Unreachable
    return told


def _setting(name: str, *default: Any) -> Any:  # noqa: ANN401 - the library's way to ask
    """The library's settings, from the product's own and from what the service says of itself."""
    own: Settings = house().settings
    told = _addresses(own.oidc)
    known = {
        "OIDC_OP_AUTHORIZATION_ENDPOINT": told.get("authorization_endpoint"),
        "OIDC_OP_TOKEN_ENDPOINT": told.get("token_endpoint"),
        "OIDC_OP_USER_ENDPOINT": told.get("userinfo_endpoint", ""),
        "OIDC_OP_JWKS_ENDPOINT": told.get("jwks_uri"),
        "OIDC_RP_CLIENT_ID": own.oidc_client,
        "OIDC_RP_CLIENT_SECRET": own.oidc_secret,
        "OIDC_RP_SIGN_ALGO": "RS256",
        "OIDC_RP_SCOPES": "openid profile email" if own.oidc_claim == "email" else "openid profile",
        "OIDC_USE_PKCE": True,
        "OIDC_TIMEOUT": TIMEOUT,
        "OIDC_CREATE_USER": False,
        "OIDC_AUTHENTICATION_CALLBACK_URL": "sign-in-back",
    }
    return known[name] if name in known else default[0]


class _Asking(OIDCAuthenticationRequestView):  # type: ignore[misc] # the library is not annotated
    """Begins a sign-in; the address to come back to is the same in both languages."""

    get_settings = staticmethod(_setting)

    def get(self, request: HttpRequest) -> Any:  # noqa: ANN401 - the library's answer
        """The redirect to the service."""
        with translation.override("zh-hans"):
            return super().get(request)


class _Backend(OIDCAuthenticationBackend):  # type: ignore[misc] # the library is not annotated
    """Takes a code for a token, checks all of it, and finds the account; makes and changes none."""

    get_settings = staticmethod(_setting)

    def __init__(self) -> None:
        super().__init__()
        self.has_factor = False

    def authenticate(self, request: HttpRequest, **held: Any) -> Account | None:  # noqa: ANN401 - the library's way
        """The account of the code in the request."""
        with translation.override("zh-hans"):
            found: Account | None = super().authenticate(request, **held)
        return found

    def verify_token(self, token: str, **held: Any) -> dict[str, Any]:  # noqa: ANN401 - likewise
        """The token's claims, once signature, issuer, audience, times and nonce hold."""
        own = house().settings
        algorithm = str(jwt.get_unverified_header(token).get("alg", ""))
        if algorithm not in SIGNATURES:
            raise SuspiciousOperation("the signature is none that is taken")
        key = self.retrieve_matching_jwk(token).key  # the bare key: its description names one algorithm of several
        claims: dict[str, Any] = jwt.decode(
            token,
            key,
            algorithms=[algorithm],
            audience=own.oidc_client,
            issuer=[own.oidc, f"{own.oidc}/"],
            leeway=_LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
        if not held.get("nonce") or claims.get("nonce") != held["nonce"]:
            raise SuspiciousOperation("the nonce is not the one asked with")
        if isinstance(claims["aud"], list) and len(claims["aud"]) > 1 and claims.get("azp") != own.oidc_client:
            raise SuspiciousOperation("the token was made for another program")
        return claims

    def get_or_create_user(self, access_token: str, id_token: str, payload: dict[str, Any]) -> Account | None:
        """The one account the signed claims name; none is made."""
        del access_token, id_token
        own = house().settings
        found = accounts_for(payload, own.oidc_claim)
        self.has_factor = has_factor(payload, own.oidc_factor)
        return found[0] if len(found) == 1 else None
