"""Ending somebody's letters (结束邮件提醒)."""

from __future__ import annotations

from django.db import transaction

from zhiquan.site.accounts.models import Account
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.notices.models import Subscription


@transaction.atomic
def end_notices(account: Account, by: Visitor) -> None:
    """End the letters of an account that is closed, or whose password is given anew."""
    end_letters(account.username, by=by)


def end_letters(account: str, *, by: Visitor) -> bool:
    """Forget address and wishes of an account, with a line of the trail; False when there were none."""
    count, _ = Subscription.objects.filter(account__username=account).delete()
    if count:
        write_line("notices.off", account, by=by)
    return bool(count)
