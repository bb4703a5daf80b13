"""Addresses of the search (检索地址)."""

from __future__ import annotations

from zhiquan.site.finding import views
from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May

DOORS = [
    door("desk/search/", views.search, name="desk-search", needs=May.SEE_REGISTER),
    door("desk/search/file/", views.search_csv, name="desk-search-csv", needs=May.EXPORT),
]
