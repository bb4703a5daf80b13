"""The audit trail as stored (审计表)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from zhiquan.basics.digests import SHA256


class Line(models.Model):
    """One line of the trail: who did what to what, when; chained to the line before by its hash (审计行)."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    account = models.CharField(max_length=120)
    role = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=20)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=300)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    digest = models.CharField(max_length=12, default=SHA256)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["action", "number"], name="audit_by_action"),
            models.Index(fields=["account", "number"], name="audit_by_account"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject}"


class Head(models.Model):
    """The one row that says how long the chain is and what it ends in (链头)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")
    digest = models.CharField(max_length=12, default=SHA256)

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"
