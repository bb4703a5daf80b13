"""Texts of the core on an English page: what they quote in Chinese is marked as such (标注中文引文)."""

from __future__ import annotations

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_CHINESE = re.compile(
    r"([\u2e80-\u2fdf\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
    r"(?:[^A-Za-z\n;]*[\u2e80-\u2fdf\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef])?)"
)
"""A run that begins and ends in Chinese letters, with figures and signs between, no Latin words."""


def marked(text: str) -> SafeString:
    """A text with its Chinese runs marked for readers and browsers.

    ``marked("district: 长寿区")`` is ``district: <span lang="zh-Hans">长寿区</span>``.
    """
    parts = _CHINESE.split(text)
    return format_html_join("", "{}", ((_part(part, is_chinese=place % 2 == 1),) for place, part in enumerate(parts)))


def _part(text: str, *, is_chinese: bool) -> str:
    return format_html('<span lang="zh-Hans">{}</span>', text) if is_chinese else text
