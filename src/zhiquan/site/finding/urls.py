"""Addresses of the search (检索地址)."""

from __future__ import annotations

from zhiquan.site.finding import guides, views
from zhiquan.site.finding.limits import counted
from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May

DOORS = [
    door("search/", counted(views.search), name="search", needs=May.SEE_PUBLISHED),
    door("search/results.csv", counted(views.search_csv), name="search-csv", needs=May.SEE_PUBLISHED),
    door("search/results.json", counted(views.search_json), name="search-json", needs=May.SEE_PUBLISHED),
    door("search/suggest/", counted(views.suggest), name="search-suggest", needs=May.SEE_PUBLISHED),
    door("search/similar/<path:of>/", counted(views.similar), name="search-similar", needs=May.SEE_PUBLISHED),
    door("docs/<str:name>/", guides.guide, name="guide", needs=May.SEE_PUBLISHED),
    door("desk/find/", views.former_find, name="find", needs=May.USE_DESK),
    door("desk/search/", views.desk_search, name="desk-search", needs=May.USE_DESK),
    door("desk/search/file/", views.desk_search_csv, name="desk-search-csv", needs=May.EXPORT),
    door("desk/search/suggest/", views.desk_suggest, name="desk-search-suggest", needs=May.USE_DESK),
    door(
        "desk/search/similar/<path:of>/", views.desk_similar, name="desk-search-similar", needs=May.SEE_REGISTER
    ),
]  # fmt: skip
