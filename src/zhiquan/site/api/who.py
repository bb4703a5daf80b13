"""Who sends a request: a token's account, a signed-in reader, or anybody (请求者)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from axes.models import AccessAttempt
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from zhiquan.basics.words import Words
from zhiquan.site.api.limits import count_request, kept_address
from zhiquan.site.api.models import Token
from zhiquan.site.api.problems import Problem
from zhiquan.site.api.scopes import allowed
from zhiquan.site.audit.actions import write_line
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import POLICY, May, Role
from zhiquan.site.gate.visitor import Visitor, visitor_of

if TYPE_CHECKING:
    from zhiquan.site.accounts.models import Account

BEGIN = "zq"
"""Begins every token, so that one left in a text is known for what it is."""
REFUSALS_EVERY = timedelta(hours=1)
"""Refused tokens of one address leave one line of the trail in this time."""
_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class TokenVisitor(Visitor):
    """The account a token acts for, with no more than the token's scopes allow (令牌访问者)."""

    mays: frozenset[May] = field(default_factory=frozenset)
    token: str = ""

    def may(self, what: May) -> bool:
        """True when both role and scopes allow it."""
        return what in self.mays


def permissions_of(visitor: Visitor) -> frozenset[May]:
    """Everything a reader may do."""
    return visitor.mays if isinstance(visitor, TokenVisitor) else POLICY[visitor.role]


def new_secret() -> tuple[str, str]:
    """Key and secret of a new token, 32 random bytes."""
    return secrets.token_hex(6), secrets.token_urlsafe(_SECRET_BYTES)


def written(key: str, secret: str) -> str:
    """A token as it is handed over: ``zq_<key>_<secret>``."""
    return f"{BEGIN}_{key}_{secret}"


def digest_of(key: str, secret: str) -> str:
    """The keyed digest that is kept of a secret."""
    return salted_hmac("api.token", f"{key} {secret}", algorithm="sha256").hexdigest()


def sender_of(request: HttpRequest) -> Visitor:
    """Who sends a request; counts it for the token that holds and its account, else for the address.

    A header ``Authorization`` decides alone. Without it the session of a signed-in reader counts for reads that come
    from our own pages or typed addresses; a page of another site reads only what is public.

    Raises:
        Problem: the token does not hold (401), or too many requests came (429).
    """
    header = request.headers.get("Authorization")
    if header is not None:
        return _by_token(request, header)
    count_request("address", kept_address(request))
    is_own = request.headers.get("Sec-Fetch-Site", "none") in {"same-origin", "none"}
    if request.method in {"GET", "HEAD"} and is_own:
        return visitor_of(request)
    return Visitor()


def _by_token(request: HttpRequest, header: str) -> Visitor:
    kind, _, text = header.strip().partition(" ")
    begin, _, rest = text.strip().partition("_")
    key, _, secret = rest.partition("_")
    if kind.lower() != "bearer" or begin != BEGIN or not key.isalnum():
        raise _refused(request, "")
    held = Token.objects.select_related("account").filter(key=key[:16]).first()
    if held is None or not constant_time_compare(held.digest, digest_of(key, secret)):
        raise _refused(request, "")
    today = timezone.localdate()
    if not held.is_usable(today) or not is_in_order(held.account):
        raise _refused(request, held.key)
    count_request("token", held.key)
    count_request("account", held.account.username)
    if held.used_on != today:
        Token.objects.filter(pk=held.pk).update(used_on=today)
    account = held.account
    role = Role(account.role)
    return TokenVisitor(
        role, account.username, account.name, account.unit, account.town, account.party,
        allowed(role, held.scopes), held.key,
    )  # fmt: skip


def is_in_order(account: Account) -> bool:
    """True for an account that could sign in now: open, not locked, owing neither password nor time code."""
    owes = account.must_change_password or (account.owes_second_factor and not account.has_second_factor)
    return account.is_active and not owes and not _is_locked(account.username)


def _is_locked(username: str) -> bool:
    since = timezone.now() - settings.AXES_COOLOFF_TIME
    attempts = AccessAttempt.objects.filter(username__iexact=username, attempt_time__gte=since)
    return bool(attempts.filter(failures_since_start__gte=settings.AXES_FAILURE_LIMIT).exists())


def _refused(request: HttpRequest, key: str) -> Problem:
    """The refusal of a token, counted for the address; the trail is told once an hour for each address or known token.

    Raises:
        Problem: the address sent too many requests already (429).
    """
    count_request("address", kept_address(request))
    who = f"token:{key}" if key else f"address:{salted_hmac('api.refused', kept_address(request)).hexdigest()[:16]}"
    since = timezone.now() - REFUSALS_EVERY
    if not Line.objects.filter(action="token.refused", subject=who, at__gte=since).exists():
        write_line("token.refused", who, by=Visitor())
    return Problem(
        401,
        Words("令牌不存在、已撤销、已到期，或其账号现在不能登录",
              "the token is unknown, revoked or expired, or its account cannot sign in now"),
        headers={"WWW-Authenticate": 'Bearer realm="zhiquan", error="invalid_token"'},
    )  # fmt: skip
