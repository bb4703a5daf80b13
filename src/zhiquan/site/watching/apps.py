"""The Django app of saved searches (保存的检索应用)."""

from __future__ import annotations

from django.apps import AppConfig


class WatchingConfig(AppConfig):
    """Saved searches and their alerts (保存的检索与提醒)."""

    name = "zhiquan.site.watching"
    label = "watching"
