"""Making and revoking the secret address of a feed, each with its audit line (订阅地址操作)."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction

from zhiquan.site.accounts.models import Account
from zhiquan.site.accounts.owing import require_password
from zhiquan.site.audit.actions import write_line
from zhiquan.site.deadlines.models import Feed
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house

_BYTES = 32


def digest_of(token: str) -> str:
    """SHA-256 of a token, the only form it is kept in; a token of 256 random bits needs no salt."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(by: Visitor) -> str:
    """A new secret token for the reader's own deadlines; an earlier one is revoked. Shown once, never kept.

    Raises:
        NotAllowed: the account has no password of its own.
    """
    account = Account.objects.select_for_update().get(username=by.account)
    require_password(account)
    now = house().now()
    Feed.objects.filter(account=account, revoked_at=None).update(revoked_at=now)
    token = secrets.token_urlsafe(_BYTES)
    Feed.objects.create(account=account, digest=digest_of(token), made_at=now)
    write_line("feed.made", by.account, by=by)
    return token


@transaction.atomic
def revoke_feed(by: Visitor) -> bool:
    """Close the reader's feed; False when there is none."""
    return _close(by.account, by)


@transaction.atomic
def end_feeds(account: Account, by: Visitor) -> None:
    """Close the feed of somebody's account."""
    _close(account.username, by)


def _close(account: str, by: Visitor) -> bool:
    count = Feed.objects.filter(account__username=account, revoked_at=None).update(revoked_at=house().now())
    if count:
        write_line("feed.revoked", account, by=by)
    return bool(count)
