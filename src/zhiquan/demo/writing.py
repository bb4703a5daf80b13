"""Writing the demo files: workbooks with banner rows, delimited text in an office's encodings (写出文件)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from zhiquan.basics.words import Words

Cell = str | int | float | Decimal | date | None
Line = Sequence[Cell]

_WRITTEN_AT = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook keeps local time; fixed, so equal seeds give equal bytes


@dataclass(frozen=True, slots=True)
class DemoFile:
    """One file written (演示文件).

    Args:
        path: where it is.
        says: what it is and who exports it.
        kinds: kinds of rights or of records in it, as the register calls them; empty for a file of another room.
        rows: data rows, without headings, banners and totals.
        as_of: the day its content describes.
        authority: standing of its source: ``office``, ``tool``, ``gazette`` or ``own``.
    """

    path: Path
    says: Words
    kinds: tuple[str, ...]
    rows: int
    as_of: date
    authority: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: banner rows above the heading, data rows, and rows below such as a total."""

    name: str
    heading: Sequence[str]
    rows: Sequence[Line]
    banner: Sequence[str] = ()
    below: Sequence[Line] = field(default=())


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> int:
    """Write an XLSX with the sheets in order; returns the number of data rows.

    A sheet without heading is left empty. Texts that start like a formula stay texts.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, options) as book:
        book.set_properties({"created": _WRITTEN_AT, "author": "演示"})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            heading = [sheet.heading] if sheet.heading else []
            for number, line in enumerate([*([said] for said in sheet.banner), *heading, *sheet.rows, *sheet.below]):
                for place, value in enumerate(line):
                    if isinstance(value, date):
                        page.write_datetime(number, place, value, day)
                    elif isinstance(value, str):
                        page.write_string(number, place, value)
                    elif value is not None:
                        page.write_number(number, place, value)
    return sum(len(sheet.rows) for sheet in sheets)


def write_delimited(
    path: Path, heading: Sequence[str], rows: Sequence[Line], *, encoding: str, is_shifted: bool = False
) -> int:
    """Write a CSV with CRLF line ends; returns the number of data rows.

    Args:
        path: the file.
        heading: names of the columns.
        rows: values in the order of the heading.
        encoding: such as ``gb18030`` or ``utf-8-sig``.
        is_shifted: as one patent tool writes: bare heading, quoted values, one comma too many after each row.
    """
    text = io.StringIO()
    plain = csv.writer(text, lineterminator="\r\n")
    plain.writerow(heading)
    if is_shifted:
        quoted = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator=",\r\n")
        quoted.writerows([_printed(value) for value in row] for row in rows)
    else:
        plain.writerows([_printed(value) for value in row] for row in rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return len(rows)


def _printed(value: Cell) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
