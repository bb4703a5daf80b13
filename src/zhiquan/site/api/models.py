"""Tokens of programs, and writes that must happen once, as stored (接口表)."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class Token(models.Model):
    """What a program signs its requests with, for one account (访问令牌).

    Only a keyed digest of its secret is kept. ``name`` tells it apart in the list, ``key`` in a request.
    """

    key = models.CharField(max_length=16, unique=True)
    digest = models.CharField(max_length=64)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=60)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField()
    used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.key} {self.name}"

    def is_usable(self, today: date) -> bool:
        """True while it was not revoked and its last day has not passed."""
        return self.revoked_at is None and today <= self.expires_on


class SentOnce(models.Model):
    """A write a program marked with a key of its own, so that sending it again does nothing more (一次性写入).

    Attributes:
        content: hash of what was sent; the same key with other content is refused.
        made: id of what came of it.
    """

    account = models.CharField(max_length=120)
    operation = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    content = models.CharField(max_length=64)
    made = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["account", "operation", "key"], name="one_write_a_key")
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.key} {self.made}"
