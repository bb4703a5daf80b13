"""Files sent in, as the desk keeps them until they are loaded or dropped (上传表)."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models

RECEIVED, TRIED, REFUSED, LOADED, UNDONE, DISCARDED = "received", "tried", "refused", "loaded", "undone", "discarded"
STATES = (RECEIVED, TRIED, REFUSED, LOADED, UNDONE, DISCARDED)


def new_id() -> str:
    """A public id for a file sent in."""
    return f"up-{uuid.uuid4().hex[:16]}"


class Upload(models.Model):
    """One file sent in, what was settled about it and what became of it (上传).

    Attributes:
        mapping: heading to field, settled by a person; None while everything is found out.
        mapping_name: the kept mapping it came from; empty when it was settled on the page.
        corrections: right values typed in, by ``sheet!line`` and heading.
        trial: what the last trial run told; None until there was one.
        refusal: why the whole file cannot be taken, in both languages.
        outcome: what the load told; the register itself keeps the batch.
        batch: id of its batch in the register once loaded.
        repair_batch: id of the batch of rows corrected on the page and loaded with it.
        repairs: id of the batch whose rows this file mends, when it is a repair file made here.
        job: id of the last job about it.
    """

    id = models.CharField(primary_key=True, max_length=24, default=new_id)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    account = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)
    as_of = models.DateField(null=True, blank=True)
    authority = models.CharField(max_length=20, default="tool")
    tool = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=200, blank=True)
    mapping = models.JSONField(null=True, blank=True)
    mapping_name = models.CharField(max_length=80, blank=True)
    corrections = models.JSONField(default=dict)
    trial = models.JSONField(null=True)
    refusal = models.JSONField(null=True)
    outcome = models.JSONField(null=True)
    batch = models.CharField(max_length=40, blank=True)
    repair_batch = models.CharField(max_length=40, blank=True)
    repairs = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, default=RECEIVED)
    job = models.CharField(max_length=24, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["batch"], name="uploads_by_batch"),
            models.Index(fields=["sha256"], name="uploads_by_hash"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="upload_state_is_known")
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.name} {self.state}"

    @property
    def may_be_settled(self) -> bool:
        """True while columns, options and values may still be changed."""
        return self.state in {RECEIVED, TRIED, REFUSED}
