"""The Django app of questions and complaints (更正与申诉应用)."""

from __future__ import annotations

from django.apps import AppConfig


class VoiceConfig(AppConfig):
    """Questions and complaints (更正与申诉)."""

    name = "zhiquan.site.voice"
    label = "voice"
