"""The audit line of a back-up, in the desk it was made of (备份留痕)."""

from __future__ import annotations

from datetime import datetime

from zhiquan.basics.settings import Settings
from zhiquan.register.trail import leave_line
from zhiquan.site.keeping.creating import Made


def record_backup(settings: Settings, made: Made, *, by: str, at: datetime) -> None:
    """Leave a line that names the back-up and its seal; the audit trail takes it over."""
    told = {"seal": made.seal, "files": made.about["files"], "bytes": made.about["bytes"]}
    leave_line(settings.lake, at=at, by=by, action="backup.made", subject=made.folder.name, detail=told)
