"""Addresses of health, metrics and the administrator's page (运行地址)."""

from __future__ import annotations

from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May
from zhiquan.site.running import views

DOORS = [
    door("health/live", views.live, name="health-live", needs=May.SEE_PUBLISHED),
    door("health/ready", views.ready, name="health-ready", needs=May.SEE_PUBLISHED),
    door("metrics", views.metrics, name="metrics", needs=May.SEE_PUBLISHED),
    door("desk/running/", views.running, name="running", needs=May.RUN_OFFICE),
]
