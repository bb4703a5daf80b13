"""Addresses of calendar feeds (订阅的网址)."""

from __future__ import annotations

from zhiquan.site.deadlines import views
from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May

DOORS = [
    door("desk/account/calendar/", views.own_feed, name="own-feed", needs=May.SEE_OWN_ACCOUNT),
]

ROUTES = [door("calendar/<str:token>.ics", views.feed, name="deadlines-feed", needs=May.SEE_PUBLISHED)]
"""The secret address has no language in it, so that one rule keeps it out of the log of a proxy."""
