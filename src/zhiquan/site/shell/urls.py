"""Addresses of the shell (外壳地址)."""

from __future__ import annotations

from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May
from zhiquan.site.shell import views

DOORS = [
    door("accessibility/", views.accessibility, name="accessibility", needs=May.SEE_PUBLISHED),
    door("desk/keys/", views.keys, name="keys", needs=May.USE_DESK),
]
