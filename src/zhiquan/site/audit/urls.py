"""Addresses of the audit trail (审计地址)."""

from __future__ import annotations

from zhiquan.site.audit import views
from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May

DOORS = [
    door("desk/audit/", views.audit, name="audit", needs=May.SEE_AUDIT),
    door("desk/audit/trail/", views.trail, name="trail", needs=May.SEE_AUDIT),
]
