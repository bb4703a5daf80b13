"""Addresses of imports (导入地址)."""

from __future__ import annotations

from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May
from zhiquan.site.imports import batch_views, template_views, views

DOORS = [
    door("desk/imports/", views.imports, name="imports", needs=May.IMPORT),
    door("desk/imports/templates/", template_views.template_list, name="import-templates", needs=May.IMPORT),
    door(
        "desk/imports/templates/<str:name>.xlsx", template_views.template_file, name="import-template", needs=May.IMPORT
    ),
    door("desk/imports/<str:name>/", views.one_import, name="import", needs=May.IMPORT),
    door("desk/imports/<str:name>/repair.xlsx", views.repair_file, name="import-repair", needs=May.IMPORT),
    door("desk/batches/", batch_views.batches, name="batches", needs=May.SEE_BATCHES),
    door("desk/batches/<str:name>/", batch_views.batch, name="batch", needs=May.SEE_BATCHES),
    door("desk/batches/<str:name>/repair.xlsx", batch_views.batch_repair_file, name="batch-repair", needs=May.IMPORT),
    door("desk/batches/<str:name>/mend/", batch_views.batch_mend, name="batch-mend", needs=May.IMPORT),
    door("desk/batches/<str:name>/undo/", batch_views.batch_undo, name="batch-undo", needs=May.IMPORT),
]
