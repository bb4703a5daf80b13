"""What a new password or the end of an account takes with it: told by the apps that keep it (随账号失效)."""

from __future__ import annotations

from collections.abc import Callable

from zhiquan.site.accounts.models import Account
from zhiquan.site.gate.visitor import Visitor

Ending = Callable[[Account, Visitor], None]
_ENDINGS: list[Ending] = []


def ends_with_account(ending: Ending) -> None:
    """Have something done when an account is closed or its password is given anew; it writes its own audit lines."""
    if ending not in _ENDINGS:
        _ENDINGS.append(ending)


def end_access(account: Account, *, by: Visitor) -> None:
    """End every way into an account that asks for no password: tokens and feeds."""
    for ending in _ENDINGS:
        ending(account, by)
