"""Long work of the register: writing a large list to a file (登记册作业)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import override

from zhiquan.basics.words import Language
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.jobs.kinds import Telling
from zhiquan.site.office.house import house
from zhiquan.site.registry.asked import asked_of
from zhiquan.site.registry.exports import place_of_file, reach_text, write_list


def export_list(request: Mapping[str, Any], visitor: Visitor, tell: Telling) -> dict[str, Any]:
    """Write a list of rights to a file only this account can fetch (导出清单).

    Args:
        request: ``query`` as in the list's address, ``name`` of the file and ``language``.
        visitor: who asked, with the reach of now.
        tell: told the rows written.

    Returns:
        ``address`` of the file, ``rows`` and the ``reach`` they were within.
    """
    asked = asked_of(QueryDict(request["query"]), today=house().today)
    language: Language = "en" if request.get("language") == "en" else "zh"
    name = str(request["name"])
    snapshot = house().current()
    rows = write_list(
        visitor,
        asked,
        target=place_of_file(name),
        language=language,
        tell=lambda done, total: tell("writing", done, total),
    )
    detail = {"rows": rows, "conditions": asked.query(), "reach": reach_text(visitor), "file": f"{name}.csv"}
    write_line("rights.exported", snapshot, by=visitor, detail=detail)
    with override("en" if language == "en" else "zh-hans"):
        return {"address": reverse("rights-file", args=[name]), "rows": rows, "reach": reach_text(visitor)}
