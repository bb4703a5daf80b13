"""Writes on accounts, each with its audit line (账号操作)."""

from __future__ import annotations

import secrets
import string

from axes.utils import reset
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.site.accounts.ending import end_access
from zhiquan.site.accounts.factor import forget_factor
from zhiquan.site.accounts.models import Account
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.visitor import Visitor

_ALPHABET = string.ascii_letters + string.digits
_LENGTH = 14


def first_password() -> str:
    """A password to hand over once; it must be changed at the first sign-in."""
    while True:
        made = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
        if any(c.islower() for c in made) and any(c.isupper() for c in made) and any(c.isdigit() for c in made):
            return made


@transaction.atomic
def save_account(account: Account, *, by: Visitor, password: str = "") -> Account:
    """Make or change an account; a change of role or reach ends its sessions, closing it its tokens and feeds too."""
    is_new = account.pk is None
    before = None if is_new else Account.objects.get(pk=account.pk)
    if before is not None and _reach(before) != _reach(account):
        _require_other_administrator(before, by)
        end_sessions(account)
    if password:
        account.set_password(password)
        account.must_change_password = True
    account.save()
    told = {"role": account.role, "unit": account.unit, "town": account.town, "party": account.party}
    write_line(
        "account.made" if is_new else "account.changed",
        account.username,
        by=by,
        detail={**told, "active": account.is_active},
    )
    if before is not None and before.is_active and not account.is_active:
        end_access(account, by=by)
    return account


@transaction.atomic
def give_new_password(account: Account, *, by: Visitor) -> str:
    """A new first password for somebody who lost theirs, shown once; tokens and feeds made before end."""
    made = first_password()
    account.set_password(made)
    account.must_change_password = True
    account.save()
    unlock(account, by=by)
    write_line("account.password_given", account.username, by=by)
    end_access(account, by=by)
    return made


@transaction.atomic
def change_own_password(account: Account, password: str, *, by: Visitor) -> None:
    """A person's own new password."""
    account.set_password(password)
    account.must_change_password = False
    account.save()
    write_line("account.password_changed", account.username, by=by)


@transaction.atomic
def unlock(account: Account, *, by: Visitor) -> None:
    """Let a locked account try again."""
    reset(username=account.username)
    Account.objects.filter(pk=account.pk).update(factor_failures=0)
    write_line("account.unlocked", account.username, by=by)


@transaction.atomic
def drop_factor(account: Account, *, by: Visitor) -> None:
    """Take the second factor away from somebody who lost the phone; its sessions end."""
    forget_factor(account)
    end_sessions(account)
    write_line("account.factor_dropped", account.username, by=by)


def end_sessions(account: Account) -> None:
    """End every session of an account, wherever it is signed in."""
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.get_decoded().get(SESSION_KEY) == str(account.pk):
            session.delete()


def _reach(account: Account) -> tuple[object, ...]:
    """What decides what an account sees and does."""
    return (account.role, account.unit, account.town, account.party, account.is_active)


def _require_other_administrator(account: Account, by: Visitor) -> None:
    """Refuse to change role, reach or state of the own account: nobody could change it back.

    Raises:
        BadInput: it is the own account.
    """
    if account.username == by.account:
        raise BadInput(
            Words("不能改自己的角色、范围或停用自己", "you cannot change your own role, reach or state"),
            where={"account": account.username},
            remedy=Words("请另一位管理员办理。", "Ask another administrator."),
        )
