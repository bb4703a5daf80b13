"""Workbooks written as XML, as office systems of 2003 and many web systems export them (XML 电子表格)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.register.intake.opening.limits import CELL_CHARACTERS, COLUMNS
from zhiquan.register.intake.opening.refusals import damaged, no_table, refused, too_long, too_wide
from zhiquan.register.intake.parts import Cell, Grid, Line

XML_WORKBOOK = Words("XML 电子表格", "XML spreadsheet")
_SPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_IN = f"{{{_SPACE}}}"


def is_xml_workbook(head: str) -> bool:
    """True when the beginning declares a workbook in this form."""
    return _SPACE in head and "<" in head and "workbook" in head.lower()


def xml_sheets(file: Path, *, encoding: str, name: str) -> list[Grid]:
    """The sheets that have rows, in order, rows and cells numbered as the office program shows them.

    Raises:
        BadInput: the file is damaged, or has a document type with entities.
        NoRows: no sheet has rows.
    """
    del encoding  # the file declares it
    sheets = [sheet for sheet, rows in _sheet_rows(file, name) if rows]
    if not sheets:
        raise no_table(name, XML_WORKBOOK)
    return [Grid(sheet, _lines(file, sheet, name)) for sheet in sheets]


def _sheet_rows(file: Path, name: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for sheet, _, _ in _rows(file, name):
        if not found or found[-1][0] != sheet:
            found.append((sheet, 0))
        found[-1] = (sheet, found[-1][1] + 1)
    return found


def _lines(file: Path, sheet: str, name: str) -> Iterator[Line]:
    for own, number, cells in _rows(file, name):
        if own == sheet:
            if len(cells) > COLUMNS:
                raise too_wide(name, sheet=sheet, row=number, columns=len(cells), limit=COLUMNS)
            for column, cell in enumerate(cells, 1):
                if isinstance(cell, str) and len(cell) > CELL_CHARACTERS:
                    raise too_long(name, sheet=sheet, row=number, column=column, value=cell[:80])
            yield number, cells


def _rows(file: Path, name: str) -> Iterator[tuple[str, int, list[Cell]]]:
    """Sheet, row and cells of every row with something in it."""
    sheet, number = "", 0
    try:
        for event, element in iterparse(str(file), events=("start", "end"), forbid_dtd=False):
            if event == "start":
                if element.tag == f"{_IN}Worksheet":
                    sheet, number = element.get(f"{_IN}Name") or "", 0
            elif element.tag == f"{_IN}Row":
                number = _number(element.get(f"{_IN}Index")) or number + 1
                cells = _cells(element)
                element.clear()
                if any(cell not in {None, ""} for cell in cells):
                    yield sheet, number, cells
            elif element.tag == f"{_IN}Table":
                element.clear()
    except DefusedXmlException as problem:
        raise _hostile(name) from problem
    except (ParseError, LookupError, ValueError) as problem:
        raise damaged(name, XML_WORKBOOK, problem) from problem


def _cells(row: Element) -> list[Cell]:
    cells: list[Cell] = []
    for cell in row.iter(f"{_IN}Cell"):
        index = min(_number(cell.get(f"{_IN}Index")), COLUMNS + 1)
        cells += [None] * (index - 1 - len(cells))
        data = cell.find(f"{_IN}Data")
        cells.append(_value(data) if data is not None else None)
        cells += [None] * min(_number(cell.get(f"{_IN}MergeAcross")), COLUMNS)
    return cells


def _value(data: Element) -> Cell:
    text = "".join(data.itertext())
    kind = data.get(f"{_IN}Type")
    if kind == "Number":
        try:
            return int(text) if text.lstrip("-").isdecimal() else float(text)
        except ValueError:
            return text
    return text.partition("T")[0] if kind == "DateTime" and text.endswith("T00:00:00.000") else text


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 9 else 0


def _hostile(name: str) -> BadInput:
    return refused(
        name,
        rule=Words("文件类型声明里有实体，为安全起见不读取", "its document type declares entities, which are not read"),
        remedy=Words("请另存为 XLSX 后再导入。", "Save it as XLSX."),
    )
