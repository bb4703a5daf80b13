"""The code that proves an address is read by who asked for letters (地址确认码)."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.utils.crypto import constant_time_compare, salted_hmac

from zhiquan.site.notices.models import Subscription

HOLDS = timedelta(hours=24)
"""How long a code is good."""
TRIES = 5
"""How often it may be typed wrongly."""
_SIGNS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_SIZE = 4


def new_code() -> str:
    """Eight signs, 40 bits, without those that look alike."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(_SIZE)) for _ in range(2))


def hash_of(account: str, code: str) -> str:
    """The only form in which a code is kept."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return salted_hmac("notices.code", f"{account} {plain}", algorithm="sha256").hexdigest()


def is_open(held: Subscription, *, at: datetime) -> bool:
    """True while the code last sent may still be typed in."""
    return bool(held.code_hash) and held.code_at is not None and at < held.code_at + HOLDS and held.code_tries < TRIES


def is_right(held: Subscription, account: str, code: str) -> bool:
    """True when this is the code last sent; spaces, hyphens and case do not matter."""
    return constant_time_compare(held.code_hash, hash_of(account, code))
