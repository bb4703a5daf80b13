"""The page of an account that is locked after wrong passwords (锁定)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def name_locked(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The name failures are counted by: in small letters, as sign-in takes a name in any case."""
    typed = (credentials or {}).get("username") or request.POST.get("username", "")
    return str(typed).strip().lower()


def locked_out(request: HttpRequest, credentials: dict[str, Any], *_: Any) -> HttpResponse:  # noqa: ANN401 - as called
    """Say that the account is locked, for how long, and who can open it."""
    del credentials
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "accounts/locked.html", {"minutes": minutes}, status=429)
