"""Own lists and what was collected in them, as stored (清单表)."""

from __future__ import annotations

import hashlib
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

NAME = 60
"""Longest name of a list, in characters."""

NOTE = 200
"""Longest note of a record, in characters."""

ASKED = 4_000
"""Longest query that is kept of a record, as the part of an address, in characters."""


class RecordList(models.Model):
    """One list an account keeps (清单), one of each name; ``used_at`` is when it was last collected into."""

    key = models.CharField(max_length=24, unique=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="record_lists")
    name = models.CharField(max_length=NAME)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-used_at", "-id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["account", "name"], name="one_list_an_account_of_a_name")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.name}"


class Collected(models.Model):
    """One record of a list (收进的记录): its id and nothing else of it, its owner's note, how and when it was found.

    ``asked`` is the query part of the address of the search that found it; empty when none did, or it is too long.
    """

    list = models.ForeignKey(RecordList, on_delete=models.CASCADE, related_name="records")
    record = models.CharField(max_length=200)
    note = models.CharField(max_length=NOTE, blank=True)
    asked = models.CharField(max_length=ASKED, blank=True)
    collected_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["collected_at", "id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["list", "record"], name="one_record_a_list_once")
        ]

    def __str__(self) -> str:
        return self.record


def anchor_of(record: str) -> str:
    """Name of a record's place on a page, whatever signs its id has."""
    return f"mark-{hashlib.sha256(record.encode()).hexdigest()[:12]}"
