"""What the desk keeps of duties: that somebody was urged (任务表)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class Urge(models.Model):
    """One urging of an overdue duty (催办).

    ``plan`` and ``number`` name the duty, ``units`` the numbers of those it was sent to; ``answer_by`` is the last
    day for an answer. It is settled once the duty is proved, which the register tells and not this table.
    """

    plan = models.CharField(max_length=120)
    number = models.CharField(max_length=200)
    units = models.JSONField(default=list)
    text = models.CharField(max_length=400)
    answer_by = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar[list[str]] = ["-made_at", "-id"]
        indexes: ClassVar[list[Any]] = [models.Index(fields=["plan", "number"], name="urge_by_duty")]

    def __str__(self) -> str:
        return f"{self.plan}|{self.number}"
