"""The Django app of accounts (账号应用)."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Accounts (账号)."""

    name = "zhiquan.site.accounts"
    label = "accounts"
