"""The language of a page, and texts that carry both (页面语言)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import lazy
from django.utils.translation import get_language

from zhiquan.basics.words import Language, Words


def language_now() -> Language:
    """The language of the page being made: ``zh`` unless the address begins with ``/en/``."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def say(text: Words | Mapping[str, Any] | str | None) -> str:
    """A text in the page's language; plain texts and ``{zh, en}`` mappings too. Nothing is an empty text."""
    if text is None:
        return ""
    if isinstance(text, Words):
        return text.to(language_now())
    if isinstance(text, Mapping):
        return str(text.get(language_now()) or text.get("zh") or "")
    return text


lazy_words = lazy(say, str)
"""A text whose language is chosen when it is shown."""
