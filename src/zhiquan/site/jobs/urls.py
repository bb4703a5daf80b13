"""Addresses of jobs (作业地址)."""

from __future__ import annotations

from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May
from zhiquan.site.jobs import views

DOORS = [
    door("desk/jobs/", views.job_list, name="jobs", needs=May.USE_DESK),
    door("desk/jobs/<str:name>/", views.job, name="job", needs=May.USE_DESK),
]
