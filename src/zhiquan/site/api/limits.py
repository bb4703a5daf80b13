"""How many requests a minute one address, token or account may send (限频)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from zhiquan.basics.words import Words
from zhiquan.site.api.problems import Problem
from zhiquan.site.gate.pace import seconds_to_wait
from zhiquan.site.voice.limits import address_of


def count_request(kind: str, who: str) -> None:
    """Count one request of an ``address``, a ``token`` or an ``account``.

    Raises:
        Problem: there were more in the running minute than ``API_PER_MINUTE`` allows (429).
    """
    most = settings.API_PER_MINUTE[kind]
    if wait := seconds_to_wait(kind, who, most=most):
        said = Words(f"一分钟内超过 {most} 次", f"more than {most} requests in a minute")
        raise Problem(429, said, headers={"Retry-After": str(wait)})


def kept_address(request: HttpRequest) -> str:
    """The address of a request as it is counted by: a keyed hash."""
    return salted_hmac("api.address", address_of(request), algorithm="sha256").hexdigest()
