"""The second factor: a time code of six digits (动态口令)."""

from __future__ import annotations

from datetime import datetime

import pyotp
import segno
from django.db import transaction

from zhiquan.site.accounts.models import Account

ISSUER = "zhiquan"
STEP_SECONDS = 30
MOST_FAILURES = 5
"""Wrong codes in a row after which only an administrator lets the account try again."""


def new_secret() -> str:
    """A secret for a new time code, base32."""
    return pyotp.random_base32()


def secret_picture(account: Account, secret: str) -> str:
    """The secret as a QR picture for a phone, SVG without style."""
    address = pyotp.TOTP(secret).provisioning_uri(name=account.username, issuer_name=ISSUER)
    return segno.make(address, error="m").svg_inline(scale=5, border=2, omitsize=False)


def is_right_code(account: Account, code: str, *, at: datetime, secret: str = "") -> bool:
    """Take a code once: the present one, or its neighbours for clocks that differ by up to thirty seconds.

    A code that was taken is not taken again, and five wrong ones in a row close the second factor.
    """
    typed = "".join(code.split())
    with transaction.atomic():
        held = Account.objects.select_for_update().get(pk=account.pk)
        if held.factor_failures >= MOST_FAILURES:
            return False
        totp = pyotp.TOTP(secret or held.factor_secret)
        now = int(at.timestamp()) // STEP_SECONDS
        fit = [
            step
            for step in (now - 1, now, now + 1)
            if step > held.factor_step and totp.at(step * STEP_SECONDS) == typed
        ]
        if fit:
            held.factor_step, held.factor_failures = fit[0], 0
        else:
            held.factor_failures += 1
        held.save(update_fields=["factor_step", "factor_failures"])
    return bool(fit)


def keep_factor(account: Account, secret: str, *, at: datetime) -> None:
    """Begin to use a secret whose first code was right."""
    Account.objects.filter(pk=account.pk).update(factor_secret=secret, factor_since=at)


def forget_factor(account: Account) -> None:
    """Take the second factor away, so that the person sets it up anew."""
    Account.objects.filter(pk=account.pk).update(factor_secret="", factor_since=None, factor_step=0, factor_failures=0)
