"""Jobs a reader may see (可见作业)."""

from __future__ import annotations

from django.db.models import QuerySet

from zhiquan.site.gate.policy import May
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.jobs.models import Job


def jobs_of(visitor: Visitor) -> QuerySet[Job]:
    """The own jobs; everybody's for who runs the office."""
    if visitor.may(May.RUN_OFFICE):
        return Job.objects.all()
    return Job.objects.filter(account=visitor.account)
