"""Addresses of saved searches (保存的检索地址)."""

from __future__ import annotations

from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May
from zhiquan.site.watching import views

DOORS = [
    door("desk/searches/", views.saved_searches, name="saved-searches", needs=May.WATCH),
    door("desk/searches/new/", views.new_search, name="saved-search-new", needs=May.WATCH),
    door("desk/searches/<str:key>/", views.saved_search, name="saved-search", needs=May.WATCH),
]
