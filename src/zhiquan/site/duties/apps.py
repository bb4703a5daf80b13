"""The Django app of duties: what is urged is kept on the desk (任务应用)."""

from __future__ import annotations

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Duties, their proofs and their urging (规划任务)."""

    name = "zhiquan.site.duties"
    label = "duties"
