"""What a question is about, as an address of this site (来件所指页面)."""

from __future__ import annotations

from django.utils.http import url_has_allowed_host_and_scheme

_SPACE, _DELETE = 0x20, 0x7F


def page_address(subject: str) -> str:
    r"""The subject when it is an address within this site that may be linked; empty otherwise.

    Browsers drop tabs and read a backslash as a slash, so an address holding either may lead elsewhere.

    Returns:
        ``page_address("/figures/trademarks/")`` is itself; ``page_address("/\\evil.example")`` is empty.
    """
    if not subject.startswith("/") or "\\" in subject:
        return ""
    if any(ord(sign) < _SPACE or ord(sign) == _DELETE for sign in subject):
        return ""
    return subject if url_has_allowed_host_and_scheme(subject, allowed_hosts=None) else ""
