"""What the audit trail is told of searches (检索审计)."""

from __future__ import annotations

from zhiquan.site.audit.actions import write_line
from zhiquan.site.finding.asked import Asked
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house


def note_taken(visitor: Visitor, asked: Asked, rows: int) -> None:
    """Hits were taken away as a file."""
    write_line("search.exported", house().current(), by=visitor, detail={"rows": rows, "conditions": asked.query})
