"""Reading who waits for letters, and how letters stand (查邮件提醒)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.notices.models import Subscription
from zhiquan.site.notices.sending import mail


def own_subscription(visitor: Visitor) -> Subscription | None:
    """What the reader asked for; None when letters are off."""
    return Subscription.objects.filter(account__username=visitor.account).first()


def due(at: datetime) -> QuerySet[Subscription]:
    """Confirmed wishes of open accounts whose time has come."""
    confirmed = Subscription.objects.filter(confirmed_at__isnull=False, account__is_active=True)
    return confirmed.filter(next_at__lte=at).order_by("next_at", "pk")


@dataclass(frozen=True, slots=True)
class MailStanding:
    """How letters stand (邮件现状).

    Attributes:
        server: the server without its password; empty when letters are off.
        wanted: accounts that get letters.
        unsent: letters a server did not take, which are tried again.
        last: when the last letter left.
    """

    server: str
    wanted: int
    unsent: int
    last: datetime | None


def mail_standing() -> MailStanding:
    """How letters stand now, without an address."""
    held = Subscription.objects.filter(confirmed_at__isnull=False, account__is_active=True)
    latest = held.exclude(last_sent_at=None).order_by("-last_sent_at").values_list("last_sent_at", flat=True).first()
    return MailStanding(mail().shown, held.count(), held.filter(failures__gt=0).count(), latest)
