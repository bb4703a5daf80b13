"""The name of the page a request asks for (页面名)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def route_of(request: HttpRequest) -> str:
    """Name of the page asked for; an address itself may be secret, name a person or a firm, and is never kept."""
    if request.resolver_match is not None:
        return request.resolver_match.url_name or "unnamed"
    return "static" if request.path_info.startswith(settings.STATIC_URL) else "none"
