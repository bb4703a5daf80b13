"""Addresses of review and quality (复核地址)."""

from __future__ import annotations

from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May
from zhiquan.site.review import quality_views, views

DOORS = [
    door("desk/review/", views.review, name="review", needs=May.DECIDE),
    door("desk/review/decided/", views.decided, name="review-decided", needs=May.DECIDE),
    door("desk/review/decided/<str:name>/undo/", views.undo, name="review-undo", needs=May.DECIDE),
    door("desk/quality/", quality_views.quality, name="quality", needs=May.SEE_BATCHES),
    door("desk/quality/<str:name>/", quality_views.quality_check, name="quality-check", needs=May.SEE_BATCHES),
    door("desk/quality/<str:name>.csv", quality_views.quality_csv, name="quality-csv", needs=May.EXPORT),
]
