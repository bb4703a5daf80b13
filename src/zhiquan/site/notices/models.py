"""Who wants letters of what, and what they were told (邮件提醒表)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class Subscription(models.Model):
    """The letters one account asked for (邮件提醒).

    ``address`` is the account's own choice and gets nothing but a code until ``confirmed_at``; of the code only a keyed
    hash is kept. ``told`` holds marks of deadlines and duties told already, ``told_until`` the moment up to which hits
    and answers were. ``next_at`` is when a letter may leave next, ``failures`` how often in a row it did not.
    """

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    address = models.EmailField()
    kinds = models.JSONField(default=list)
    days = models.PositiveSmallIntegerField(default=14)
    language = models.CharField(max_length=10)
    code_hash = models.CharField(max_length=64, blank=True)
    code_at = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    told = models.JSONField(default=list)
    told_until = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    last_sent_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["next_at"], name="notices_by_next")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.kinds}"

    @property
    def is_confirmed(self) -> bool:
        """True once the code sent to the address was typed in."""
        return self.confirmed_at is not None
