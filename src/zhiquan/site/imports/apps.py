"""The Django app of files sent in (导入应用)."""

from __future__ import annotations

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """Files sent in (导入)."""

    name = "zhiquan.site.imports"
    label = "imports"
