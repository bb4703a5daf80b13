"""Making an account from plain words, for the command line (建账号)."""

from __future__ import annotations

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.site.accounts.forms import AccountForm
from zhiquan.site.accounts.models import Account


def new_account(  # noqa: PLR0913 - what an account states
    *, username: str, name: str, role: str, unit: str, town: str, party: str
) -> Account:
    """An account by the same rules as the page's form, not saved yet.

    Raises:
        BadInput: a value breaks a rule; each is named.
    """
    form = AccountForm(
        {
            "username": username,
            "name": name,
            "role": role,
            "unit": unit,
            "town": town,
            "party": party,
            "is_active": True,
        }
    )
    if not form.is_valid():
        told = {field: "; ".join(str(one) for one in problems) for field, problems in form.errors.items()}
        raise BadInput(
            Words("账号信息不合规则", "the account breaks a rule"),
            where=told,
            remedy=Words("按提示改正后重试。", "Correct what is named and try again."),
        )
    return form.save(commit=False)
