"""Addresses of layouts (报表样式的网址)."""

from __future__ import annotations

from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May
from zhiquan.site.sheets import views

DOORS = [
    door("desk/layouts/", views.layouts, name="layouts", needs=May.SEE_ALL_DUTIES),
    door("desk/layouts/<str:name>/", views.layout, name="layout", needs=May.SEE_ALL_DUTIES),
    door("desk/layouts/<str:name>/file.xlsx", views.layout_file, name="layout-file", needs=May.EXPORT),
]
