"""What the audit trail is told of reads of the register (登记册审计)."""

from __future__ import annotations

from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house
from zhiquan.site.registry.asked import Asked
from zhiquan.site.registry.exports import reach_text


def note_party_read(visitor: Visitor, party: str) -> None:
    """A party's page was read; a firm that looks at itself is no matter for the trail."""
    if visitor.role is not Role.ENTERPRISE:
        write_line("party.read", party, by=visitor)


def note_line_read(visitor: Visitor, *, batch: str, sheet: str, line: int) -> None:
    """A line of a file was read."""
    write_line("line.read", f"{batch} {sheet} {line}", by=visitor)


def note_export(visitor: Visitor, asked: Asked, rows: int) -> None:
    """A list was taken away."""
    detail = {"rows": rows, "conditions": asked.query(), "reach": reach_text(visitor)}
    write_line("rights.exported", house().current(), by=visitor, detail=detail)


def note_fees_taken(visitor: Visitor, party: str, rows: int) -> None:
    """A party's table of fees was taken away."""
    write_line(
        "rights.exported", party, by=visitor, detail={"rows": rows, "list": "fees", "reach": reach_text(visitor)}
    )
