"""What the audit trail is told of searches (检索审计)."""

from __future__ import annotations

from zhiquan.site.audit.actions import write_line
from zhiquan.site.finding.asked import Asked
from zhiquan.site.finding.room import Room
from zhiquan.site.gate.visitor import Visitor


def note_taken(visitor: Visitor, asked: Asked, room: Room, rows: int) -> None:
    """Hits were taken away as a file."""
    told = {"rows": rows, "conditions": asked.query}
    write_line("search.exported", room.finder.about.snapshot, by=visitor, detail=told)
