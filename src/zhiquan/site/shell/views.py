"""Small pages of the shell: accessibility statement, keys (说明页)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def accessibility(request: HttpRequest) -> HttpResponse:
    """How far the site can be used by everybody, and where it falls short."""
    return render(request, "shell/accessibility.html")


def keys(request: HttpRequest) -> HttpResponse:
    """The keys of the workbench."""
    return render(request, "shell/keys.html")
