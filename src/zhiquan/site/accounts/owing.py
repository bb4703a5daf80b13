"""What an account must have of its own before programs and calendars can act for it (账号自有凭据)."""

from __future__ import annotations

from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words
from zhiquan.site.accounts.models import Account


def require_password(account: Account) -> None:
    """Refuse an account that never chose a password, as one that only signs in by the office's own service.

    Raises:
        NotAllowed: what is made for it now would never work.
    """
    if account.must_change_password:
        raise NotAllowed(
            Words(
                "这个账号还没有自己设的口令，令牌和订阅地址用不了",
                "the account has no password of its own yet, so tokens and feeds would not work",
            ),
            where={"account": account.username},
            remedy=Words("先在“我的账号”里设口令。", "Set a password under “My account” first."),
        )


def require_factor(account: Account) -> None:
    """Refuse an account whose role asks for a time code that was never set up here.

    Raises:
        NotAllowed: what is made for it now would never work.
    """
    if account.owes_second_factor and not account.has_second_factor:
        raise NotAllowed(
            Words(
                "这个账号在这里还没有启用动态口令，令牌用不了",
                "the account has no time code here yet, so a token would not work",
            ),
            where={"account": account.username},
            remedy=Words("先在“我的账号”里启用动态口令。", "Set up the time code under “My account” first."),
        )
