"""Addresses under which calendars read an account's deadlines (日历订阅的地址表)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class Feed(models.Model):
    """One secret address (订阅地址): only the digest of its token is kept; revoked, it opens nothing any more."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feeds")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(revoked_at__isnull=True), name="one_open_feed_an_account"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.made_at:%Y-%m-%d}"
