"""Making and revoking tokens, each with its audit line (令牌操作)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from zhiquan.basics.errors import BadInput, NotAllowed
from zhiquan.basics.words import Words
from zhiquan.site.accounts.models import Account
from zhiquan.site.accounts.owing import require_factor, require_password
from zhiquan.site.api.models import Token
from zhiquan.site.api.scopes import scopes_for
from zhiquan.site.api.who import digest_of, new_secret, written
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor

LONGEST = 365
"""Days a token holds at most."""
MOST = 20
"""Usable tokens an account has at most."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A token somebody wants: what it is called, what it may, how many days it holds (新令牌)."""

    name: str
    scopes: Sequence[str]
    days: int


@transaction.atomic
def make_token(account: Account, wish: Wish, *, by: Visitor) -> tuple[Token, str]:
    """A new token for an account, and its text, which is told this once.

    Raises:
        BadInput: the role gains nothing by a scope, or the days are none.
        NotAllowed: the account has as many as it may have, or has no password or time code of its own.
    """
    require_password(account)
    require_factor(account)
    offered = {one.name for one in scopes_for(Role(account.role))}
    if not wish.scopes or set(wish.scopes) - offered:
        raise BadInput(
            Words("选至少一项您的角色有的权限", "choose at least one scope your role has"),
            where={"scopes": ", ".join(sorted(set(wish.scopes) - offered))},
        )
    if not 1 <= wish.days <= LONGEST:
        raise BadInput(
            Words(f"有效期是 1 至 {LONGEST} 天", f"a token holds 1 to {LONGEST} days"), where={"days": wish.days}
        )
    today = timezone.localdate()
    if len(usable_tokens(account, today)) >= MOST:
        raise NotAllowed(
            Words(f"已有 {MOST} 个有效令牌", f"there are {MOST} usable tokens already"),
            remedy=Words("先撤销不用的。", "Revoke those not used first."),
        )
    key, secret = new_secret()
    made = Token.objects.create(
        key=key, digest=digest_of(key, secret), account=account, name=wish.name, scopes=sorted(wish.scopes),
        expires_on=today + timedelta(days=wish.days),
    )  # fmt: skip
    told = {"account": account.username, "scopes": made.scopes, "until": made.expires_on.isoformat()}
    write_line("token.made", key, by=by, detail=told)
    return made, written(key, secret)


@transaction.atomic
def revoke(token: Token, *, by: Visitor) -> None:
    """End a token now; one that was revoked stays as it is."""
    held = Token.objects.select_for_update().get(pk=token.pk)
    if held.revoked_at is not None:
        return
    held.revoked_at, held.revoked_by = timezone.now(), by.account
    held.save(update_fields=["revoked_at", "revoked_by"])
    write_line("token.revoked", held.key, by=by, detail={"account": held.account.username})


def end_tokens(account: Account, by: Visitor) -> None:
    """Revoke every token of an account that still holds."""
    for token in usable_tokens(account, timezone.localdate()):
        revoke(token, by=by)


def usable_tokens(account: Account, today: date) -> list[Token]:
    """An account's tokens that still hold."""
    return [one for one in Token.objects.filter(account=account, revoked_at=None) if one.is_usable(today)]
