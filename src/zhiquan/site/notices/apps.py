"""The Django app of letters (邮件提醒应用)."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Letters of what is new and what falls due (邮件提醒)."""

    name = "zhiquan.site.notices"
    label = "notices"

    def ready(self) -> None:
        """Have letters end with their account; its models are there only now."""
        from zhiquan.site.accounts.ending import ends_with_account  # noqa: PLC0415 - needs models
        from zhiquan.site.notices.ending import end_notices  # noqa: PLC0415 - likewise

        ends_with_account(end_notices)
