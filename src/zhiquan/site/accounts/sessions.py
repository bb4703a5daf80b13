"""How long a session lasts, and what it still owes (会话限制)."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

FACTOR_DONE = "factor_done"
OUTSIDE = "signed_in_outside"
"""Set when the office's sign-in service vouched for the reader: a first password is then nothing to change."""
LAST_SEEN = "last_seen"
BEGAN = "began"
_EVERY = 60
"""Seconds between two notes of the last sign of life."""


class SessionLimits:
    """Ends idle sessions; sends people who owe a code or a new password to give it (会话中间件)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Check the session before the page is made."""
        request.owes_factor = False  # type: ignore[attr-defined] # Django requests take attributes
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = int(timezone.now().timestamp())
        seen = request.session.get(LAST_SEEN)
        if now - request.session.setdefault(BEGAN, now) > settings.SESSION_COOKIE_AGE:
            logout(request)
            return self.get_response(request)
        if seen is not None and now - seen > settings.SESSION_IDLE_SECONDS:
            logout(request)
            return self.get_response(request)
        if seen is None or now - seen >= _EVERY:
            request.session[LAST_SEEN] = now
        owed = self._owed(request)
        request.owes_factor = owed is not None  # type: ignore[attr-defined] # likewise
        if owed is not None and request.path not in self._open(owed) and not request.path.startswith("/static/"):
            return redirect(owed)
        return self.get_response(request)

    def _owed(self, request: HttpRequest) -> str | None:
        """Name of the page a person must pass first."""
        account = request.user
        if account.owes_second_factor and not request.session.get(FACTOR_DONE):  # type: ignore[union-attr] # own model
            return "factor" if account.has_second_factor else "factor-set-up"  # type: ignore[union-attr] # own model
        is_outside = request.session.get(OUTSIDE, False)
        return "password" if account.must_change_password and not is_outside else None  # type: ignore[union-attr] # own model

    def _open(self, owed: str) -> set[str]:
        return {reverse(owed), reverse("sign-out")}
