"""Addresses of own lists (清单地址)."""

from __future__ import annotations

from zhiquan.site.collecting import views
from zhiquan.site.gate.doors import door, within
from zhiquan.site.gate.policy import May

_as_file = within(May.WATCH)(views.record_list_file)

DOORS = [
    door("desk/lists/", views.record_lists, name="record-lists", needs=May.WATCH),
    door("desk/lists/collect/", views.collect, name="collect", needs=May.WATCH),
    door("desk/lists/<str:key>/", views.record_list, name="record-list", needs=May.WATCH),
    door("desk/lists/<str:key>/out/", views.take_out, name="take-out", needs=May.WATCH),
    door("desk/lists/<str:key>/<str:form>/", _as_file, name="record-list-file", needs=May.EXPORT),
]
