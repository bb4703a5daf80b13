"""The Django app of the API (接口应用)."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The API (接口)."""

    name = "zhiquan.site.api"
    label = "api"

    def ready(self) -> None:
        """Have tokens end with their account; its models are there only now."""
        from zhiquan.site.accounts.ending import ends_with_account  # noqa: PLC0415 - needs models
        from zhiquan.site.api.actions import end_tokens  # noqa: PLC0415 - likewise

        ends_with_account(end_tokens)
