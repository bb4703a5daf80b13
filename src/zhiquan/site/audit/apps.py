"""The Django app of the audit trail (审计应用)."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit trail (审计)."""

    name = "zhiquan.site.audit"
    label = "audit"
