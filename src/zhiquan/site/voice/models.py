"""Questions as stored (来件表)."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from zhiquan.basics.words import Words
from zhiquan.site.voice.about import page_address
from zhiquan.site.voice.words import ANSWERED, KINDS, OPEN, OUTCOMES, STATES


class Question(models.Model):
    """What somebody asked, its clock and its answer (来件).

    ``name`` and ``contact`` are the only personal data; they are erased a year after the answer. Who has the number
    and the reading code may read it; only a keyed hash of the code is kept. ``public_text`` and ``public_answer`` are
    what everybody may read, without who asked; they are kept so that erasing the name cannot bring it back.
    """

    number = models.CharField(max_length=16, unique=True)
    code_hash = models.CharField(max_length=64)
    sent_once = models.UUIDField(unique=True, default=uuid.uuid4)
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    name = models.CharField(max_length=60, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    made_at = models.DateTimeField()
    due = models.DateField()
    reckoning = models.JSONField(default=list)
    is_due_final = models.BooleanField(default=True)
    state = models.CharField(max_length=12, default=OPEN)
    assigned = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=20, blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=120, blank=True)
    working_days = models.PositiveIntegerField(null=True)
    is_public = models.BooleanField(default=False)
    public_text = models.CharField(max_length=400, blank=True)
    public_answer = models.TextField(blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due", "id"]
        indexes: ClassVar[list[Any]] = [
            models.Index(fields=["state", "due"], name="voice_by_due"),
            models.Index(fields=["kind", "answered_at"], name="voice_by_kind"),
        ]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=models.Q(kind__in=list(KINDS)), name="question_kind_is_known"),
            models.CheckConstraint(condition=models.Q(state__in=list(STATES)), name="question_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(state=OPEN) | models.Q(answered_at__isnull=False), name="an_answer_has_its_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def kind_words(self) -> Words:
        """What it was written in for."""
        return KINDS[self.kind]

    @property
    def state_words(self) -> Words:
        """What its state is called."""
        return STATES[self.state]

    @property
    def outcome_words(self) -> Words | None:
        """How it turned out; None before the answer."""
        return OUTCOMES.get(self.outcome)

    @property
    def is_answered(self) -> bool:
        """True once it was answered."""
        return self.state == ANSWERED

    @property
    def page_address(self) -> str:
        """Address of the page it is about; empty when it is about something else."""
        return page_address(self.subject)

    @property
    def made_on(self) -> date:
        """Day it came in, in the office's own time."""
        return timezone.localtime(self.made_at).date()

    @property
    def is_answered_late(self) -> bool:
        """True when the answer came after the last day."""
        return self.answered_at is not None and timezone.localtime(self.answered_at).date() > self.due


class Knock(models.Model):
    """How often one address knocked within one hour (访问次数): a keyed hash of it that changes daily, no address."""

    door = models.CharField(max_length=20)
    who = models.CharField(max_length=64)
    hour = models.DateTimeField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["door", "who", "hour"], name="one_row_a_knocker_and_hour")
        ]

    def __str__(self) -> str:
        return f"{self.door} {self.hour:%Y-%m-%d %H} {self.times}"
