"""The Django app of background jobs (作业应用)."""

from __future__ import annotations

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Background jobs (作业)."""

    name = "zhiquan.site.jobs"
    label = "jobs"
