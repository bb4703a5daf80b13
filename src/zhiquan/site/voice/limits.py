"""How often one address may write in, try a reading code or check a file, without keeping the address (限频)."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from zhiquan.site.voice.models import Knock

MOST = {"ask": 6, "read": 30, "check": 30}
"""How many times an hour at each door."""

_KEPT = timedelta(hours=26)


def may_knock(request: HttpRequest, door: str) -> bool:
    """Count one knock of the request's address; False when it knocked too often this hour."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0)
    who = salted_hmac(f"voice.{door}.{hour.date()}", address_of(request), algorithm="sha256").hexdigest()
    with transaction.atomic():
        Knock.objects.filter(hour__lt=hour - _KEPT).delete()
        Knock.objects.get_or_create(door=door, who=who, hour=hour)
        Knock.objects.filter(door=door, who=who, hour=hour).update(times=F("times") + 1)
        return Knock.objects.get(door=door, who=who, hour=hour).times <= MOST[door]


def address_of(request: HttpRequest) -> str:
    """The reader's address; behind our own proxy the last one it added."""
    told: list[str] = request.headers.get("X-Forwarded-For", "").split(",") if settings.IS_BEHIND_TLS else []
    return told[-1].strip() if told and told[-1].strip() else str(request.META.get("REMOTE_ADDR", ""))
