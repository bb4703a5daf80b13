"""Saved searches and what they found since, as stored (保存的检索表)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

NAME = 60
"""Longest name of a saved search, in characters."""


class SavedSearch(models.Model):
    """One search an account saved (保存的检索).

    ``asked`` is the query part of its address: the query in its plain spelling, values of facets, order; ``mark`` is
    the hash of that, so that an account saves a search once. ``snapshot`` is the one it was last compared with.
    ``is_cut`` says that the last comparison found more than is kept of it. ``others`` are the ids of records outside
    the register it found last, of the kinds it asks for by name; None for one saved before they were noted.
    """

    key = models.CharField(max_length=24, unique=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="searches")
    name = models.CharField(max_length=NAME)
    asked = models.TextField()
    mark = models.CharField(max_length=64)
    snapshot = models.CharField(max_length=40)
    is_paused = models.BooleanField(default=False)
    is_cut = models.BooleanField(default=False)
    others = models.JSONField(null=True)
    made_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["account", "mark"], name="one_search_an_account_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.name}"


class NewHit(models.Model):
    """One record a saved search did not find before (新命中): its id, the snapshot it came with, when it was seen."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="new_hits")
    record = models.CharField(max_length=200)
    snapshot = models.CharField(max_length=40)
    found_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-found_at", "id"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["search", "record"], name="one_new_hit_a_record")
        ]

    def __str__(self) -> str:
        return self.record
