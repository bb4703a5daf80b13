"""Writing the audit trail (写审计)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from zhiquan.site.audit.chain import CHANGED_DIGEST, Said, digest_after, hash_of
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
    about = subject.replace("\x00", "\ufffd")[:_LONGEST]
    return append(Said(at or timezone.now(), by.account or "-", by.role.value, "site", action, about, detail or {}))


def hold_end() -> Head:
    """Hold the end of the trail until the caller's transaction ends; other writers of lines wait for it."""
    Head.objects.get_or_create(id=1)
    return Head.objects.select_for_update().get(id=1)


def append(said: Said) -> Line:
    """Add one line at the end of the chain; writers wait for each other at its head.

    When the setting names another algorithm than the chain goes by, a line that says so comes first.
    """
    with transaction.atomic():
        head = hold_end()
        wanted = str(settings.DIGEST)
        if head.digest != wanted:
            told = {"from": head.digest, "to": wanted}
            _append(head, Said(said.at, "zhiquan", "", "site", CHANGED_DIGEST, wanted, told))
        line = _append(head, said)
        head.save(update_fields=["number", "hash", "digest"])
    return line


def _append(head: Head, said: Said) -> Line:
    """Write the line after the head, and move the head to it; the caller keeps the head."""
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
        hash=hash_of(number, said, head.hash, head.digest),
        digest=head.digest,
    )
    head.number, head.hash, head.digest = number, line.hash, digest_after(said, head.digest)
    return line
