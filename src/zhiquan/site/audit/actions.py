"""Writing the audit trail (写审计)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhiquan.site.audit.chain import Said, hash_of
from zhiquan.site.audit.models import Head, Line
from zhiquan.site.gate.visitor import Visitor

_LONGEST = 300


def write_line(
    action: str, subject: str, *, by: Visitor, detail: Mapping[str, Any] | None = None, at: datetime | None = None
) -> Line:
    """One line of the trail for what a reader of the site did, in the caller's transaction.

    Args:
        action: what was done, such as ``import.loaded``.
        subject: what it was done to: an id, never personal data.
        by: who did it.
        detail: JSON values that matter later.
        at: when; now by default.
    """
    return append(
        Said(at or timezone.now(), by.account or "-", by.role.value, "site", action, subject[:_LONGEST], detail or {})
    )


def append(said: Said) -> Line:
    """Add one line at the end of the chain; writers wait for each other at its head."""
    with transaction.atomic():
        Head.objects.get_or_create(id=1)
        head = Head.objects.select_for_update().get(id=1)
        number = head.number + 1
        line = Line.objects.create(
            number=number,
            at=said.at,
            account=said.account,
            role=said.role,
            source=said.source,
            action=said.action,
            subject=said.subject,
            detail=dict(said.detail),
            previous=head.hash,
            hash=hash_of(number, said, head.hash),
        )
        head.number, head.hash = number, line.hash
        head.save(update_fields=["number", "hash"])
    return line
