"""The language a program asks for (应答语言)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from zhiquan.basics.words import Language


def language_of(request: HttpRequest) -> Language:
    """``en`` when the header ``Accept-Language`` prefers English to Chinese, else ``zh``."""
    for name, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if weight and name.startswith(("en", "zh")):
            return "en" if name.startswith("en") else "zh"
    return "zh"
