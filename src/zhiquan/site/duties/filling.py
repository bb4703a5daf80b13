"""Sheets to fill in: empty templates, and a unit's own duties to be completed (填报模板)."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.register.intake.templates import TemplateColumn, template_named, templates, write_template
from zhiquan.site.office.house import house
from zhiquan.site.shell.speech import language_now

OFFERED = ("duties", "meetings", "budgets", "organisations", "appraisal_inputs")
"""Templates of the plan's work."""

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""Media type of the files made here."""

_WIDTH = 18


def empty_workbook(kind: str) -> bytes:
    """An empty template with its example row and explanations, as the command ``zhiquan template`` makes it.

    Raises:
        NotFound: no template of the plan's work has the name.
    """
    if kind not in OFFERED:
        raise NotFound(
            Words("没有这个模板", "there is no such template"),
            where={"template": kind[:40]},
            remedy=Words(f"可用：{'、'.join(OFFERED)}", f"Try: {', '.join(OFFERED)}"),
        )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"{kind}.xlsx"
        write_template(kind, file, language=language_now(), overlay=house().settings.knowledge)
        return file.read_bytes()


def duties_workbook(duties: Sequence[Mapping[str, Any]]) -> bytes:
    """Duties as a sheet to be completed: what is known is filled in, texts are never formulas.

    Decisions of meetings that no list took up stand there with the meeting as their source, so that they can be
    proved once the sheet is loaded.

    Args:
        duties: as ``duty/1``.
    """
    import xlsxwriter  # noqa: PLC0415 - slow to import

    template = template_named("duties", templates(house().settings.knowledge))
    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True}) as book:
        sheet = book.add_worksheet(template.label.zh)
        head = book.add_format({"bold": True, "border": 1, "text_wrap": True})
        styles = {"day": book.add_format({"num_format": "yyyy-mm-dd"}), "text": book.add_format({"num_format": 49})}
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(template.columns):
            form = "day" if column.form == "day" else "text"
            sheet.set_column(place, place, _WIDTH, styles[form])
            sheet.write_string(0, place, column.heading, head)
            for row, duty in enumerate(duties, 1):
                _write(sheet, (row, place), column, (duty, styles[form]))
    return sink.getvalue()


def _write(sheet: Any, at: tuple[int, int], column: TemplateColumn, told: tuple[Mapping[str, Any], Any]) -> None:  # noqa: ANN401 - the writer of sheets states no types
    duty, style = told
    value = _value(column.field, duty)
    if column.form == "day" and value:
        sheet.write_datetime(*at, date.fromisoformat(value), style)
    elif value:
        sheet.write_string(*at, value, style)


def _value(field: str, duty: Mapping[str, Any]) -> str:
    if field in {"lead", "helpers"}:
        return duty[field]["text"] or ""
    if field == "budget_line":
        return "、".join(duty["budget_lines"])
    if field == "indicators":
        return "；".join(tie["words"] for tie in duty["indicators"])
    if field == "right_numbers":
        return "；".join(duty["rights"])
    name = {"done_on": "claimed_on"}.get(field, field)
    found = duty.get(name)
    return "" if found is None or (field == "source" and found == "plan") else str(found)
