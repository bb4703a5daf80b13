"""A filled layout as a workbook: the sheet as the other system wants it, and where each cell comes from (报表文件)."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from zhiquan.basics.words import Language

ORIGINS: Mapping[str, str] = {"zh": "出处", "en": "Origins"}
"""Name of the second sheet."""

_HEADS: Mapping[str, tuple[str, ...]] = {
    "zh": ("单元格", "行", "列", "值", "出处"),
    "en": ("Cell", "Row", "Column", "Value", "Origin"),
}
_WIDEST, _NARROWEST = 48, 8
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")


def workbook_of(sheet: Mapping[str, Any], *, language: Language, snapshot: str) -> bytes:
    """A workbook of two sheets: the layout filled, and the origin of each of its cells.

    Texts are written as texts, never as formulas; cells left for a person are yellow and empty.

    Args:
        sheet: a filled layout as :func:`zhiquan.site.sheets.answers.filled` gives it.
        language: of headings and origins.
        snapshot: the register's state it was filled from, named on the second sheet.
    """
    import xlsxwriter  # noqa: PLC0415 - slow to import

    sink = io.BytesIO()
    with xlsxwriter.Workbook(sink, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        styles = {
            "title": book.add_format({"bold": True, "font_size": 14}),
            "head": book.add_format({"bold": True, "border": 1, "text_wrap": True, "valign": "top"}),
            "text": book.add_format({"border": 1, "text_wrap": True, "valign": "top"}),
            "number": book.add_format({"border": 1, "num_format": "#,##0.####", "valign": "top"}),
            "day": book.add_format({"border": 1, "num_format": "yyyy-mm-dd", "valign": "top"}),
            "by_hand": book.add_format({"border": 1, "bg_color": "#FFF2CC"}),
        }
        _filled(book.add_worksheet(_sheet_name(sheet, language)), sheet, language, styles)
        _origins(book.add_worksheet(ORIGINS[language]), sheet, (language, snapshot), styles)
    return sink.getvalue()


def _sheet_name(sheet: Mapping[str, Any], language: Language) -> str:
    """The title as far as a workbook takes it for a name: without signs it refuses, and not that of the origins."""
    for told in (sheet["title"][language], sheet["id"]):
        name: str = _NOT_IN_NAMES.sub(" ", told).strip(" '")[:_LONGEST_NAME].strip(" '")
        if name and name.lower() != ORIGINS[language].lower():
            return name
    return f"{ORIGINS[language]} 1"


FIRST_ROW = 3
"""Row of the first filled row, from 0: title, day, headings stand above."""


def _filled(page: Any, sheet: Mapping[str, Any], language: Language, styles: Mapping[str, Any]) -> None:  # noqa: ANN401 - the writer states no types
    page.write_string(0, 0, sheet["title"][language], styles["title"])
    page.write_string(1, 0, str(sheet["day"]))
    page.freeze_panes(FIRST_ROW, 0)
    for place, column in enumerate(sheet["columns"]):
        heading = column["heading"][language]
        page.write_string(FIRST_ROW - 1, place, heading, styles["head"])
        longest = max((len(row[place][0] or "") for row in sheet["rows"]), default=0)
        page.set_column(place, place, min(max(longest, len(heading), _NARROWEST), _WIDEST) * 1.4)
    for number, row in enumerate(sheet["rows"], FIRST_ROW):
        for place, (cell, column) in enumerate(zip(row, sheet["columns"], strict=True)):
            _write(page, (number, place), cell, column["form"], styles)


def _write(page: Any, at: tuple[int, int], cell: Any, form: str, styles: Mapping[str, Any]) -> None:  # noqa: ANN401 - as above
    value, _, is_typed = cell
    if value is None:
        page.write_blank(*at, None, styles["by_hand" if is_typed else "text"])
    elif form == "number":
        page.write_number(*at, float(Decimal(value)), styles["number"])
    elif form == "day":
        page.write_datetime(*at, date.fromisoformat(value[:10]), styles["day"])
    else:
        page.write_string(*at, value, styles["text"])


def _origins(page: Any, sheet: Mapping[str, Any], about: tuple[Language, str], styles: Mapping[str, Any]) -> None:  # noqa: ANN401 - as above
    from xlsxwriter.utility import xl_rowcol_to_cell  # noqa: PLC0415 - slow to import

    language, snapshot = about
    page.write_string(0, 0, f"{sheet['label'][language]} {sheet['day']} {snapshot}")
    for place, head in enumerate(_HEADS[language]):
        page.write_string(1, place, head, styles["head"])
    page.set_column(3, 3, 24)
    page.set_column(4, 4, 70)
    line = 2
    for number, row in enumerate(sheet["rows"]):
        for place, (value, origin, _) in enumerate(row):
            where = xl_rowcol_to_cell(number + FIRST_ROW, place)
            told = (where, str(number + 1), sheet["columns"][place]["heading"][language], value or "", origin[language])
            for seat, text in enumerate(told):
                page.write_string(line, seat, text)
            line += 1
