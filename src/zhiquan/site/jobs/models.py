"""Jobs as stored (作业表)."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models

QUEUED, RUNNING, DONE, FAILED, CANCELLED = "queued", "running", "done", "failed", "cancelled"
OPEN = (QUEUED, RUNNING)


def new_id() -> str:
    """A public id for a job."""
    return f"job-{uuid.uuid4().hex[:16]}"


class Job(models.Model):
    """One piece of long work, its progress and its outcome (作业)."""

    id = models.CharField(primary_key=True, max_length=24, default=new_id)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    account = models.CharField(max_length=120)
    role = models.CharField(max_length=20)
    request = models.JSONField(default=dict)
    state = models.CharField(max_length=12, default=QUEUED)
    stage = models.CharField(max_length=60, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    result = models.JSONField(null=True)
    error = models.JSONField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    wants_cancel = models.BooleanField(default=False)
    worker = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["state", "beat_at"], name="jobs_by_state"),
            models.Index(fields=["account", "-made_at"], name="jobs_by_account"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=models.Q(state__in=[QUEUED, RUNNING, DONE, FAILED, CANCELLED]), name="job_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.kind} {self.state}"

    @property
    def is_open(self) -> bool:
        """True while it waits or runs."""
        return self.state in OPEN

    @property
    def percent(self) -> int | None:
        """How far it is, 0 to 100; None when the whole is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None
