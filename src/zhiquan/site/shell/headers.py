"""Headers that keep pages safe: nothing from elsewhere, nothing inline (安全响应头)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

CONTENT = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    )
)


class SafeHeaders:
    """Adds the page policy; pages made for one reader are not kept by caches (响应头中间件)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Make the page, then add the headers."""
        response = self.get_response(request)
        response.headers["Content-Security-Policy"] = CONTENT
        response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
        if not response.has_header("Cache-Control"):
            response.headers["Cache-Control"] = "private, no-store" if request.COOKIES else "no-cache"
        return response
