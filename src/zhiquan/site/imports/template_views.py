"""Empty sheets to fill in: list and download (导入模板)."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from zhiquan.register.intake.templates import template_named, templates, write_template
from zhiquan.site.imports.downloads import workbook
from zhiquan.site.office.house import house
from zhiquan.site.shell.speech import language_now, say


@require_http_methods(["GET"])
def template_list(request: HttpRequest) -> HttpResponse:
    """Every template with its columns."""
    return render(
        request, "imports/templates.html", {"templates": list(templates(house().settings.knowledge).values())}
    )


@require_http_methods(["GET"])
def template_file(request: HttpRequest, name: str) -> FileResponse:
    """One template as a workbook."""
    del request
    overlay = house().settings.knowledge
    found = template_named(name, templates(overlay))
    called = _("%(name)s模板.xlsx") % {"name": say(found.label)}
    language = language_now()
    return workbook(called, lambda file: write_template(found.name, file, language=language, overlay=overlay))
