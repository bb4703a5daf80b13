"""The Django app of calendar feeds (日历订阅应用)."""

from __future__ import annotations

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    """Calendar feeds of deadlines (期限日历订阅)."""

    name = "zhiquan.site.deadlines"
    label = "deadlines"

    def ready(self) -> None:
        """Have feeds end with their account; its models are there only now."""
        from zhiquan.site.accounts.ending import ends_with_account  # noqa: PLC0415 - needs models
        from zhiquan.site.deadlines.actions import end_feeds  # noqa: PLC0415 - likewise

        ends_with_account(end_feeds)
