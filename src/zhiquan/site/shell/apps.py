"""The Django app of the shell (外壳应用)."""

from __future__ import annotations

from django.apps import AppConfig


class ShellConfig(AppConfig):
    """The shell of every page (外壳)."""

    name = "zhiquan.site.shell"
    label = "shell"
