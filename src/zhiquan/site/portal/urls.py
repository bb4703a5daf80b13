"""Addresses of the portal (门户地址)."""

from __future__ import annotations

from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May
from zhiquan.site.portal import desk_views, views

DOORS = [
    door("", views.portal, name="portal", needs=May.SEE_PUBLISHED),
    door("services/", views.services, name="services", needs=May.SEE_PUBLISHED),
    door("services/<str:name>/", views.service, name="service", needs=May.SEE_PUBLISHED),
    door("data/", views.open_data, name="open-data", needs=May.SEE_PUBLISHED),
    door("data/sets/<str:name>.csv", views.data_set_csv, name="data-set-csv", needs=May.SEE_PUBLISHED),
    door("data/sets/<str:name>.json", views.data_set_json, name="data-set-json", needs=May.SEE_PUBLISHED),
    door("data/<str:kind>/<str:name>/", views.definition, name="definition", needs=May.SEE_PUBLISHED),
    door("desk/", desk_views.desk, name="desk", needs=May.USE_DESK),
]
