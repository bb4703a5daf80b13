"""The Django app of own lists (清单应用)."""

from __future__ import annotations

from django.apps import AppConfig


class CollectingConfig(AppConfig):
    """Own lists of records (清单)."""

    name = "zhiquan.site.collecting"
    label = "collecting"
