"""Addresses of the API (接口地址): its pages behind the gate, its operations with their own door."""

from __future__ import annotations

from django.urls import path

from zhiquan.site.api import views
from zhiquan.site.api.mounting import API
from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May

DOORS = [
    door("api/v1/docs/", views.docs, name="api-docs", needs=May.SEE_PUBLISHED),
    door("desk/tokens/", views.tokens, name="tokens", needs=May.SEE_OWN_ACCOUNT),
]

ROUTES = [
    door("api/v1/openapi.json", views.openapi, name="api-openapi", needs=May.SEE_PUBLISHED),
    path("api/v1/", API.urls),
]
"""Addresses without a language in them: programs say theirs in a header."""
