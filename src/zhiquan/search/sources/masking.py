"""Texts without personal numbers: what is indexed is what may be shown (个人信息遮盖)."""

from __future__ import annotations

import re

from zhiquan.register.browsing.masks import masked_any

_LONG_NUMBER = re.compile(r"\d[\d\s-]{5,}\d")


def masked(heading: str, text: str) -> str:
    """A text with identity numbers and telephones masked: ``演示路1号 13800138000`` ends in ``138****8000``."""
    return str(masked_any(heading, text)) if text and _LONG_NUMBER.search(text) else text


def masked_name(name: str) -> str:
    """A name of a holder or party, masked as the pages show it."""
    return masked("权利人", name)
